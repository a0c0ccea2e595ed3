package dev.toolbridge.connect.bridge;

import java.net.URI;
import java.util.Optional;

/// The MCP server that a bridge leads to.
public interface Target {

    /// Its address; empty while it does not run. It may change from one start of the server to the next.
    Optional<URI> address();

    /// Tells if its address begins with https.
    boolean isSecure();

    /// A sentence that names the way to start it.
    String remedy();
}
