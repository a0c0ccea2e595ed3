package dev.toolbridge.mcp.offer;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// Takes the messages to a client other than the answer to its request. An undeliverable message is dropped.
@FunctionalInterface
public interface Outlet {
    void send(ObjectNode message);

    /// Tells if the client can receive such messages.
    default boolean isHeard() {
        return true;
    }
}
