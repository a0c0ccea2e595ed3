package dev.toolbridge.api.query;

import java.util.List;

/// A condition on items. Like SQL it knows true, false and unknown: an item matches only what is true of it, and of a
/// missing value nothing is true or false unless the condition says so.
public sealed interface Filter {

    /// All of these conditions; the empty list holds for every item.
    record All(List<Filter> filters) implements Filter {

        public All {
            filters = List.copyOf(filters);
        }
    }

    /// One of these conditions at least.
    record Any(List<Filter> filters) implements Filter {

        public Any {
            filters = List.copyOf(filters);
        }
    }

    /// The contrary of a condition; of unknown it is unknown.
    record Not(Filter filter) implements Filter {}

    /// A comparison in the type of the field.
    record Compare(FieldName field, Comparison comparison, Value value) implements Filter {}

    /// Equality with one of these values.
    record OneOf(FieldName field, List<Value> values) implements Filter {

        public OneOf {
            values = List.copyOf(values);
        }
    }

    /// Another value than this one, where a missing value is one as well.
    record Distinct(FieldName field, Value value) implements Filter {}

    /// A text of a form, in which each part but the first follows any text.
    record Like(FieldName field, List<String> parts, boolean ignoresCase) implements Filter {

        public Like {
            parts = List.copyOf(parts);
        }
    }

    /// The state of a value, which is never unknown.
    record Is(FieldName field, State state) implements Filter {}

    /// A comparison of an array of texts with a set of them.
    record Holds(FieldName field, Overlap overlap, List<String> texts) implements Filter {

        public Holds {
            texts = List.copyOf(texts);
        }
    }

    /// Words in the texts of the item, in these languages; never unknown. Items that are deleted have no text.
    record FullText(TextQuery query, List<String> languages) implements Filter {

        public FullText {
            languages = List.copyOf(languages);
        }
    }

    /// The ways in which two values can be ordered.
    enum Comparison {
        EQUAL,
        DIFFERENT,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL
    }

    /// The state of a value.
    enum State {
        NULL,
        NOT_NULL,
        TRUE,
        FALSE
    }

    /// The ways in which an array and a set can overlap.
    enum Overlap {
        /// The array has all of the set.
        ALL,
        /// The set has all of the array.
        WITHIN,
        /// They share an element.
        SHARED
    }

    /// The condition that every item meets.
    static Filter none() {
        return new All(List.of());
    }

    /// The conditions on texts among this one and its parts.
    default List<FullText> fullTexts() {
        return switch (this) {
            case All all -> fullTexts(all.filters());
            case Any any -> fullTexts(any.filters());
            case Not not -> not.filter().fullTexts();
            case FullText text -> List.of(text);
            case Compare _, OneOf _, Distinct _, Like _, Is _, Holds _ -> List.of();
        };
    }

    private static List<FullText> fullTexts(List<Filter> filters) {
        return filters.stream().flatMap(filter -> filter.fullTexts().stream()).toList();
    }

    default boolean isNone() {
        return this instanceof All all && all.filters().isEmpty();
    }
}
