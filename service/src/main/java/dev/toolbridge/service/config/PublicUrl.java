package dev.toolbridge.service.config;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/// The setting of an address under which browsers reach a server.
public final class PublicUrl {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /// The end of names that are always of this machine (RFC 6761, section 6.3).
    private static final String LOCAL = ".localhost";

    private PublicUrl() {}

    public static Setting<URI> setting(String key, String meaning) {
        return new Setting<>(key, Optional.empty(), PublicUrl::parse, false, meaning);
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
