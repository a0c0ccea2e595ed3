package dev.toolbridge.api.text;

import java.util.ArrayList;
import java.util.List;

/// Collects the parts of an operation in the one form that it has: parts of a kind are joined, and an insertion stands
/// before the deletion at its place.
final class Operations {
    private final List<TextPart> parts = new ArrayList<>();

    Operations keep(int units) {
        if (units > 0) {
            int joined = !parts.isEmpty() && parts.getLast() instanceof TextPart.Keep
                    ? parts.removeLast().before()
                    : 0;
            parts.add(new TextPart.Keep(joined + units));
        }
        return this;
    }

    Operations delete(int units) {
        if (units > 0) {
            int joined = !parts.isEmpty() && parts.getLast() instanceof TextPart.Delete
                    ? parts.removeLast().before()
                    : 0;
            parts.add(new TextPart.Delete(joined + units));
        }
        return this;
    }

    Operations insert(String text) {
        if (!text.isEmpty()) {
            boolean isBehindDeletion = !parts.isEmpty() && parts.getLast() instanceof TextPart.Delete;
            int deleted = isBehindDeletion ? parts.removeLast().before() : 0;
            String joined = !parts.isEmpty() && parts.getLast() instanceof TextPart.Insert(var earlier) ? earlier : "";
            if (!joined.isEmpty()) {
                parts.removeLast();
            }
            parts.add(new TextPart.Insert(joined + text));
            delete(deleted);
        }
        return this;
    }

    TextOperation done() {
        return new TextOperation(parts);
    }
}
