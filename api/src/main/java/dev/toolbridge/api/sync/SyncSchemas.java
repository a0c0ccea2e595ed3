package dev.toolbridge.api.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.openapi.Schema;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// The JSON Schemas of what devices send and get.
public final class SyncSchemas {
    static final String SESSION = "sync_session";
    static final String STATE = "sync_state";
    static final String WIPE = "wipe";
    static final String WIPED = "wiped";
    static final String ACKS = "push_acks";
    static final String CHANGES = "changes_page";

    private SyncSchemas() {}

    /// Every schema by its name in the document.
    public static SequencedMap<String, ObjectNode> all() {
        var schemas = new LinkedHashMap<String, ObjectNode>();
        Entities.ALL.forEach(type -> {
            schemas.put(push(type), pushOf(type));
            schemas.put(page(type), pageOf(false));
        });
        schemas.put(CHANGES, pageOf(true));
        schemas.put(ACKS, Schema.arrayOf(ack()));
        schemas.put(SESSION, session());
        schemas.put(STATE, state());
        schemas.put(WIPE, wipe());
        schemas.put(WIPED, wiped());
        return schemas;
    }

    static String push(EntityType type) {
        return type.name() + "_push";
    }

    static String page(EntityType type) {
        return type.name() + "_changes";
    }

    /// Items are open: a device sends them as it has them.
    private static ObjectNode pushOf(EntityType type) {
        var item = Schema.object("uid")
                .with("uid", Schema.uuid())
                .with("updatedTs", Schema.of("string"))
                .with("sync", Schema.of("object"));
        return Schema.object("items")
                .with("items", Schema.arrayOf(item.schema().put("description", "A " + type.label() + ".")))
                .schema();
    }

    private static ObjectNode ack() {
        return Schema.object("uid", "version", "updatedAt")
                .with("uid", Schema.of("string"))
                .with("version", Schema.of("integer"))
                .with("updatedAt", Schema.of("string"))
                .with("applied", Schema.of("boolean"))
                .with("error", Schema.of("string"))
                .with("code", Schema.of("string"))
                .with("retryable", Schema.of("boolean"))
                .schema();
    }

    private static ObjectNode pageOf(boolean ofAllTypes) {
        var deleted =
                Schema.object("uid", "deletedAt").with("uid", Schema.uuid()).with("deletedAt", Schema.time());
        if (ofAllTypes) {
            deleted.with("type", Schema.of("string"));
        }
        return Schema.object("upserts", "deletes", "hasMore")
                .with("upserts", Schema.arrayOf(Schema.of("object")))
                .with("deletes", Schema.arrayOf(deleted.schema()))
                .with("nextCursor", Schema.of("string"))
                .with("hasMore", Schema.of("boolean"))
                .schema();
    }

    private static ObjectNode session() {
        return Schema.object("id", "userId", "createdAt", "expiresAt", "epoch")
                .with("id", Schema.of("string"))
                .with("userId", Schema.uuid())
                .with("createdAt", Schema.time())
                .with("expiresAt", Schema.time())
                .with("epoch", Schema.of("integer"))
                .schema();
    }

    private static ObjectNode state() {
        return Schema.object("epoch")
                .with("epoch", Schema.of("integer"))
                .with("lastWipeAt", Schema.time())
                .with("lastWipeBy", Schema.of("string"))
                .schema();
    }

    private static ObjectNode wipe() {
        return Schema.object("confirm")
                .with("confirm", Schema.of("string").put("const", "WIPE"))
                .schema();
    }

    private static ObjectNode wiped() {
        var counts = Schema.object();
        Entities.ALL.forEach(type -> counts.with(type.name(), Schema.of("integer")));
        return Schema.object("epoch", "deleted")
                .with("epoch", Schema.of("integer"))
                .with("deleted", counts.schema())
                .with("atLeast", Schema.of("boolean"))
                .schema();
    }
}
