package dev.toolbridge.token;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The ways to write the address of one resource (RFC 8707): with and without the slash of an empty path (RFC 3986,
/// section 6.2.3), and on this machine with each name of its loopback interface.
final class ResourceNames {
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");

    private ResourceNames() {}

    /// The names as they are configured, and every other way to write one of them that is an address.
    static Set<String> of(Set<String> configured) {
        return configured.stream()
                .flatMap(name ->
                        Stream.concat(Stream.of(name), address(name).stream().flatMap(ResourceNames::spellings)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Optional<URI> address(String name) {
        try {
            return Optional.of(new URI(name)).filter(address -> address.getHost() != null && isPlain(address));
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    private static boolean isPlain(URI address) {
        boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
        return web
                && address.getRawUserInfo() == null
                && address.getRawQuery() == null
                && address.getRawFragment() == null;
    }

    private static Stream<String> spellings(URI address) {
        List<String> hosts = LOOPBACK.contains(address.getHost()) ? LOOPBACK : List.of(address.getHost());
        String path = address.getRawPath();
        List<String> paths = path.isEmpty() || path.equals("/") ? List.of("", "/") : List.of(path);
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return hosts.stream()
                .flatMap(host -> paths.stream().map(last -> address.getScheme() + "://" + host + port + last));
    }
}
