package dev.toolbridge.tests.sync;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.Field;
import dev.toolbridge.contract.Parent;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;

/// Items as devices push them.
final class SyncItems {
    static final Instant MORNING = Instant.parse("2026-01-02T08:00:00Z");

    private SyncItems() {}

    /// An item of any type; pushes a parent for it first if it needs one.
    static String item(SyncClient client, EntityType type, UUID uid) {
        return item(uid, MORNING, parent(client, type));
    }

    static String item(UUID uid, Instant time, String more) {
        return "{\"uid\":\"%s\",\"updatedTs\":\"%s\"%s}".formatted(uid, time, more);
    }

    static String titled(UUID uid, Instant time, String title) {
        return item(uid, time, ",\"title\":\"" + title + "\"");
    }

    static String deleted(UUID uid, Instant time, String more) {
        return item(uid, time, more + ",\"sync\":{\"isDeleted\":true}");
    }

    /// Pushes a required parent, and returns the members that every item of the type has.
    static String parent(SyncClient client, EntityType type) {
        return ofParent(client, type) + required(type);
    }

    private static String required(EntityType type) {
        return type.fields().stream()
                .filter(Field::isRequired)
                .map(field -> ",\"%s\":\"%s\""
                        .formatted(
                                field.name(),
                                field.choices().isEmpty()
                                        ? "text"
                                        : field.choices().getFirst()))
                .collect(Collectors.joining());
    }

    private static String ofParent(SyncClient client, EntityType type) {
        return switch (type.parent()) {
            case Parent.None _, Parent.Loose _ -> "";
            case Parent.Required(var kind, var uidField) -> ",\"%s\":\"%s\"".formatted(uidField, pushed(client, kind));
            case Parent.Chosen(var typeField, var kinds, var uidField) ->
                ",\"%s\":\"%s\",\"%s\":\"%s\""
                        .formatted(typeField, kinds.getFirst(), uidField, pushed(client, kinds.getFirst()));
        };
    }

    private static UUID pushed(SyncClient client, String kind) {
        UUID uid = UUID.randomUUID();
        var reply = client.push(kind + "s", item(uid, MORNING, ""));
        if (reply.status() != 200) {
            throw new AssertionError("no parent: " + reply);
        }
        return uid;
    }
}
