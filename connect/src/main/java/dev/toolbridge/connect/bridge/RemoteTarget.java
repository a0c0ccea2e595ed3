package dev.toolbridge.connect.bridge;

import java.net.URI;
import java.util.Optional;

/// An MCP server at an address that stays the same.
///
/// @param uri its address with the narrowing of its tools
public record RemoteTarget(URI uri) implements Target {

    @Override
    public Optional<URI> address() {
        return Optional.of(uri);
    }

    @Override
    public boolean isSecure() {
        return uri.getScheme().equals("https");
    }

    @Override
    public String remedy() {
        return "see that " + uri.getScheme() + "://" + uri.getRawAuthority()
                + " runs; a workspace of this machine is started with `toolbridge up`";
    }
}
