package dev.toolbridge.mcp.offer;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// Where messages to a client go that are not the answer to its request. What cannot be delivered is dropped.
@FunctionalInterface
public interface Outlet {
    void send(ObjectNode message);

    /// Whether there is somebody who takes such messages.
    default boolean isHeard() {
        return true;
    }
}
