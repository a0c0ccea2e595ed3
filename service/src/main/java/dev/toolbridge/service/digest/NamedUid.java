package dev.toolbridge.service.digest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// The UUIDv5 of a name within a namespace (RFC 9562, section 5.5): the same wherever it is made.
public final class NamedUid {
    private static final int BYTES = 16;

    private NamedUid() {}

    public static UUID of(UUID namespace, String name) {
        byte[] space = ByteBuffer.allocate(BYTES)
                .putLong(namespace.getMostSignificantBits())
                .putLong(namespace.getLeastSignificantBits())
                .array();
        byte[] hash = Digest.sha1(space, name.getBytes(StandardCharsets.UTF_8));
        var bits = ByteBuffer.wrap(hash, 0, BYTES);
        long high = (bits.getLong() & ~0xF000L) | 0x5000L;
        long low = (bits.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
