package dev.toolbridge.tenants.usage;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// The orders of a list of tenants by their use. What is missing comes last in each of them.
enum ActivityOrder {
    SLUG(activity -> Optional.of(activity.tenant().slug())),
    REQUESTS(counted(use -> use.counters().requests())),
    TOOL_CALLS(counted(use -> use.counters().toolCalls())),
    ERRORS(counted(use -> use.counters().errors())),
    P95_MS(activity -> activity.use().flatMap(UsageHour::p95Ms).map(ActivityOrder::digits)),
    PEOPLE(counted(UsageHour::people)),
    ASSISTANTS(counted(UsageHour::assistants)),
    ITEMS(counted(UsageHour::items)),
    BYTES(counted(UsageHour::bytes)),
    LAST_WRITE_AT(activity -> activity.use().flatMap(UsageHour::lastWriteAt).map(at -> digits(at.getEpochSecond())));

    private final Function<Activity, Optional<String>> key;

    ActivityOrder(Function<Activity, Optional<String>> key) {
        this.key = key;
    }

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
        return new Place(key.apply(activity), activity.tenant().ref());
    }

    /// The order of places.
    static Comparator<Place> places(boolean isDescending) {
        Comparator<String> values = isDescending ? Comparator.reverseOrder() : Comparator.naturalOrder();
        return Comparator.<Place, Boolean>comparing(place -> place.key().isEmpty())
                .thenComparing(place -> place.key().orElse(""), values)
                .thenComparing(Place::tenant);
    }

    private static Function<Activity, Optional<String>> counted(Function<UsageHour, Long> figure) {
        return activity -> activity.use().map(figure).map(ActivityOrder::digits);
    }

    /// Digits in a width that every figure has, so that texts are in the order of numbers.
    private static String digits(long figure) {
        return String.format(Locale.ROOT, "%019d", figure);
    }
}
