package dev.toolbridge.api.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.decision.Outcome;
import dev.toolbridge.api.route.EntitySchemas;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.Field;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.route.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// The JSON Schemas of items and their pages. Payloads are open: other fields are stored.
public final class ItemSchemas {
    static final String HISTORY = "history";

    private static final String UID = "uid";
    private static final String VERSION = "version";

    private ItemSchemas() {}

    /// Every schema by its name in the document.
    public static SequencedMap<String, ObjectNode> all() {
        var schemas = new LinkedHashMap<String, ObjectNode>();
        Entities.ALL.forEach(type -> {
            schemas.put(created(type), fields(type, EntitySchemas.requiredFields(type)));
            schemas.put(replaced(type), replacement(type));
            schemas.put(patched(type), fields(type, Set.of()));
            putRead(type, schemas);
            schemas.put(action(type), actionOf(type));
        });
        Entities.MANAGED.forEach(type -> putRead(type, schemas));
        schemas.putAll(HistorySchemas.all());
        schemas.put(HISTORY, pageOf(HistorySchemas.ENTRY));
        return schemas;
    }

    private static void putRead(EntityType type, SequencedMap<String, ObjectNode> schemas) {
        schemas.put(EntitySchemas.payload(type), payloadOf(type));
        schemas.put(type.name(), item(type));
        schemas.put(page(type), pageOf(type.name()));
    }

    static String created(EntityType type) {
        return type.name() + "_new";
    }

    static String replaced(EntityType type) {
        return type.name() + "_fields";
    }

    static String patched(EntityType type) {
        return type.name() + "_patch";
    }

    static String page(EntityType type) {
        return type.name() + "_page";
    }

    static String action(EntityType type) {
        return type.name() + "_action";
    }

    private static ObjectNode fields(EntityType type, Set<String> required) {
        Map<String, ObjectNode> parents = EntitySchemas.parentFields(type);
        var members = Schema.object(required.toArray(String[]::new)).with(UID, Schema.orNull(Schema.uuid()));
        for (Field field : type.fields()) {
            members.with(field.name(), parents.getOrDefault(field.name(), EntitySchemas.field(field)));
        }
        return members.schema();
    }

    /// Fields that name a parent completely or not at all.
    private static ObjectNode replacement(EntityType type) {
        var schema = fields(type, EntitySchemas.ownRequired(type));
        List<String> parents = List.copyOf(EntitySchemas.parentFields(type).keySet());
        if (parents.size() > 1) {
            var together = schema.putObject("dependentRequired");
            for (String name : parents) {
                var others = together.putArray(name);
                parents.stream().filter(other -> !other.equals(name)).forEach(others::add);
            }
        }
        return schema;
    }

    /// The stored payload: writes over REST keep the types of the named fields; pushed fields are stored as
    /// they are.
    private static ObjectNode payloadOf(EntityType type) {
        var sync = Schema.object(VERSION, "isDeleted")
                .with(VERSION, Schema.whole(1))
                .with("isDeleted", Schema.flag())
                .with("deletedAt", Schema.time());
        var members = Schema.object(UID, "updatedTs", "updateTime", "sync")
                .with(UID, Schema.uuid())
                .with("updatedTs", Schema.time())
                .with("updateTime", asPushed(Schema.time()))
                .with("sync", sync.schema());
        Map<String, ObjectNode> parents = EntitySchemas.parentFields(type);
        for (Field field : type.fields()) {
            boolean isParent = parents.containsKey(field.name());
            members.with(field.name(), isParent ? parents.get(field.name()) : asPushed(EntitySchemas.field(field)));
        }
        return members.schema();
    }

    private static ObjectNode asPushed(ObjectNode schema) {
        var anything = Schema.object().properties();
        return Schema.any(schema, anything.put("description", "Anything else, if a device pushed it."));
    }

    private static ObjectNode item(EntityType type) {
        var members = Schema.object(UID, VERSION, "updatedAt", "payload")
                .with(UID, Schema.uuid())
                .with(VERSION, Schema.whole(1))
                .with("updatedAt", Schema.time())
                .with("deletedAt", Schema.time())
                .with("payload", Schema.reference(EntitySchemas.payload(type)));
        if (type.rules().namesNeighbours()) {
            members.with(Outcome.NEIGHBOURS, Schema.arrayOf(neighbour()));
        }
        return members.schema();
    }

    /// A similar item, beside the answer to a creation.
    private static ObjectNode neighbour() {
        return Schema.object(UID, "content")
                .with(UID, Schema.uuid())
                .with("key", Schema.text())
                .with("content", Schema.text())
                .schema();
    }

    private static ObjectNode actionOf(EntityType type) {
        return Schema.object("action")
                .with("action", Schema.choice(List.copyOf(type.actions().keySet())))
                .with("metadata", Schema.orNull(Schema.of("object")))
                .schema();
    }

    private static ObjectNode pageOf(String entry) {
        return Schema.object("items", "hasMore")
                .with("items", Schema.arrayOf(Schema.reference(entry)))
                .with("nextCursor", Schema.text())
                .with("hasMore", Schema.flag())
                .schema();
    }
}
