package dev.toolbridge.service.digest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// Makes UUIDs of names: the same name in the same namespace gives the same UUID everywhere (version 5, RFC 9562,
/// section 5.5).
public final class NamedUuid {
    private static final int UUID_BYTES = 16;

    private NamedUuid() {}

    public static UUID of(UUID namespace, String name) {
        byte[] space = ByteBuffer.allocate(UUID_BYTES)
                .putLong(namespace.getMostSignificantBits())
                .putLong(namespace.getLeastSignificantBits())
                .array();
        var bits = ByteBuffer.wrap(Digest.sha1(space, name.getBytes(StandardCharsets.UTF_8)), 0, UUID_BYTES);
        long high = (bits.getLong() & ~0xF000L) | 0x5000L;
        long low = (bits.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
