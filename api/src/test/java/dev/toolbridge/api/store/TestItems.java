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
import dev.toolbridge.api.item.Once;
import dev.toolbridge.api.item.Outcome;
import dev.toolbridge.api.item.Precondition;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.Wipe;
import dev.toolbridge.api.item.Work;
import dev.toolbridge.api.item.Write;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.database.Database;
import dev.toolbridge.service.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;

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
        this(database, Clock.systemUTC());
    }

    TestItems(Database database, InstantSource clock) {
        this.items = new ItemStore(database, new Decision(clock), () -> {});
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

    /// Pushes items of one type; each must have a uid.
    List<Outcome> push(Space space, EntityType type, String... jsons) {
        var writes = Stream.of(jsons)
                .map(TestItems::body)
                .map(body -> new Write(type, new Mutation.Push(uid(body), body), new Precondition.None()))
                .toList();
        return ((Applied.Decided) apply(space, batch(writes, Optional.empty()))).outcomes();
    }

    Applied apply(Space space, Work work) {
        return items.apply(space, work);
    }

    Applied wipe(Space space) {
        return apply(space, new Wipe("tester", AUTHOR, Optional.empty()));
    }

    static Batch batch(List<Write> writes, Optional<Once> once) {
        return new Batch(writes, OptionalInt.empty(), AUTHOR, once);
    }

    static Write create(String json) {
        return new Write(NOTE, new Mutation.Create(UUID.randomUUID(), body(json)), new Precondition.None());
    }

    static Wipe wipeOnce(Once once) {
        return new Wipe("tester", AUTHOR, Optional.of(once));
    }

    private Outcome apply(Space space, Write write) {
        return ((Applied.Decided) apply(space, batch(List.of(write), Optional.empty())))
                .outcomes()
                .getFirst();
    }

    private static UUID uid(Body body) {
        return UUID.fromString(body.fieldsOrRefuse().path("uid").textValue());
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
