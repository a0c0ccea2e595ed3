package dev.toolbridge.api.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Lookup;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.item.place.Cursor;
import dev.toolbridge.api.item.place.FeedQuery;
import dev.toolbridge.api.query.FieldNames;
import dev.toolbridge.api.query.FilterText;
import dev.toolbridge.api.query.ItemQuestion;
import dev.toolbridge.api.query.Order;
import dev.toolbridge.api.query.Projection;
import dev.toolbridge.api.store.read.FeedStore;
import dev.toolbridge.api.write.Once;
import dev.toolbridge.api.write.Result;
import dev.toolbridge.database.Database;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/// A server that reads one space of 3,000 notes while its schema is migrated.
public final class UpgradeReader {
    private static final int ALL = 3_000;
    private static final int PAGE = 1_000;

    private final TestItems items;
    private final FeedStore feed;
    private final SpaceStore spaces;
    private final Space space;
    private final Cursor cursor;

    public UpgradeReader(Database database, UUID space) {
        this.items = new TestItems(database);
        this.feed = new FeedStore(database);
        this.spaces = new SpaceStore(database);
        this.space = new Space("tenant", space);
        this.cursor = feed.read(this.space, query(Optional.empty())).next().orElseThrow();
    }

    /// Reads in every way, and gives the number of reads.
    public long readUntil(CountDownLatch end) {
        long reads = 0;
        while (end.getCount() > 0) {
            Item first = page().getFirst();
            assertThat(items.items().find(space, new Key(TestItems.NOTE, first.uid())))
                    .isInstanceOf(Lookup.Live.class);
            assertThat(feed.read(space, query(Optional.of(cursor))).entries()).hasSize(PAGE);
            reads++;
        }
        return reads;
    }

    /// Creates, changes and deletes items of this space and of new ones, and gives the number of rounds.
    public long writeUntil(CountDownLatch end) {
        long rounds = 0;
        while (end.getCount() > 0) {
            items.createNote(space, "{\"title\":\"new\"}");
            List<Item> page = page();
            items.patch(space, page.getLast().uid(), "{\"title\":\"much longer than before\"}");
            items.write(
                    space, TestItems.NOTE, new Mutation.Delete(page.getFirst().uid()));
            items.createNote(space, "{}");
            items.createNote(new Space("tenant", UUID.randomUUID()), "{}");
            rounds++;
        }
        return rounds;
    }

    public void requireCursorsAndWritesGoOn() {
        items.createNote(space, "{}");
        var asked = new FeedQuery(Optional.empty(), ALL, Optional.of(cursor), OptionalInt.of(1));
        assertThat(feed.read(space, asked).entries()).hasSize(ALL - PAGE + 1);
    }

    /// Every index finds all items, and the journal tells when they were created.
    public void requireFiled(int count) {
        for (String filter : List.of(
                "tags.cs.{b}",
                "status.eq.active",
                "title.eq.old",
                "createdAt.gte.today-1",
                "status.in.(active,done)")) {
            var text = new FilterText(FieldNames.of(TestItems.NOTE), TestItems.CONTEXT);
            var question =
                    new ItemQuestion(text.whole("filter", filter), Order.usual(), new Projection.Everything(), false);
            assertThat(items.lists().count(space, TestItems.NOTE, question).items())
                    .as(filter)
                    .isEqualTo(count);
        }
    }

    public void requireReceiptsAndSessionsKept() {
        var once = new Once(space.id(), "key", "request");
        var work = TestItems.batch(List.of(TestItems.create("{}")), Optional.of(once));
        assertThat(items.apply(space, work)).isInstanceOf(Result.Answered.class);
        assertThat(spaces.state(space, Optional.of(space.id())).sessionEnded()).isTrue();
        items.wipe(space);
        assertThat(items.apply(space, work)).isInstanceOf(Result.Done.class);
    }

    private List<Item> page() {
        var part = new TestItems.Part(PAGE, Optional.empty(), false);
        return items.list(space, TestItems.NOTE, Order.usual(), part).items();
    }

    private static FeedQuery query(Optional<Cursor> after) {
        return new FeedQuery(Optional.empty(), PAGE, after, OptionalInt.empty());
    }
}
