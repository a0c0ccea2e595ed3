package dev.toolbridge.api.face;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.Field;
import dev.toolbridge.service.route.Schema;

/// The JSON Schemas of memories.
final class MemorySchemas {
    private static final String TYPE = "memory_type";

    private MemorySchemas() {}

    static ObjectNode shown() {
        ObjectNode user = Schema.object(FaceJson.ID)
                .with(FaceJson.ID, Schema.whole(1))
                .with("name", FaceSchemas.nullable())
                .schema();
        return FaceSchemas.stamped(Schema.object(FaceJson.ID, SentMemory.VERSION)
                        .with(FaceJson.ID, Schema.whole(1))
                        .with(SentMemory.EXTERNAL_ID, FaceSchemas.nullable())
                        .with(TYPE, FaceSchemas.nullable())
                        .with("content", FaceSchemas.nullable())
                        .with("key", FaceSchemas.nullable())
                        .with("rationale", FaceSchemas.nullable())
                        .with("tags", Schema.arrayOf(Schema.text()))
                        .with("scope", FaceSchemas.nullable())
                        .with(SentMemory.VERSION, Schema.whole(1)))
                .with(SentMemory.SYNCED_AT, FaceSchemas.nullable())
                .with("user", Schema.orNull(user))
                .schema();
    }

    /// The members that a memory may be sent with. Those that an answer has besides mean nothing.
    static Schema.Members members() {
        return Schema.object()
                .with(FaceJson.ID, Schema.orNull(Schema.whole(1, FacePage.NUMBER_MAX)))
                .with(SentMemory.EXTERNAL_ID, text("externalId"))
                .with(SentMemory.TYPE, Schema.choice(MemoryQuery.TYPES))
                .with("content", text("content"))
                .with("key", text("key"))
                .with("rationale", text("rationale"))
                .with("tags", Schema.orNull(Schema.arrayOf(FaceSchemas.sized(TaskBody.WORD_LENGTH_MAX))))
                .with("scope", text("scope"))
                .with(SentMemory.VERSION, Schema.orNull(Schema.whole(1)))
                .with(SentMemory.BASE_VERSION, Schema.orNull(Schema.whole(1)))
                .with(SentMemory.SYNCED_AT, Schema.orNull(Schema.time()));
    }

    private static ObjectNode text(String field) {
        int lengthMax = MemoryPushes.TYPE.field(field).map(Field::lengthMax).orElseThrow();
        return Schema.text("^[^\\u0000]*[^\\u0000\\s][^\\u0000]*$", lengthMax).put("minLength", 1);
    }

    /// One memory, a list, or an object with a list. What is wrong with one of them is told of it alone.
    static ObjectNode sent() {
        ObjectNode memory = members().schema();
        ObjectNode list = Schema.arrayOf(memory.deepCopy()).put("maxItems", SentMemory.COUNT_MAX);
        ObjectNode named = Schema.object(SentMemory.MEMORIES)
                .with(SentMemory.MEMORIES, list.deepCopy())
                .closed();
        return Schema.any(members().closed(), list, named);
    }

    static ObjectNode results() {
        ObjectNode told = Schema.object(FaceJson.ID, SentMemory.EXTERNAL_ID, SentMemory.VERSION)
                .with(FaceJson.ID, Schema.orNull(Schema.whole(1)))
                .with(SentMemory.EXTERNAL_ID, FaceSchemas.nullable())
                .with(SentMemory.VERSION, Schema.whole(1))
                .with("reason", Schema.text())
                .schema();
        ObjectNode fault = Schema.object("index", "error", "message")
                .with("index", Schema.whole(0))
                .with(FaceJson.ID, Schema.orNull(Schema.whole(1)))
                .with(SentMemory.EXTERNAL_ID, FaceSchemas.nullable())
                .with("error", Schema.text())
                .with("message", Schema.text())
                .schema();
        var lists = Schema.object(SyncResults.LISTS.toArray(String[]::new));
        SyncResults.LISTS.forEach(name ->
                lists.with(name, Schema.arrayOf(name.equals(SyncResults.ERRORS) ? fault.deepCopy() : told.deepCopy())));
        var summary = Schema.object("total").with("total", Schema.whole(0));
        SyncResults.LISTS.forEach(name -> summary.with(name, Schema.whole(0)));
        return Schema.object("sync_results", "summary", SentMemory.SYNCED_AT)
                .with("sync_results", lists.schema())
                .with("summary", summary.schema())
                .with(SentMemory.SYNCED_AT, Schema.time())
                .schema();
    }
}
