package dev.toolbridge.api.item;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.contract.UidForm;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.Optional;
import java.util.UUID;

/// Reads uids from payloads, and makes new ones.
public final class Uids {
    private static final long VERSION_7 = 0x7000;
    private static final long FRACTIONS = 0x1000;
    private static final long NANOS_OF_MILLISECOND = 1_000_000;

    private Uids() {}

    /// A new uid: a time-ordered UUID (RFC 9562, section 5.7), so that the items of one time lie together in the
    /// primary keys, with parts of a millisecond as section 6.2, method 3, has them. The 62 bits after it cannot be
    /// guessed.
    public static UUID fresh(Instant now) {
        long fraction =
                now.getLong(ChronoField.NANO_OF_SECOND) % NANOS_OF_MILLISECOND * FRACTIONS / NANOS_OF_MILLISECOND;
        long time = now.toEpochMilli() << Short.SIZE | VERSION_7 | fraction;
        return new UUID(time, UUID.randomUUID().getLeastSignificantBits());
    }

    /// The uid in a JSON text; empty for any other value.
    public static Optional<UUID> parse(JsonNode value) {
        return Optional.ofNullable(value.textValue()).flatMap(UidForm::read);
    }
}
