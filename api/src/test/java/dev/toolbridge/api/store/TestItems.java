package dev.toolbridge.api.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Applied;
import dev.toolbridge.api.item.Author;
import dev.toolbridge.api.item.Batch;
import dev.toolbridge.api.item.Body;
import dev.toolbridge.api.item.Decision;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Items;
import dev.toolbridge.api.item.Mutation;
import dev.toolbridge.api.item.Outcome;
import dev.toolbridge.api.item.Precondition;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.Write;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.database.Database;
import dev.toolbridge.service.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/// The store with the writes that tests make, in few words.
final class TestItems {
    static final EntityType NOTE = Entities.named("note");

    private static final Author AUTHOR = new Author(
            "tester",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "request");

    private final Items items;

    TestItems(Database database) {
        this.items = new ItemStore(database, new Decision(Clock.systemUTC()));
    }

    Items items() {
        return items;
    }

    Item createNote(Space space, String json) {
        return changed(write(space, NOTE, new Mutation.Create(UUID.randomUUID(), body(json))));
    }

    Item create(Space space, EntityType type, String json) {
        return changed(write(space, type, new Mutation.Create(UUID.randomUUID(), body(json))));
    }

    Outcome patch(Space space, UUID uid, String json) {
        return patch(space, uid, json, new Precondition.None());
    }

    Outcome patch(Space space, UUID uid, String json, Precondition precondition) {
        var mutation = new Mutation.Patch(uid, body(json), Mutation.Merge.TOP_LEVEL);
        return apply(space, new Write(NOTE, mutation, precondition));
    }

    Outcome write(Space space, EntityType type, Mutation mutation) {
        return apply(space, new Write(type, mutation, new Precondition.None()));
    }

    private Outcome apply(Space space, Write write) {
        var batch = new Batch(List.of(write), OptionalInt.empty(), AUTHOR, Optional.empty());
        return ((Applied.Decided) items.apply(space, batch)).outcomes().getFirst();
    }

    static Item changed(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Changed changed -> changed.item();
            case Outcome.Unchanged _, Outcome.Lost _ -> throw new AssertionError("nothing changed");
            case Outcome.Refused refused -> throw refused.refusal();
        };
    }

    static Body body(String json) {
        try {
            return new Body.Fields((ObjectNode) Json.parse(json.getBytes(StandardCharsets.UTF_8)));
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }
}
