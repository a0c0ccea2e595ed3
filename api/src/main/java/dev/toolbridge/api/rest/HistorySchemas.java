package dev.toolbridge.api.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.history.TextChange;
import dev.toolbridge.api.route.ApiParameters;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.route.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// The JSON Schemas of versions, their differences and their restore.
final class HistorySchemas {
    static final String ENTRY = "history_entry";
    static final String CHANGE = "change";
    static final String DIFFERENCE = "difference";
    static final String RESTORE = "restore";

    private static final String VERSION = "version";

    private HistorySchemas() {}

    static SequencedMap<String, ObjectNode> all() {
        var schemas = new LinkedHashMap<String, ObjectNode>();
        schemas.put(CHANGE, entry("seq", VERSION, "operation", "at", "actor", "correlation_id", "payload"));
        schemas.put(ENTRY, entry("seq", VERSION, "operation", "at", "actor", "correlation_id"));
        schemas.put(DIFFERENCE, difference());
        ObjectNode version = Schema.whole(1, ApiParameters.NUMBER_MAX);
        schemas.put(RESTORE, Schema.object(VERSION).with(VERSION, version).schema());
        return schemas;
    }

    private static ObjectNode entry(String... required) {
        return Schema.object(required)
                .with("seq", Schema.whole(1))
                .with(VERSION, Schema.whole(1))
                .with("operation", Schema.text())
                .with("at", Schema.time())
                .with("actor", Schema.of("object"))
                .with("correlation_id", Schema.text())
                .with("metadata", Schema.of("object"))
                .with("payload", Schema.of("object"))
                .schema();
    }

    private static ObjectNode difference() {
        var operation = Schema.object("op", "path")
                .with("op", Schema.choice(List.of("add", "remove", "replace")))
                .with("path", Schema.text())
                .with("value", Json.object());
        var texts = Schema.of("object");
        texts.set(
                "additionalProperties",
                Schema.any(
                        hunks(),
                        Schema.object("omitted").with("omitted", Schema.flag()).closed()));
        return Schema.object("from", "to", "changed", "patch", "text")
                .with("from", Schema.whole(0))
                .with("to", Schema.whole(1))
                .with("changed", Schema.arrayOf(Schema.text()))
                .with("patch", Schema.arrayOf(operation.closed()))
                .with("text", texts)
                .schema();
    }

    private static ObjectNode hunks() {
        var hunk = Schema.object("fromLine", "fromCount", "toLine", "toCount", "lines")
                .with("fromLine", Schema.whole(1))
                .with("fromCount", Schema.whole(0))
                .with("toLine", Schema.whole(1))
                .with("toCount", Schema.whole(0))
                .with("lines", Schema.arrayOf(Schema.text("^[ +-]", TextChange.CHARACTERS_MAX + 1)));
        return Schema.object("hunks")
                .with("hunks", Schema.arrayOf(hunk.closed()))
                .closed();
    }
}
