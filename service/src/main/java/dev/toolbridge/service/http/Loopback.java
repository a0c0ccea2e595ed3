package dev.toolbridge.service.http;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/// Tells requests that were meant for this machine from those of a web page that has pointed a name of its own at it
/// (DNS rebinding): the browser sends that name as `Host`, or the page's address as `Origin`.
public final class Loopback {
    private static final Pattern HOST =
            Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?", Pattern.CASE_INSENSITIVE);

    private static final Pattern PEER = Pattern.compile("127(\\.\\d{1,3}){3}|::1|0:0:0:0:0:0:0:1");

    private Loopback() {}

    /// Refuses a request that names another host than this machine, or that a page from elsewhere sent.
    public static void require(Request request) {
        boolean named = request.header("Host").filter(Loopback::isHost).isPresent();
        if (!named) {
            throw Refusal.of(ErrorCode.MISDIRECTED, "this is answered only by a name of this machine, like localhost");
        }
        requireOrigin(request);
    }

    /// Refuses what a web page could ask in the name of this machine's user. Other machines may use any name.
    public static void requireMeant(Request request) {
        if (PEER.matcher(request.remoteAddress()).matches()) {
            require(request);
        }
        requireOrigin(request);
    }

    private static void requireOrigin(Request request) {
        if (request.header("Origin").filter(origin -> !isLocal(origin)).isPresent()) {
            throw Refusal.of(ErrorCode.FORBIDDEN, "pages of that origin may not use this server");
        }
    }

    private static boolean isLocal(String origin) {
        try {
            String authority = new URI(origin).getRawAuthority();
            return authority != null && isHost(authority);
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private static boolean isHost(String text) {
        return HOST.matcher(text).matches();
    }
}
