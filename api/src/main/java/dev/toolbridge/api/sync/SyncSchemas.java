package dev.toolbridge.api.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Times;
import dev.toolbridge.api.item.decision.Stamp;
import dev.toolbridge.api.route.EntitySchemas;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.route.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// The JSON Schemas of the bodies that devices send and receive.
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
            schemas.put(page(type), pageOf(type));
        });
        schemas.put(CHANGES, pageOfAll());
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

    /// Items are open: a device sends them as it has them, unless the rules of the type hold for pushes too.
    private static ObjectNode pushOf(EntityType type) {
        Map<String, ObjectNode> kept = keptFields(type);
        var required = new ArrayList<>(List.of("uid"));
        required.addAll(EntitySchemas.parentFields(type).keySet());
        if (type.rules().isStrict()) {
            required.addAll(EntitySchemas.ownRequired(type));
        }
        var item = Schema.object(required.toArray(String[]::new))
                .with("uid", Schema.uuid())
                .with("updatedTs", clientTime())
                .with("updatedAt", clientTime())
                .with("updateTime", clientTime())
                .with("sync", Schema.orNull(clientState()));
        kept.forEach(item::with);
        var items = Schema.arrayOf(item.schema().put("description", "A " + type.label() + "."));
        return Schema.object()
                .with("items", Schema.orNull(items.put("maxItems", PushRoutes.ITEMS_MAX)))
                .schema();
    }

    /// The fields whose values are looked at.
    private static Map<String, ObjectNode> keptFields(EntityType type) {
        var kept = new LinkedHashMap<String, ObjectNode>();
        if (type.rules().isStrict()) {
            type.fields().forEach(field -> kept.put(field.name(), EntitySchemas.field(field)));
        }
        kept.putAll(EntitySchemas.parentFields(type));
        return kept;
    }

    private static ObjectNode clientState() {
        var isDeleted = Json.object();
        isDeleted.putArray("enum").add(false).add(true).add(0).add(1).addNull();
        return Schema.object()
                .with("version", Schema.orNull(Schema.whole(Integer.MIN_VALUE, Stamp.VERSION_MAX)))
                .with("isDeleted", isDeleted)
                .with("deletedAt", clientTime())
                .schema();
    }

    /// RFC 3339, or milliseconds since 1970 as a number or as text.
    private static ObjectNode clientTime() {
        return Schema.any(
                Schema.time(),
                Schema.text("^(-?[0-9]{1,13}|[0-9]{14})$", 14),
                Schema.whole(Times.EARLIEST_MS, Times.LATEST_MS),
                Schema.of("null"));
    }

    /// An ack of an item that cannot be read has neither a uid nor a time.
    private static ObjectNode ack() {
        return Schema.object("uid", "version", "updatedAt")
                .with("uid", Schema.any(Schema.uuid(), Schema.choice(List.of(""))))
                .with("version", Schema.whole(0))
                .with("updatedAt", Schema.any(Schema.time(), Schema.choice(List.of(""))))
                .with("applied", Schema.flag())
                .with("merged", Schema.flag())
                .with("reason", Schema.choice(List.of("server_wins", "edited_meanwhile")))
                .with("error", Schema.text())
                .with("code", Schema.text())
                .with("retryable", Schema.flag())
                .schema();
    }

    private static ObjectNode pageOf(EntityType type) {
        return pageOf(Schema.reference(EntitySchemas.payload(type)), Schema.object("uid", "deletedAt"));
    }

    /// A page of all types: a deleted item names its type.
    private static ObjectNode pageOfAll() {
        List<String> types = Entities.ALL.stream().map(EntityType::name).toList();
        return pageOf(
                Schema.of("object"), Schema.object("type", "uid", "deletedAt").with("type", Schema.choice(types)));
    }

    private static ObjectNode pageOf(ObjectNode upsert, Schema.Members deleted) {
        deleted.with("uid", Schema.uuid()).with("deletedAt", Schema.time());
        return Schema.object("upserts", "deletes", "hasMore")
                .with("upserts", Schema.arrayOf(upsert))
                .with("deletes", Schema.arrayOf(deleted.schema()))
                .with("nextCursor", Schema.text())
                .with("hasMore", Schema.flag())
                .schema();
    }

    private static ObjectNode session() {
        return Schema.object("id", "userId", "createdAt", "expiresAt", "epoch")
                .with("id", Schema.text())
                .with("userId", Schema.uuid())
                .with("createdAt", Schema.time())
                .with("expiresAt", Schema.time())
                .with("epoch", Schema.whole(1))
                .schema();
    }

    private static ObjectNode state() {
        return Schema.object("epoch")
                .with("epoch", Schema.whole(1))
                .with("lastWipeAt", Schema.time())
                .with("lastWipeBy", Schema.text())
                .schema();
    }

    private static ObjectNode wipe() {
        return Schema.object("confirm")
                .with("confirm", Schema.text().put("const", "WIPE"))
                .schema();
    }

    private static ObjectNode wiped() {
        var counts = Schema.object(Entities.ALL.stream().map(EntityType::name).toArray(String[]::new));
        Entities.ALL.forEach(type -> counts.with(type.name(), Schema.whole(0)));
        return Schema.object("epoch", "deleted")
                .with("epoch", Schema.whole(1))
                .with("deleted", counts.schema())
                .with("atLeast", Schema.of("boolean"))
                .schema();
    }
}
