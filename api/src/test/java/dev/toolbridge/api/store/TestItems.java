package dev.toolbridge.api.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Author;
import dev.toolbridge.api.item.Body;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.decision.Decision;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.item.decision.Outcome;
import dev.toolbridge.api.item.decision.Precondition;
import dev.toolbridge.api.item.decision.Write;
import dev.toolbridge.api.item.place.Cursor;
import dev.toolbridge.api.item.place.ItemPage;
import dev.toolbridge.api.item.place.Items;
import dev.toolbridge.api.query.Aggregates;
import dev.toolbridge.api.query.ItemQuestion;
import dev.toolbridge.api.query.ListQuery;
import dev.toolbridge.api.query.Lists;
import dev.toolbridge.api.query.Order;
import dev.toolbridge.api.query.QueryContext;
import dev.toolbridge.api.query.SearchLanguages;
import dev.toolbridge.api.store.query.AggregateStore;
import dev.toolbridge.api.store.query.IndexedTexts;
import dev.toolbridge.api.store.query.ListStore;
import dev.toolbridge.api.store.read.ItemStore;
import dev.toolbridge.api.store.search.TextIndex;
import dev.toolbridge.api.store.write.SpaceWriter;
import dev.toolbridge.api.write.Batch;
import dev.toolbridge.api.write.BatchResults;
import dev.toolbridge.api.write.Once;
import dev.toolbridge.api.write.PlannedBatch;
import dev.toolbridge.api.write.Result;
import dev.toolbridge.api.write.RunUndo;
import dev.toolbridge.api.write.Stored;
import dev.toolbridge.api.write.Transactions;
import dev.toolbridge.api.write.Undone;
import dev.toolbridge.api.write.Wipe;
import dev.toolbridge.api.write.Wiped;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.database.Database;
import dev.toolbridge.service.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;

/// The store with short methods for the writes of tests.
public final class TestItems {
    public static final EntityType NOTE = Entities.named("note");

    public static final Author AUTHOR = new Author(
            "tester",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "request");

    private static final SearchLanguages ENGLISH = SearchLanguages.parse("english");

    /// Questions in UTC, at the present, in English.
    public static final QueryContext CONTEXT = new QueryContext(Clock.systemUTC(), ZoneOffset.UTC, ENGLISH);

    private final TextIndex index;
    private final Items items;
    private final Lists lists;
    private final Aggregates aggregates;
    private final Transactions transactions;

    public TestItems(Database database) {
        this(database, Clock.systemUTC());
    }

    public TestItems(Database database, InstantSource clock) {
        this.items = new ItemStore(database);
        this.index = new TextIndex(database, ENGLISH);
        var texts = new IndexedTexts(database, index);
        this.lists = new ListStore(database, texts);
        this.aggregates = new AggregateStore(database, texts);
        this.transactions =
                new SpaceWriter(database, new Decision(clock), texts, new SpaceWriter.Followers(() -> {}, _ -> {}));
    }

    /// A page of the notes by their last change.
    public ItemPage notes(Space space, boolean isNewestFirst, Optional<Cursor> after, boolean deletedToo) {
        return list(space, NOTE, new Order.ByChange(isNewestFirst), new Part(10, after, deletedToo));
    }

    /// The part of a list to read.
    public record Part(int limit, Optional<Cursor> after, boolean deletedToo) {}

    public ItemPage list(Space space, EntityType type, Order order, Part part) {
        var question = ItemQuestion.of(order, part.deletedToo());
        return lists.page(space, type, new ListQuery(question, part.limit(), part.after()));
    }

    public Lists lists() {
        return lists;
    }

    public Aggregates aggregates() {
        return aggregates;
    }

    public Items items() {
        return items;
    }

    public Item createNote(Space space, String json) {
        return changed(write(space, NOTE, new Mutation.Create(UUID.randomUUID(), body(json))));
    }

    public Item create(Space space, EntityType type, String json) {
        return changed(write(space, type, new Mutation.Create(UUID.randomUUID(), body(json))));
    }

    public Outcome patch(Space space, UUID uid, String json) {
        return patch(space, uid, json, new Precondition.None());
    }

    public Outcome patch(Space space, UUID uid, String json, Precondition precondition) {
        var mutation = new Mutation.Patch(uid, body(json), Mutation.Style.TOP_LEVEL);
        return apply(space, new Write(NOTE, mutation, precondition));
    }

    public Outcome write(Space space, EntityType type, Mutation mutation) {
        return apply(space, new Write(type, mutation, new Precondition.None()));
    }

    public Outcome writeAs(Author author, Space space, EntityType type, Mutation mutation) {
        var write = new Write(type, mutation, new Precondition.None());
        var batch = new Batch(List.of(write), OptionalInt.empty(), author, Optional.empty());
        return done(apply(space, batch)).outcomes().getFirst();
    }

    public Result<Undone> apply(Space space, RunUndo undo) {
        return transactions.undo(space, undo);
    }

    /// Pushes items of one type; each must have a uid.
    public List<Outcome> push(Space space, EntityType type, String... jsons) {
        var writes = Stream.of(jsons)
                .map(TestItems::body)
                .map(body -> new Write(
                        type, new Mutation.Push(uid(body), Optional.empty(), () -> body), new Precondition.None()))
                .toList();
        return done(apply(space, batch(writes, Optional.empty()))).outcomes();
    }

    public Result<Stored> apply(Space space, Batch batch) {
        return transactions.store(space, batch);
    }

    public Result<BatchResults> apply(Space space, PlannedBatch batch) {
        return transactions.carryOut(space, batch);
    }

    public Wiped wipe(Space space) {
        return done(apply(space, new Wipe("tester", AUTHOR, Optional.empty())));
    }

    public Result<Wiped> apply(Space space, Wipe wipe) {
        return transactions.wipe(space, wipe);
    }

    public static Batch batch(List<Write> writes, Optional<Once> once) {
        return new Batch(writes, OptionalInt.empty(), AUTHOR, once);
    }

    public static Write create(String json) {
        return new Write(NOTE, new Mutation.Create(UUID.randomUUID(), body(json)), new Precondition.None());
    }

    public static Wipe wipeOnce(Once once) {
        return new Wipe("tester", AUTHOR, Optional.of(once));
    }

    private Outcome apply(Space space, Write write) {
        return done(apply(space, batch(List.of(write), Optional.empty())))
                .outcomes()
                .getFirst();
    }

    public static <R> R done(Result<R> result) {
        return switch (result) {
            case Result.Done<R> done -> done.value();
            case Result.Replayed<R> _, Result.Answered<R> _ -> throw new AssertionError("done before");
            case Result.Refused<R> refused -> throw refused.refusal();
        };
    }

    private static UUID uid(Body body) {
        return UUID.fromString(body.fieldsOrRefuse().path("uid").textValue());
    }

    public static Item changed(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Changed changed -> changed.item();
            case Outcome.Unchanged _, Outcome.Lost _ -> throw new AssertionError("nothing changed");
            case Outcome.Refused refused -> throw refused.refusal();
        };
    }

    public static Body body(String json) {
        try {
            return new Body.Fields((ObjectNode) Json.parse(json.getBytes(StandardCharsets.UTF_8)));
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }
}
