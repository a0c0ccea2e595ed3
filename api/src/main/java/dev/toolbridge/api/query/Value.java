package dev.toolbridge.api.query;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

/// A value that a field is compared with, of the kind of the field.
public sealed interface Value {

    record Text(String text) implements Value {}

    record Number(BigDecimal number) implements Value {}

    record Flag(boolean flag) implements Value {}

    record Uid(UUID uid) implements Value {}

    /// A day, or an instant by the millisecond.
    ///
    /// @param from its first moment
    /// @param until the first moment after it
    /// @param zone the zone of the question, for values that are days
    record Moment(Instant from, Instant until, ZoneId zone) implements Value {}

    /// A value for a member without a type: a text, which may be read as a number too.
    record Open(String text, Optional<BigDecimal> number) implements Value {}
}
