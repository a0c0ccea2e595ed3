package dev.toolbridge.connect.home;

import dev.toolbridge.connect.terminal.CommandFailure;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/// The address of a server that keys are sent to: by https, except on this machine.
public final class SafeAddress {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private SafeAddress() {}

    /// Reads an address.
    ///
    /// @throws CommandFailure if it cannot be one, or if a key would cross the network unencrypted
    public static URI of(String text) {
        URI address = parsed(text);
        boolean isHttps = "https".equalsIgnoreCase(address.getScheme());
        boolean isHttp = "http".equalsIgnoreCase(address.getScheme());
        if (address.getHost() == null || (!isHttps && !isHttp)) {
            throw new CommandFailure("'" + text + "' is no address of a server: it begins with https://");
        }
        if (address.getUserInfo() != null || address.getRawQuery() != null || address.getRawFragment() != null) {
            throw new CommandFailure("the address of the server has no user, no ? and no #");
        }
        if (isHttp && !LOOPBACK.contains(address.getHost())) {
            throw new CommandFailure(
                    "'" + text + "' would carry keys unencrypted: only addresses of this machine may begin with http");
        }
        return URI.create(address.toString().replaceFirst("/+$", ""));
    }

    private static URI parsed(String text) {
        try {
            return new URI(text.strip());
        } catch (URISyntaxException wrong) {
            throw new CommandFailure("'" + text + "' is no address of a server", wrong);
        }
    }
}
