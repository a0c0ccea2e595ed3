package dev.toolbridge.api.store.context;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Collects the rows of a context by their parts, and counts what these leave out.
final class ContextRows {
    private static final String CUT = "texts";

    private final List<ContextPart> parts;
    private final Map<ContextPart, List<ObjectNode>> found = new LinkedHashMap<>();
    private final Map<ContextPart, Long> matched = new LinkedHashMap<>();
    private long cut;
    private long bytes;

    ContextRows(List<ContextPart> parts) {
        this.parts = parts;
        parts.forEach(part -> found.put(part, new ArrayList<>()));
    }

    /// Takes a row; that of a context without any item has no part.
    void take(ResultSet row) throws SQLException {
        int place = row.getInt("place");
        if (row.wasNull()) {
            return;
        }
        ContextPart part = parts.get(place);
        matched.put(part, row.getLong("matched"));
        found.get(part).add(entry(row, part));
    }

    private ObjectNode entry(ResultSet row, ContextPart part) throws SQLException {
        var entry = Json.object().put("uid", row.getString("uid")).put("version", row.getLong("version"));
        row.getLong("deleted_at_ms");
        if (!row.wasNull()) {
            return entry.put("deleted", true);
        }
        cut += row.getBoolean("has_cut") ? 1 : 0;
        return entry.setAll(part.shown(fields(row.getBytes("fields"))));
    }

    private ObjectNode fields(byte[] json) {
        bytes += json.length;
        try {
            return (ObjectNode) Json.parse(json);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException("the database makes JSON only", impossible);
        }
    }

    /// The size of all rows.
    long bytes() {
        return bytes;
    }

    /// All parts.
    ObjectNode whole() {
        var shown = Json.object();
        found.forEach((part, entries) -> {
            if (!part.isSingle()) {
                entries.forEach(shown.putArray(part.name())::add);
            } else if (!entries.isEmpty()) {
                shown.set(part.name(), entries.getFirst());
            } else {
                part.missing().ifPresent(instead -> shown.set(part.name(), instead));
            }
        });
        return shown;
    }

    /// The parts that changed.
    ObjectNode changed() {
        ObjectNode shown = whole();
        found.forEach((part, entries) -> {
            if (entries.isEmpty()) {
                shown.remove(part.name());
            }
        });
        return shown;
    }

    /// The numbers of items of each part, and of long texts, that are not shown whole.
    ObjectNode dropped() {
        var dropped = Json.object();
        matched.forEach((part, count) -> {
            long left = count - found.get(part).size();
            if (left > 0) {
                dropped.put(part.name(), left);
            }
        });
        return cut == 0 ? dropped : dropped.put(CUT, cut);
    }
}
