package dev.toolbridge.tenants.router.haproxy;

import dev.toolbridge.service.config.ListenAddress;
import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.Settings;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The settings of the router.
///
/// @param program HAProxy, 2.6 or newer
/// @param environment the whole environment of its process: that of the control plane holds secrets
/// @param folder its files and sockets
/// @param address the address that it listens on, for all hosts
/// @param loopbackPorts the ports on which loopback names reach one host each
/// @param tls the place where it ends TLS; empty if that ends before it
public record RouterConfig(
        Path program,
        Map<String, String> environment,
        RouterFolder folder,
        ListenAddress address,
        PortRange loopbackPorts,
        Optional<TlsConfig> tls) {
    /// No blanks, quotes, `%` or line breaks: these texts stand in the router's file as they are.
    private static final Pattern PLAIN = Pattern.compile("/[A-Za-z0-9._/+@=-]+");

    private static final Setting<Path> PROGRAM = new Setting<>(
            "ROUTER_PROGRAM",
            Optional.of("/usr/sbin/haproxy"),
            RouterConfig::path,
            false,
            "The program of HAProxy, 2.6 or newer.");
    private static final Setting<String> LIBRARIES =
            Setting.text("ROUTER_LIBRARY_PATH", "Where HAProxy's libraries are, if it was unpacked and not installed.");
    private static final Setting<Path> FOLDER = new Setting<>(
            "ROUTER_FOLDER",
            Optional.empty(),
            RouterConfig::path,
            false,
            "The folder of the router's files and sockets; this user alone may open it.");
    private static final Setting<ListenAddress> ADDRESS = Setting.address(
                    "ROUTER_ADDR", "The address on which the router answers for all hosts.")
            .or("127.0.0.1:8088");
    private static final Setting<PortRange> LOOPBACK_PORTS = new Setting<>(
            "ROUTER_LOOPBACK_PORTS",
            Optional.of("21000-21199"),
            PortRange::parse,
            false,
            "The ports on this machine that lead to one tenant each, for programs that do not resolve its name.");

    private static final Setting<ListenAddress> TLS_ADDRESS = Setting.address(
            "ROUTER_TLS_ADDR", "The address on which the router ends TLS for all hosts; unset: TLS ends before it.");
    private static final Setting<Path> TLS_CERTIFICATE = new Setting<>(
            "ROUTER_TLS_CERTIFICATE_FILE",
            Optional.empty(),
            RouterConfig::path,
            false,
            "A file (PEM) with the certificate for all names below TENANTS_DOMAIN, its chain and its key.");

    public static final List<Setting<?>> SETTINGS =
            List.of(PROGRAM, LIBRARIES, FOLDER, ADDRESS, LOOPBACK_PORTS, TLS_ADDRESS, TLS_CERTIFICATE);

    public RouterConfig {
        environment = Map.copyOf(environment);
        requirePlain(program);
        if (address.port() < 1 || loopbackPorts.contains(address.port())) {
            throw new IllegalArgumentException("the router needs a port of its own, outside " + loopbackPorts);
        }
        address = literal(address);
        tls = tls.map(place -> new TlsConfig(literal(place.address()), place.certificate()));
        requireOwnPort(tls, address, loopbackPorts);
    }

    private static void requireOwnPort(Optional<TlsConfig> tls, ListenAddress address, PortRange loopbackPorts) {
        tls.map(place -> place.address().port())
                .filter(port -> port < 1 || port == address.port() || loopbackPorts.contains(port))
                .ifPresent(_ -> {
                    throw new IllegalArgumentException(
                            "the router needs a port of its own for TLS, outside " + loopbackPorts);
                });
    }

    public static RouterConfig from(Settings settings) {
        return new RouterConfig(
                settings.get(PROGRAM),
                environment(settings),
                new RouterFolder(settings.get(FOLDER)),
                settings.get(ADDRESS),
                settings.get(LOOPBACK_PORTS),
                settings.find(TLS_ADDRESS).map(address -> new TlsConfig(address, settings.find(TLS_CERTIFICATE))));
    }

    private static Map<String, String> environment(Settings settings) {
        var environment = new HashMap<>(Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin"));
        settings.find(LIBRARIES).ifPresent(path -> environment.put("LD_LIBRARY_PATH", path));
        return environment;
    }

    static void requirePlain(Path path) {
        if (!PLAIN.matcher(path.toString()).matches()) {
            throw new IllegalArgumentException(
                    "a path from the root, of letters, digits and . _ / + @ = - only; it is " + path);
        }
    }

    private static Path path(String text) {
        Path path = Path.of(text);
        requirePlain(path);
        return path;
    }

    private static ListenAddress literal(ListenAddress address) {
        return new ListenAddress(literal(address.bindHost()), address.port());
    }

    private static String literal(String host) {
        String plain = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        String text = InetAddress.ofLiteral(plain).getHostAddress();
        return text.indexOf(':') < 0 ? text : "[" + text + "]";
    }
}
