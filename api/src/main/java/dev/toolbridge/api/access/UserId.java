package dev.toolbridge.api.access;

import dev.toolbridge.service.digest.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// The id of a user: a UUIDv5 (RFC 9562, section 5.5) of issuer and subject, the same at every server.
public final class UserId {
    private static final UUID NAMESPACE = UUID.fromString("6f1d7a0e-2b1c-5e0f-9a59-3c0f5d0c7a11");
    private static final int NAME_BYTES = 16;

    private UserId() {}

    public static UUID of(String issuer, String subject) {
        byte[] namespace = ByteBuffer.allocate(NAME_BYTES)
                .putLong(NAMESPACE.getMostSignificantBits())
                .putLong(NAMESPACE.getLeastSignificantBits())
                .array();
        byte[] hash = Digest.sha1(namespace, (issuer + "\n" + subject).getBytes(StandardCharsets.UTF_8));
        var bits = ByteBuffer.wrap(hash, 0, NAME_BYTES);
        long high = (bits.getLong() & ~0xF000L) | 0x5000L;
        long low = (bits.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
