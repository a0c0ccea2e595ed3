package dev.toolbridge.identity.oauth;

import dev.toolbridge.service.http.Request;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Recognises requests that a page of another web site makes through the browser of a person on this machine.
///
/// Programs send neither of the headers that this looks at; browsers set both, and no page can change them.
final class ForeignPages {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private ForeignPages() {}

    /// Tells whether a form was sent by a page that is not of this server.
    static boolean sentForm(Request request) {
        return origin(request)
                .filter(origin -> !isOf(origin, request.header("Host").orElse("")))
                .isPresent();
    }

    /// Tells whether a page that is not on this machine sent the request.
    static boolean sentFromElsewhere(Request request) {
        return origin(request).filter(origin -> !isOnThisMachine(origin)).isPresent();
    }

    /// Tells whether a page embeds this address, as an image, a frame or a script, instead of going there.
    static boolean embeds(Request request) {
        return request.header("Sec-Fetch-Dest")
                .filter(destination -> !destination.equals("document"))
                .isPresent();
    }

    private static Optional<String> origin(Request request) {
        return request.header("Origin").map(origin -> origin.toLowerCase(Locale.ROOT));
    }

    private static boolean isOf(String origin, String host) {
        return origin.equals("http://" + host.toLowerCase(Locale.ROOT))
                || origin.equals("https://" + host.toLowerCase(Locale.ROOT));
    }

    /// A page without an origin of its own says `null`.
    private static boolean isOnThisMachine(String origin) {
        try {
            String host = new URI(origin).getHost();
            return host != null && LOOPBACK.contains(host);
        } catch (java.net.URISyntaxException malformed) {
            return false;
        }
    }
}
