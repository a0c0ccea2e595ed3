package dev.toolbridge.service.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Tells which IP addresses are of the public Internet. An address that carries an IPv4 address inside is
/// judged by that one too.
public final class PublicAddresses {

    /// Ranges that are not public: the registries of special-purpose addresses (RFC 6890), multicast, and what
    /// is reserved.
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
            AddressRange.of("2001::/23"),
            AddressRange.of("2001:db8::/32"),
            AddressRange.of("3fff::/20"));

    /// The only range of IPv6 from which public addresses are given (RFC 4291, section 2.4).
    private static final AddressRange GLOBAL = AddressRange.of("2000::/3");

    private static final AddressRange TRANSLATED = AddressRange.of("64:ff9b::/96");
    private static final AddressRange MAPPED = AddressRange.of("::ffff:0:0:0/96");
    private static final AddressRange SIX_TO_FOUR = AddressRange.of("2002::/16");
    private static final int IPV4_BYTES = 4;

    private PublicAddresses() {}

    /// Tells if all addresses of a host are public; a host without any has none that is.
    public static boolean are(List<InetAddress> addresses) {
        return !addresses.isEmpty() && addresses.stream().allMatch(PublicAddresses::is);
    }

    /// Tells if an address is public.
    public static boolean is(InetAddress address) {
        return carried(address).map(PublicAddresses::isPlain).orElseGet(() -> isPlain(address));
    }

    private static boolean isPlain(InetAddress address) {
        boolean isGlobal = address.getAddress().length == IPV4_BYTES || GLOBAL.contains(address);
        return isGlobal && SPECIAL.stream().noneMatch(range -> range.contains(address));
    }

    /// The IPv4 address inside: of NAT64 (RFC 6052), of the translation of RFC 2765, and of 6to4 (RFC 3056).
    /// Java itself unwraps `::ffff:a.b.c.d`.
    private static Optional<InetAddress> carried(InetAddress address) {
        if (TRANSLATED.contains(address) || MAPPED.contains(address)) {
            return Optional.of(part(address, address.getAddress().length - IPV4_BYTES));
        }
        return SIX_TO_FOUR.contains(address) ? Optional.of(part(address, 2)) : Optional.empty();
    }

    private static InetAddress part(InetAddress address, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), from, from + IPV4_BYTES));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("four bytes are an address", impossible);
        }
    }
}
