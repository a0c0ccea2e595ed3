package dev.toolbridge.api.proposal;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.Settings;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The address under which browsers reach this server; review pages are below it.
public record ReviewAddress(Optional<URI> base) {
    private static final Setting<URI> BASE = new Setting<>(
            "PUBLIC_URL",
            Optional.empty(),
            ReviewAddress::parse,
            false,
            "Where browsers reach the API, such as `https://api.example.com`: links to review pages begin with it.");

    public static final List<Setting<?>> SETTINGS = List.of(BASE);

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /// The end of names that are always of this machine (RFC 6761, section 6.3).
    private static final String LOCAL = ".localhost";

    public static ReviewAddress from(Settings settings) {
        return new ReviewAddress(settings.find(BASE));
    }

    /// The page of a proposal. Without a public address it is a path.
    String of(Caller caller, UUID proposal) {
        return base.map(URI::toString).orElse("") + "/review/" + proposal + "?tenant="
                + URLEncoder.encode(caller.tenant(), StandardCharsets.UTF_8);
    }

    private static URI parse(String text) {
        URI address = URI.create(text);
        boolean isPlain = address.getHost() != null
                && address.getRawPath().isEmpty()
                && address.getRawQuery() == null
                && address.getRawFragment() == null
                && address.getRawUserInfo() == null;
        boolean isSafe = "https".equals(address.getScheme())
                || ("http".equals(address.getScheme()) && isHere(address.getHost()));
        if (!isPlain || !isSafe) {
            throw new IllegalArgumentException("an https address without a path (http only for this machine)");
        }
        return address;
    }

    private static boolean isHere(String host) {
        return LOOPBACK.contains(host) || host.endsWith(LOCAL);
    }
}
