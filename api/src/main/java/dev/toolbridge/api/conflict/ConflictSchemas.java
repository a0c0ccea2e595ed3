package dev.toolbridge.api.conflict;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.decision.Conflict.Kind;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.route.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// The JSON Schemas of conflicts.
public final class ConflictSchemas {
    static final String CONFLICT = "conflict";
    static final String LIST = "conflict_list";
    static final String TAKING = "conflict_resolution";
    private static final List<String> TAKEN = List.of("kept", "lost", "merged");

    private ConflictSchemas() {}

    /// Every schema by its name in the document.
    public static SequencedMap<String, ObjectNode> all() {
        var schemas = new LinkedHashMap<String, ObjectNode>();
        schemas.put(CONFLICT, conflict());
        schemas.put(
                LIST,
                Schema.object("conflicts", "hasMore")
                        .with("conflicts", Schema.arrayOf(Schema.reference(CONFLICT)))
                        .with("nextCursor", Schema.text())
                        .with("hasMore", Schema.flag())
                        .schema());
        schemas.put(
                TAKING,
                Schema.object("take")
                        .with("take", Schema.choice(TAKEN))
                        .with(
                                "payload",
                                Schema.of("object").put("description", "The fields to write, with take merged only."))
                        .schema());
        return schemas;
    }

    private static ObjectNode conflict() {
        List<String> types = Entities.ALL.stream().map(EntityType::name).toList();
        List<String> kinds = Stream.of(Kind.values()).map(Kind::wireName).toList();
        return Schema.object("type", "uid", "version", "kind", "at", "base", "kept", "lost", "keptBy", "lostBy")
                .with("type", Schema.choice(types))
                .with("uid", Schema.uuid())
                .with("version", Schema.whole(1))
                .with("kind", Schema.choice(kinds))
                .with("at", Schema.time())
                .with("base", Schema.orNull(Schema.of("object")))
                .with("kept", Schema.orNull(Schema.of("object")))
                .with("lost", Schema.orNull(Schema.of("object")))
                .with("keptBy", Schema.of("object"))
                .with("lostBy", Schema.of("object"))
                .with("taken", Schema.choice(TAKEN))
                .with("resolvedAt", Schema.time())
                .with("resolvedBy", Schema.text())
                .schema();
    }
}
