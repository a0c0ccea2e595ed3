package dev.toolbridge.api.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.route.Schema;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// The JSON Schemas of runs and their undo.
public final class RunSchemas {
    static final String PAGE = "run_page";
    static final String ONE = "run_changes";
    static final String UNDO = "run_undo";
    static final String UNDONE = "run_undone";

    private static final String RUN = "run";
    private static final String ENTRY = "journal_entry";

    private RunSchemas() {}

    /// Every schema by its name in the document.
    public static SequencedMap<String, ObjectNode> all() {
        var schemas = new LinkedHashMap<String, ObjectNode>();
        schemas.put(RUN, run(Schema.object("id", "client", "firstAt", "lastAt", "counts", "undone")));
        schemas.put(
                PAGE,
                Schema.object("runs", "hasMore")
                        .with("runs", Schema.arrayOf(Schema.reference(RUN)))
                        .with("nextCursor", Schema.text())
                        .with("hasMore", Schema.flag())
                        .schema());
        schemas.put(
                ONE,
                run(Schema.object("id", "client", "firstAt", "lastAt", "counts", "undone", "changes", "hasMore")
                        .with("changes", Schema.arrayOf(Schema.reference(ENTRY)))
                        .with("nextCursor", Schema.text())
                        .with("hasMore", Schema.flag())));
        schemas.put(UNDO, undo());
        schemas.put(UNDONE, undone());
        return schemas;
    }

    /// Counts are by type, then by operation.
    private static ObjectNode run(Schema.Members members) {
        return members.with("id", Schema.text())
                .with("client", Schema.text())
                .with("firstAt", Schema.time())
                .with("lastAt", Schema.time())
                .with("counts", Schema.of("object"))
                .with("undone", Schema.flag())
                .schema();
    }

    private static ObjectNode undo() {
        ObjectNode only = Schema.arrayOf(Schema.uuid()).put("minItems", 1).put("maxItems", UndoBody.ONLY_MAX);
        return Schema.object()
                .with(UndoBody.DRY_RUN, Schema.flag().put("default", false))
                .with(UndoBody.ONLY, only)
                .with(UndoBody.CONFIRM, Schema.text())
                .closed();
    }

    private static ObjectNode undone() {
        ObjectNode reverted = Schema.object("type", "uid", "fields", "version")
                .with("type", Schema.text())
                .with("uid", Schema.uuid())
                .with("fields", Schema.arrayOf(Schema.text()))
                .with("version", Schema.whole(1))
                .with("deleted", Schema.flag())
                .with("restored", Schema.flag())
                .schema();
        ObjectNode kept = Schema.object("type", "uid", "why")
                .with("type", Schema.text())
                .with("uid", Schema.uuid())
                .with("field", Schema.text())
                .with("why", Schema.text())
                .with("by", Schema.of("object"))
                .with("at", Schema.time())
                .schema();
        return Schema.object("reverted", "kept", "run")
                .with("reverted", Schema.arrayOf(reverted))
                .with("kept", Schema.arrayOf(kept))
                .with("run", Schema.text())
                .with("dryRun", Schema.flag())
                .with("confirm", Schema.text())
                .schema();
    }
}
