package dev.toolbridge.service.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/// A range of IP addresses: those whose first bits are the same.
///
/// @param first the range's first address, of 4 or 16 bytes
/// @param prefixBits the number of leading bits that are the same
public record AddressRange(byte[] first, int prefixBits) {

    public AddressRange {
        first = first.clone();
    }

    /// Reads a range as it is usually written: `198.18.0.0/15`.
    public static AddressRange of(String text) {
        String[] halves = text.split("/", 2);
        try {
            return new AddressRange(InetAddress.getByName(halves[0]).getAddress(), Integer.parseInt(halves[1]));
        } catch (UnknownHostException notAnAddress) {
            throw new IllegalArgumentException("not a range of addresses: " + text, notAnAddress);
        }
    }

    /// Tells if an address lies in the range; one of the other family never does.
    public boolean contains(InetAddress address) {
        byte[] asked = address.getAddress();
        int wholeBytes = prefixBits / Byte.SIZE;
        int restBits = prefixBits % Byte.SIZE;
        if (asked.length != first.length || !Arrays.equals(asked, 0, wholeBytes, first, 0, wholeBytes)) {
            return false;
        }
        return restBits == 0 || (asked[wholeBytes] ^ first[wholeBytes]) >> (Byte.SIZE - restBits) == 0;
    }
}
