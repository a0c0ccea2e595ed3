package dev.toolbridge.mcp.tool.result;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.mcp.stored.StoredText;
import java.util.List;
import java.util.Optional;

/// A page of items as a tool shows it.
///
/// @param items the items, as summaries or whole
/// @param nextCursor the cursor of the next page, if it exists
/// @param remarks remarks on the page for the reader
public record ItemPage(List<ObjectNode> items, Optional<String> nextCursor, List<String> remarks) {

    public ItemPage {
        items = List.copyOf(items);
        remarks = List.copyOf(remarks);
    }

    ObjectNode structure() {
        ObjectNode structure = StoredText.marked();
        structure.putArray("items").addAll(items);
        structure.put("hasMore", nextCursor.isPresent());
        nextCursor.ifPresent(cursor -> structure.put("nextCursor", cursor));
        return structure;
    }
}
