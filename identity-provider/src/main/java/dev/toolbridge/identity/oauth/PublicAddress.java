package dev.toolbridge.identity.oauth;

import dev.toolbridge.service.address.PublicAddresses;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Tells what the provider may fetch: https from public hosts, http from this machine.
///
/// The addresses of a host are looked up here, and again by the connection; within the half minute that a Java
/// platform remembers them, both look-ups give the same addresses.
final class PublicAddress {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private PublicAddress() {}

    static boolean mayFetch(URI address) {
        if (address.getHost() == null
                || address.getRawUserInfo() != null
                || address.getRawFragment() != null
                || address.getRawPath().length() < 2) {
            return false;
        }
        return switch (address.getScheme().toLowerCase(Locale.ROOT)) {
            case "http" -> LOOPBACK.contains(address.getHost());
            case "https" -> isPublic(address.getHost());
            default -> false;
        };
    }

    private static boolean isPublic(String host) {
        try {
            return PublicAddresses.are(List.of(InetAddress.getAllByName(host)));
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
