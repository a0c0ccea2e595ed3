package dev.toolbridge.tenants.usage;

import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// The orders of a list of tenants by their use. What is missing comes last in each of them.
enum ActivityOrder {
    SLUG,
    REQUESTS,
    TOOL_CALLS,
    ERRORS,
    P95_MS,
    PEOPLE,
    ASSISTANTS,
    ITEMS,
    BYTES,
    LAST_WRITE_AT;

    /// A place in a list.
    ///
    /// @param key the value that orders, as text that is in the same order
    /// @param tenant the order of equal values
    record Place(Optional<String> key, UUID tenant) {
        private static final int ID_LENGTH = 36;

        /// The place as a cursor keeps it.
        String text() {
            return tenant + key.map("="::concat).orElse("");
        }

        /// The reverse of [#text].
        static Place read(String text) {
            UUID tenant = UUID.fromString(text.substring(0, ID_LENGTH));
            boolean isMissing = text.length() == ID_LENGTH;
            return new Place(isMissing ? Optional.empty() : Optional.of(text.substring(ID_LENGTH + 1)), tenant);
        }
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Place place(Activity activity) {
        return new Place(key(activity), activity.tenant().ref());
    }

    private Optional<String> key(Activity activity) {
        return this == SLUG
                ? Optional.of(activity.tenant().slug())
                : activity.use().flatMap(this::figure).map(ActivityOrder::digits);
    }

    private Optional<Long> figure(UsageHour use) {
        return switch (this) {
            case SLUG -> Optional.empty();
            case REQUESTS -> Optional.of(use.counters().requests());
            case TOOL_CALLS -> Optional.of(use.counters().toolCalls());
            case ERRORS -> Optional.of(use.counters().errors());
            case P95_MS -> use.p95Ms();
            case PEOPLE -> Optional.of(use.people());
            case ASSISTANTS -> Optional.of(use.assistants());
            case ITEMS -> Optional.of(use.items());
            case BYTES -> Optional.of(use.bytes());
            case LAST_WRITE_AT -> use.lastWriteAt().map(Instant::getEpochSecond);
        };
    }

    /// The order of places.
    static Comparator<Place> places(boolean isDescending) {
        Comparator<String> values = isDescending ? Comparator.reverseOrder() : Comparator.naturalOrder();
        return Comparator.<Place, Boolean>comparing(place -> place.key().isEmpty())
                .thenComparing(place -> place.key().orElse(""), values)
                .thenComparing(Place::tenant);
    }

    /// Digits in a width that every figure has, so that texts are in the order of numbers.
    private static String digits(long figure) {
        return String.format(Locale.ROOT, "%019d", figure);
    }
}
