package dev.toolbridge.mcp.tool.result;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.mcp.stored.StoredText;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A page of items as a tool shows it.
///
/// @param items the items, as summaries or whole
/// @param nextCursor the cursor of the next page, if it exists
/// @param remarks remarks on the page for the reader
/// @param isBrief tells if a line shows of a field what is enough to recognise its item
public record ItemPage(
        List<ObjectNode> items, Optional<String> nextCursor, List<String> remarks, Predicate<String> isBrief) {

    private static final int DAY_LENGTH = 10;

    public ItemPage {
        items = List.copyOf(items);
        remarks = List.copyOf(remarks);
    }

    /// The days on which its items were changed last, as part of a sentence.
    String days() {
        List<String> days = items.stream()
                .map(item -> item.path("updatedAt").asText())
                .filter(time -> time.length() >= DAY_LENGTH)
                .map(time -> time.substring(0, DAY_LENGTH))
                .sorted()
                .distinct()
                .toList();
        return switch (days.size()) {
            case 0 -> "";
            case 1 -> ", changed " + days.getFirst();
            default -> ", changed " + days.getFirst() + " to " + days.getLast();
        };
    }

    ObjectNode structure() {
        ObjectNode structure = StoredText.marked();
        structure.putArray("items").addAll(items);
        structure.put("hasMore", nextCursor.isPresent());
        nextCursor.ifPresent(cursor -> structure.put("nextCursor", cursor));
        return structure;
    }
}
