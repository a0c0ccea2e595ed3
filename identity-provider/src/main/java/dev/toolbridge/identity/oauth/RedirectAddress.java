package dev.toolbridge.identity.oauth;

import java.net.URI;
import java.util.List;
import java.util.Set;

/// Where a browser may be sent back to.
final class RedirectAddress {
    private static final int LENGTH_MAX = 2_000;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> SCRIPTING = Set.of("javascript", "data", "vbscript", "file", "blob", "about");

    private RedirectAddress() {}

    /// Whether a client may register it: https anywhere, http on this machine, or an application's own scheme
    /// (RFC 8252, section 7).
    static boolean mayRegister(String address) {
        try {
            var uri = new URI(address);
            if (address.length() > LENGTH_MAX || uri.getScheme() == null || uri.getRawFragment() != null) {
                return false;
            }
            return switch (uri.getScheme()) {
                case "https" -> uri.getHost() != null;
                case "http" -> isLoopback(uri);
                default -> !SCRIPTING.contains(uri.getScheme().toLowerCase(java.util.Locale.ROOT));
            };
        } catch (java.net.URISyntaxException malformed) {
            return false;
        }
    }

    /// Whether it is one of the registered ones, letter for letter; only the port of a loopback address may differ
    /// (RFC 8252, section 7.3).
    static boolean isRegistered(String address, List<String> registered) {
        return registered.contains(address)
                || (mayRegister(address)
                        && registered.stream().anyMatch(known -> differOnlyInLoopbackPort(known, address)));
    }

    private static boolean differOnlyInLoopbackPort(String left, String right) {
        var known = URI.create(left);
        var asked = URI.create(right);
        return "http".equals(known.getScheme())
                && isLoopback(known)
                && isLoopback(asked)
                && withoutPort(known).equals(withoutPort(asked));
    }

    private static boolean isLoopback(URI uri) {
        return uri.getHost() != null && LOOPBACK.contains(uri.getHost()) && uri.getRawUserInfo() == null;
    }

    private static String withoutPort(URI uri) {
        return uri.toString().replaceFirst(":\\d+(?=/|\\?|$)", "");
    }
}
