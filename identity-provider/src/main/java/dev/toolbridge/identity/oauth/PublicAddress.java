package dev.toolbridge.identity.oauth;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;

/// Tells what the provider may fetch: https from public hosts, http from this machine.
final class PublicAddress {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /// RFC 4193: addresses of private networks.
    private static final int UNIQUE_LOCAL_MASK = 0xfe;

    private static final int UNIQUE_LOCAL = 0xfc;

    private PublicAddress() {}

    static boolean mayFetch(URI address) {
        if (address.getHost() == null
                || address.getRawUserInfo() != null
                || address.getRawFragment() != null
                || address.getRawPath().length() < 2) {
            return false;
        }
        return switch (address.getScheme()) {
            case "http" -> LOOPBACK.contains(address.getHost());
            case "https" -> isPublic(address.getHost());
            default -> false;
        };
    }

    private static boolean isPublic(String host) {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (isPrivate(address)) {
                    return false;
                }
            }
            return true;
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    private static boolean isPrivate(InetAddress address) {
        boolean uniqueLocal =
                address instanceof Inet6Address && (address.getAddress()[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL;
        return uniqueLocal
                || address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress();
    }
}
