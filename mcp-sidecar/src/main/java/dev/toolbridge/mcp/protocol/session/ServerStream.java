package dev.toolbridge.mcp.protocol.session;

import dev.toolbridge.mcp.offer.Outlet;

/// A stream to the client that stays open between requests.
public interface ServerStream extends Outlet {

    /// Ends the stream; what was sent before still goes out.
    void close();
}
