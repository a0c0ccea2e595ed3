package dev.toolbridge.api.recall;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.route.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// The JSON Schemas of the answers of recall.
public final class RecallSchemas {
    static final String RECALLED = "recalled";
    static final List<String> TYPES =
            StoredMemories.TYPE.field("memoryType").orElseThrow().choices();
    private static final String MEMORY = "recalled_memory";

    private RecallSchemas() {}

    /// Every schema by its name in the document.
    public static SequencedMap<String, ObjectNode> all() {
        var schemas = new LinkedHashMap<String, ObjectNode>();
        schemas.put(MEMORY, memory());
        schemas.put(
                RECALLED,
                Schema.object("memories")
                        .with("memories", Schema.arrayOf(Schema.reference(MEMORY)))
                        .with("behind", Schema.whole(1))
                        .schema());
        return schemas;
    }

    private static ObjectNode memory() {
        List<String> states =
                Stream.of(Trust.State.values()).map(Trust.State::wireName).toList();
        return Schema.object("uid", "version", "updatedAt", "state", "score", "why", "source", "payload")
                .with("uid", Schema.uuid())
                .with("version", Schema.whole(1))
                .with("updatedAt", Schema.time())
                .with("state", Schema.choice(states))
                .with("score", Schema.of("number"))
                .with("why", why())
                .with("source", source())
                .with("payload", Schema.of("object").put("description", "The named fields of the memory."))
                .schema();
    }

    private static ObjectNode why() {
        return Schema.object("match", "text", "trust", "since", "halfLifeDays")
                .with("match", Schema.choice(List.of("key", "words")))
                .with("text", Schema.of("number"))
                .with("trust", Schema.of("number"))
                .with("since", Schema.time())
                .with("halfLifeDays", Schema.whole(1))
                .schema();
    }

    private static ObjectNode source() {
        return Schema.object("at")
                .with("user", Schema.text())
                .with("client", Schema.text())
                .with("tool", Schema.text())
                .with("run", Schema.text())
                .with("at", Schema.time())
                .schema();
    }
}
