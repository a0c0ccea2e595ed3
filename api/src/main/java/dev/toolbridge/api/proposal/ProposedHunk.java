package dev.toolbridge.api.proposal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.api.text.Hunk;
import java.util.List;
import java.util.Optional;

/// A part of a change that a person accepts or rejects by itself.
///
/// @param id its name within the proposal: `h1`
public record ProposedHunk(String id, Part part) {

    /// The content of a hunk.
    public sealed interface Part {}

    /// An operation that is done or not done as a whole, with the fields that it changes.
    public record Whole(String verb, List<Value> values) implements Part {

        public Whole {
            values = List.copyOf(values);
        }
    }

    /// A field that gets another value, or is removed.
    public record Value(String field, Optional<JsonNode> before, Optional<JsonNode> after) implements Part {

        /// True if a person may write another text in its place.
        boolean isText() {
            return after.filter(JsonNode::isTextual).isPresent();
        }
    }

    /// Lines of a text that are replaced.
    public record Lines(String field, Hunk hunk) implements Part {}

    /// True if a person may write another text in its place.
    public boolean isRevisable() {
        return switch (part) {
            case Whole _ -> false;
            case Value value -> value.isText();
            case Lines _ -> true;
        };
    }

    /// The text that the hunk proposes, to be revised: its new lines with those around them, or the new value.
    public String proposedText() {
        return switch (part) {
            case Whole _ -> "";
            case Value value -> value.after().map(JsonNode::asText).orElse("");
            case Lines lines -> String.join("\n", newLines(lines.hunk()));
        };
    }

    static List<String> newLines(Hunk hunk) {
        return hunk.lines().stream()
                .filter(line -> line.charAt(0) != '-')
                .map(line -> line.substring(1))
                .toList();
    }
}
