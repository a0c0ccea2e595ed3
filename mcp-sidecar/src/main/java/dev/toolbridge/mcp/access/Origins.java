package dev.toolbridge.mcp.access;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The names by which requests may address this server, and the pages that may send them: a page that points
/// its own name to our address (DNS rebinding) passes neither check.
public final class Origins {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:]+)(?::\\d{1,5})?");

    private final Set<String> hosts;
    private final Set<String> origins;

    /// Allows these hosts and pages of these origins, in addition to the names of loopback.
    public Origins(Set<String> hosts, Set<String> origins) {
        this.hosts = Set.copyOf(hosts);
        this.origins = Set.copyOf(origins);
    }

    /// Refuses a request that names another host, or that a page of another origin sent.
    void check(Request request) {
        String host = request.header("Host").flatMap(Origins::hostName).orElse("");
        boolean loopback = isLoopbackName(host);
        if (!loopback && !hosts.contains(host)) {
            throw Refusal.of(ErrorCode.MISDIRECTED, "this server does not answer for that host");
        }
        boolean allowed = request.header("Origin")
                .map(origin -> origins.contains(origin) || (loopback && isLoopback(origin)))
                .orElse(true);
        if (!allowed) {
            throw Refusal.of(ErrorCode.FORBIDDEN, "pages of that origin may not use this server");
        }
    }

    /// The host and port that a request was sent to, if they name this machine by a loopback name.
    static Optional<String> loopbackAuthority(Request request) {
        return request.header("Host")
                .filter(header ->
                        hostName(header).filter(Origins::isLoopbackName).isPresent());
    }

    /// The address among these whose host a request was sent to.
    static Optional<String> otherBase(Request request, List<URI> bases) {
        return request.header("Host").flatMap(Origins::hostName).flatMap(host -> bases.stream()
                .filter(base -> host.equals(base.getHost()))
                .map(URI::toString)
                .findFirst());
    }

    static boolean isLoopback(URI address) {
        return address.getHost() != null && isLoopbackName(address.getHost().toLowerCase(Locale.ROOT));
    }

    /// The names below `localhost` are this machine's too: nobody can register one (RFC 6761, section 6.3).
    private static boolean isLoopbackName(String host) {
        return LOOPBACK.contains(host) || host.endsWith(".localhost");
    }

    private static Optional<String> hostName(String header) {
        var matcher = HOST.matcher(header);
        return matcher.matches() ? Optional.of(matcher.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    private static boolean isLoopback(String origin) {
        try {
            return isLoopback(new URI(origin));
        } catch (URISyntaxException _) {
            return false;
        }
    }
}
