package dev.toolbridge.mcp.protocol;

/// A stream to the client that stays open between requests.
public interface ServerStream extends Outlet {

    /// Ends the stream; what was sent before still goes out.
    void close();
}
