package dev.toolbridge.moving.reader;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/// The uid of an imported item: a UUID of version 5 (RFC 9562, section 5.5) of its format and the source's own id, so
/// that a second import finds the items of the first.
public final class SourceUid {
    private static final UUID SPACE = UUID.fromString("6f3a1c0e-52d7-5b8e-9a41-0d9be7c2a6f4");
    private static final int LENGTH_MAX = 500;
    private static final int BEGINNING = 400;
    private static final long VERSION_BITS = 0xF000L;
    private static final long VERSION_5 = 0x5000L;
    private static final long VARIANT_BITS = 0xC000_0000_0000_0000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private SourceUid() {}

    public static UUID of(String format, String id) {
        return named(format + '\n' + bounded(id));
    }

    /// The id itself, or the beginning of a long one with the hash of the whole.
    static String bounded(String id) {
        String storable = Storable.replaced(id);
        if (storable.equals(id) && id.length() <= LENGTH_MAX) {
            return id;
        }
        int end = Math.min(BEGINNING, storable.length());
        boolean half = end > 0 && Character.isHighSurrogate(storable.charAt(end - 1));
        return storable.substring(0, half ? end - 1 : end) + "…" + named(id);
    }

    private static UUID named(String name) {
        var hash = ByteBuffer.wrap(sha1(name));
        return new UUID((hash.getLong() & ~VERSION_BITS) | VERSION_5, (hash.getLong() & ~VARIANT_BITS) | VARIANT);
    }

    private static byte[] sha1(String name) {
        try {
            var digest = MessageDigest.getInstance("SHA-1");
            digest.update(ByteBuffer.allocate(Long.BYTES * 2)
                    .putLong(SPACE.getMostSignificantBits())
                    .putLong(SPACE.getLeastSignificantBits())
                    .array());
            return digest.digest(name.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }
}
