package dev.toolbridge.api.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.route.Schema;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// The JSON Schemas of pages and streams of changes.
public final class ChangeSchemas {
    public static final String ENTRY = "journal_entry";
    static final String PAGE = "journal_page";
    static final String STREAM = "journal_stream";

    private ChangeSchemas() {}

    /// Every schema by its name in the document.
    public static SequencedMap<String, ObjectNode> all() {
        var schemas = new LinkedHashMap<String, ObjectNode>();
        schemas.put(ENTRY, entry());
        schemas.put(PAGE, page());
        schemas.put(
                STREAM,
                Schema.text()
                        .put(
                                "description",
                                "The events ready, change, caught_up and reset; the data is one JSON object."));
        return schemas;
    }

    private static ObjectNode entry() {
        return Schema.object("seq", "type", "uid", "version", "operation", "at", "actor", "correlation_id", "changed")
                .with("seq", Schema.whole(1))
                .with("type", Schema.text())
                .with("uid", Schema.uuid())
                .with("version", Schema.whole(1))
                .with("operation", Schema.text())
                .with("at", Schema.time())
                .with("actor", Schema.of("object"))
                .with("correlation_id", Schema.text())
                .with("changed", Schema.arrayOf(Schema.text()))
                .with("payload", Schema.of("object"))
                .with("patch", Schema.arrayOf(Schema.of("object")))
                .with("omitted", Schema.flag())
                .schema();
    }

    private static ObjectNode page() {
        return Schema.object("changes", "nextCursor", "hasMore")
                .with("changes", Schema.arrayOf(Schema.reference(ENTRY)))
                .with("nextCursor", Schema.text())
                .with("hasMore", Schema.flag())
                .schema();
    }
}
