package dev.toolbridge.identity.oauth;

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

    /// Ranges that are not the public Internet: the registries of special-purpose addresses (RFC 6890), and the ranges
    /// that carry an IPv4 address inside.
    private static final List<AddressRange> SPECIAL = List.of(
            AddressRange.of("0.0.0.0/8"),
            AddressRange.of("10.0.0.0/8"),
            AddressRange.of("100.64.0.0/10"),
            AddressRange.of("127.0.0.0/8"),
            AddressRange.of("169.254.0.0/16"),
            AddressRange.of("172.16.0.0/12"),
            AddressRange.of("192.0.0.0/24"),
            AddressRange.of("192.0.2.0/24"),
            AddressRange.of("192.88.99.0/24"),
            AddressRange.of("192.168.0.0/16"),
            AddressRange.of("198.18.0.0/15"),
            AddressRange.of("198.51.100.0/24"),
            AddressRange.of("203.0.113.0/24"),
            AddressRange.of("224.0.0.0/3"),
            AddressRange.of("::/96"),
            AddressRange.of("64:ff9b::/96"),
            AddressRange.of("64:ff9b:1::/48"),
            AddressRange.of("100::/64"),
            AddressRange.of("2001::/23"),
            AddressRange.of("2001:db8::/32"),
            AddressRange.of("2002::/16"),
            AddressRange.of("3fff::/20"),
            AddressRange.of("5f00::/16"),
            AddressRange.of("fc00::/7"),
            AddressRange.of("fe80::/9"),
            AddressRange.of("ff00::/8"));

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
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (SPECIAL.stream().anyMatch(range -> range.contains(address))) {
                    return false;
                }
            }
            return true;
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
