package dev.toolbridge.api.journal;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Parts that a reader may add to each entry of the journal.
public enum Include {
    NOTHING,
    PAYLOAD,
    /// The operations that turn the version before into this one (RFC 6902).
    PATCH;

    /// The part of that name.
    public static Optional<Include> named(String wireName) {
        return Stream.of(PAYLOAD, PATCH)
                .filter(part -> part.wireName().equals(wireName))
                .findFirst();
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
