package dev.toolbridge.identity.oauth;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The address that a browser may be sent back to.
final class RedirectAddress {
    private static final int LENGTH_MAX = 2_000;
    private static final int PORT_MAX = 65_535;
    private static final int DELETE = 0x7f;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /// Schemes of editors that are known to be no more than themselves, though they lack the dot.
    private static final Set<String> EDITORS = Set.of("cursor", "vscode", "vscode-insiders", "windsurf");

    private RedirectAddress() {}

    /// A client may register https anywhere, http on this machine, or an application's own scheme, which
    /// has a dot in it, so that no other application has it (RFC 8252, section 7).
    static boolean mayRegister(String address) {
        try {
            var uri = new URI(address);
            if (!isPlain(address)
                    || uri.getScheme() == null
                    || uri.getRawFragment() != null
                    || uri.getPort() > PORT_MAX
                    || hasUserInfo(uri)) {
                return false;
            }
            return switch (scheme(uri)) {
                case "https" -> uri.getHost() != null;
                case "http" -> isLoopback(uri);
                default -> isOwnScheme(scheme(uri));
            };
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    /// Compares letter for letter with the registered ones; only the port of a loopback address may differ
    /// (RFC 8252, section 7.3).
    static boolean isRegistered(String address, List<String> registered) {
        return mayRegister(address)
                && (registered.contains(address)
                        || registered.stream().anyMatch(known -> differOnlyInLoopbackPort(known, address)));
    }

    /// Addresses are ASCII (RFC 3986, section 2): other characters may look like what they are not.
    private static boolean isPlain(String address) {
        return address.length() <= LENGTH_MAX && address.chars().allMatch(character -> character < DELETE);
    }

    private static boolean isOwnScheme(String scheme) {
        return scheme.indexOf('.') > 0 || EDITORS.contains(scheme);
    }

    /// An authority that is no host and port has it too, so the text decides.
    private static boolean hasUserInfo(URI uri) {
        return uri.getRawAuthority() != null && uri.getRawAuthority().contains("@");
    }

    private static boolean differOnlyInLoopbackPort(String left, String right) {
        var known = URI.create(left);
        var asked = URI.create(right);
        return "http".equals(scheme(known))
                && isLoopback(known)
                && isLoopback(asked)
                && withoutPort(known).equals(withoutPort(asked));
    }

    private static boolean isLoopback(URI uri) {
        return uri.getHost() != null && LOOPBACK.contains(uri.getHost().toLowerCase(Locale.ROOT));
    }

    private static String scheme(URI uri) {
        return uri.getScheme().toLowerCase(Locale.ROOT);
    }

    private static String withoutPort(URI uri) {
        return uri.toString().replaceFirst(":\\d+(?=/|\\?|$)", "");
    }
}
