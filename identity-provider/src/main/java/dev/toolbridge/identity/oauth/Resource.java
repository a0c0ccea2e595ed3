package dev.toolbridge.identity.oauth;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/// The address of a protected resource, in the one form that all its spellings have (RFC 3986, section 6.2): letter
/// case of scheme and host, a port that is the usual one, and the slash of an empty path do not count. The names of
/// this machine are one host: a client names the one that it was given.
///
/// @param text the form; what is no such address stays as it is
record Resource(String text) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    static Resource parse(String text) {
        try {
            var uri = new URI(text);
            boolean plain = uri.getHost() != null && uri.getScheme() != null && uri.getRawUserInfo() == null;
            return new Resource(plain ? usual(uri) : text);
        } catch (URISyntaxException malformed) {
            return new Resource(text);
        }
    }

    private static String usual(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        String path = uri.getRawPath().equals("/") ? "" : uri.getRawPath();
        String rest = (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery())
                + (uri.getRawFragment() == null ? "" : "#" + uri.getRawFragment());
        return scheme + "://" + (LOOPBACK.contains(host) ? "localhost" : host) + port(scheme, uri.getPort()) + path
                + rest;
    }

    private static String port(String scheme, int port) {
        int usual = scheme.equals("https") ? 443 : 80;
        return port < 0 || port == usual ? "" : ":" + port;
    }
}
