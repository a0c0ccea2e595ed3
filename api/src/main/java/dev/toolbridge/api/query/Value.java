package dev.toolbridge.api.query;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

/// A value that a field is compared with, of the kind of the field.
public sealed interface Value {

    /// A text, compared letter by letter or in the order of every language.
    record Text(String text) implements Value {}

    /// A number, compared by its value.
    record Number(BigDecimal number) implements Value {}

    /// True or false.
    record Flag(boolean flag) implements Value {}

    /// The uid of an item.
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
