package dev.toolbridge.mcp.protocol.session;

import dev.toolbridge.mcp.offer.Outlet;

/// A stream to the client that stays open between requests.
public interface ServerStream extends Outlet {

    /// Ends the stream after the messages that were already sent.
    void close();
}
