package dev.toolbridge.api.query;

import java.util.List;
import java.util.stream.Stream;

/// The words that the text of an item must have.
public sealed interface TextQuery {

    /// A word, or a phrase of several words that follow each other.
    ///
    /// @param isBeginning true if the word may go on
    record Term(String text, boolean isBeginning) implements TextQuery {}

    /// All of these.
    record All(List<TextQuery> parts) implements TextQuery {

        public All {
            parts = List.copyOf(parts);
        }
    }

    /// One of these at least.
    record Any(List<TextQuery> parts) implements TextQuery {

        public Any {
            parts = List.copyOf(parts);
        }
    }

    /// The contrary.
    record Not(TextQuery part) implements TextQuery {}

    /// True if a text without any word of the query never matches.
    default boolean needsWord() {
        return switch (this) {
            case Term _ -> true;
            case All all -> all.parts().stream().anyMatch(TextQuery::needsWord);
            case Any any -> any.parts().stream().allMatch(TextQuery::needsWord);
            case Not _ -> false;
        };
    }

    /// The query as the steps of a machine with a stack: `=word` and `*beginning` put a term on it; `&` and `|` join
    /// the two on top, `!` turns the one on top around.
    default List<String> steps() {
        return switch (this) {
            case Term term -> List.of((term.isBeginning() ? "*" : "=") + term.text());
            case All all -> joined(all.parts(), "&");
            case Any any -> joined(any.parts(), "|");
            case Not not ->
                Stream.concat(not.part().steps().stream(), Stream.of("!")).toList();
        };
    }

    private static List<String> joined(List<TextQuery> parts, String step) {
        Stream<String> rest =
                parts.stream().skip(1).flatMap(part -> Stream.concat(part.steps().stream(), Stream.of(step)));
        return Stream.concat(parts.getFirst().steps().stream(), rest).toList();
    }
}
