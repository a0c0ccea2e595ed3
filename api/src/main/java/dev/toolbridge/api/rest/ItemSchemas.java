package dev.toolbridge.api.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.openapi.Schema;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.FieldType;
import dev.toolbridge.contract.entity.Entities;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// The JSON Schemas of items, their pages and their history.
public final class ItemSchemas {
    static final String HISTORY = "history";
    static final String CHANGE = "change";

    private ItemSchemas() {}

    /// Every schema by its name in the document.
    public static SequencedMap<String, ObjectNode> all() {
        var schemas = new LinkedHashMap<String, ObjectNode>();
        Entities.ALL.forEach(type -> {
            schemas.put(fields(type), fieldsOf(type));
            schemas.put(type.name(), item(type));
            schemas.put(page(type), pageOf(type.name()));
            schemas.put(action(type), actionOf(type));
        });
        schemas.put(CHANGE, change());
        schemas.put(HISTORY, pageOf(CHANGE));
        return schemas;
    }

    static String fields(EntityType type) {
        return type.name() + "_fields";
    }

    static String page(EntityType type) {
        return type.name() + "_page";
    }

    static String action(EntityType type) {
        return type.name() + "_action";
    }

    /// The named fields of a type; payloads are open, so that other fields are kept.
    private static ObjectNode fieldsOf(EntityType type) {
        var members = Schema.object();
        type.fields().forEach(field -> members.with(field.name(), field(field.type())));
        return members.schema();
    }

    private static ObjectNode item(EntityType type) {
        return Schema.object("uid", "version", "updatedAt", "payload")
                .with("uid", Schema.uuid())
                .with("version", Schema.of("integer"))
                .with("updatedAt", Schema.time())
                .with("deletedAt", Schema.time())
                .with("payload", Schema.reference(fields(type)))
                .schema();
    }

    private static ObjectNode actionOf(EntityType type) {
        var names = Schema.of("string");
        type.actions().keySet().forEach(names.putArray("enum")::add);
        return Schema.object("action")
                .with("action", names)
                .with("metadata", Schema.of("object"))
                .schema();
    }

    private static ObjectNode change() {
        return Schema.object()
                .with("seq", Schema.of("integer"))
                .with("version", Schema.of("integer"))
                .with("operation", Schema.of("string"))
                .with("at", Schema.time())
                .with("actor", Schema.of("object"))
                .with("correlation_id", Schema.of("string"))
                .with("metadata", Schema.of("object"))
                .with("payload", Schema.of("object"))
                .schema();
    }

    private static ObjectNode pageOf(String entry) {
        return Schema.object("items", "hasMore")
                .with("items", Schema.arrayOf(Schema.reference(entry)))
                .with("nextCursor", Schema.of("string"))
                .with("hasMore", Schema.of("boolean"))
                .schema();
    }

    private static ObjectNode field(FieldType type) {
        return switch (type) {
            case TEXT, TIME -> Schema.nullable("string");
            case UID -> Schema.nullable("string").put("format", "uuid");
            case FLAG -> Schema.nullable("boolean");
            case NUMBER -> Schema.nullable("number");
            case TEXTS -> Schema.nullable("array").set("items", Schema.of("string"));
        };
    }
}
