package dev.toolbridge.api.store.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.face.FaceItems;
import dev.toolbridge.api.face.MemoryPart;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.place.Cursor;
import dev.toolbridge.api.item.place.FeedPage;
import dev.toolbridge.api.item.place.FeedQuery;
import dev.toolbridge.api.item.place.ItemPage;
import dev.toolbridge.api.journal.Change;
import dev.toolbridge.api.journal.Journal;
import dev.toolbridge.api.query.Order;
import dev.toolbridge.api.store.TestItems;
import dev.toolbridge.api.store.face.FaceStore;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.database.Database;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.memory.MemoryBudget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pages end by bytes, for all kinds of text, and a walk over them gives each item once.
class PageBytesTest {
    private static final int ITEMS = 11;
    private static final int LIMIT = 1_000;
    private static final EntityType COMMENT = Entities.named("comment");
    private static final EntityType MEMORY = Entities.named("memory");

    private final Workspace workspace = new Workspace();
    private final Database database = Database.open(workspace.login(), 1, "test");
    private final TestItems items = new TestItems(database);
    private final FeedStore feed = new FeedStore(database);
    private final JournalStore journal = new JournalStore(database);
    private final Space space = new Space("tenant", UUID.randomUUID());

    @AfterEach
    void close() {
        database.close();
        workspace.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"same letter", "any letters", "control characters"})
    void aListEndsByBytes(String kind) {
        for (int number = 0; number < ITEMS; number++) {
            items.createNote(space, "{\"content\":\"" + text(kind) + "\"}");
        }

        List<ItemPage> pages = new ArrayList<>();
        Optional<Cursor> after = Optional.empty();
        do {
            var part = new TestItems.Part(LIMIT, after, false);
            pages.add(items.list(space, TestItems.NOTE, Order.usual(), part));
            after = pages.getLast().next();
        } while (pages.getLast().hasMore());

        assertThat(pages).hasSize(3).allSatisfy(page -> assertThat(bytes(page.items()))
                .isLessThanOrEqualTo(PageRoom.TEXT_BYTES_MAX));
        assertThat(pages.stream().flatMap(page -> page.items().stream()).map(Item::uid))
                .hasSize(ITEMS)
                .doesNotHaveDuplicates();
    }

    /// A comment's parent that changed after it precedes it, and both must be on the page.
    @Test
    void changesEndByBytesBehindWhatIsDue() {
        List<UUID> comments = new ArrayList<>();
        for (int number = 0; number < ITEMS; number++) {
            Item note = items.createNote(space, "{\"content\":\"" + text("any letters") + "\"}");
            comments.add(items.create(space, COMMENT, comment(note)).uid());
            items.patch(space, note.uid(), "{\"number\":" + number + "}");
        }

        List<UUID> known = new ArrayList<>();
        Optional<Cursor> after = Optional.empty();
        boolean more = true;
        while (more) {
            FeedPage page = feed.read(space, new FeedQuery(Optional.empty(), LIMIT, after, OptionalInt.empty()));
            assertThat(bytes(page.entries().stream().map(FeedPage.Entry::item).toList()))
                    .isLessThanOrEqualTo(PageRoom.TEXT_BYTES_MAX);
            page.entries().forEach(entry -> known.add(entry.item().uid()));
            after = page.next();
            more = page.hasMore();
        }
        assertThat(known).containsAll(comments);
    }

    @Test
    void aHistoryEndsByBytes() {
        Item note = items.createNote(space, "{\"content\":\"" + text("any letters") + "\"}");
        for (int version = 2; version <= ITEMS; version++) {
            items.patch(space, note.uid(), "{\"number\":" + version + "}");
        }

        List<Long> versions = new ArrayList<>();
        Journal.History page = new Journal.History(List.of(), true);
        long beforeSeq = Long.MAX_VALUE;
        while (page.hasMore()) {
            page = journal.history(space, TestItems.NOTE, note.uid(), new Journal.HistoryPage(beforeSeq, LIMIT));
            assertThat(page.changes().size()).isBetween(1, 4);
            page.changes().stream().map(Change::version).forEach(versions::add);
            beforeSeq = page.changes().getLast().seq();
        }
        assertThat(versions).hasSize(ITEMS).doesNotHaveDuplicates();
    }

    /// Numbered items have pages of fixed lengths, so only what is shown of them is read.
    @Test
    void aPageOfNumberedMemoriesHoldsWhatIsShown() {
        List<UUID> uids = new ArrayList<>();
        for (int number = 0; number < ITEMS; number++) {
            String memory = "{\"content\":\"c" + number + "\",\"memoryType\":\"fact\",\"more\":\"";
            uids.add(items.create(space, MEMORY, memory + text("any letters") + "\"}")
                    .uid());
        }
        var faces = new FaceStore(database);
        var all = new MemoryPart("", "", "", 0, 1);
        var names = new FaceItems.Names(Set.of(), Set.copyOf(uids));

        try (var share = new MemoryBudget(PageRoom.TEXT_BYTES_MAX, Duration.ZERO).open("client")) {
            share.run(() -> assertThat(faces.memories(space, all).memories())
                    .extracting(memory ->
                            memory.item().payload().fields().path("content").textValue())
                    .hasSize(ITEMS)
                    .contains("c0", "c10"));
            share.run(() -> assertThat(faces.latest(space, MEMORY, LIMIT)).hasSize(ITEMS));
            share.run(() -> assertThatThrownBy(() -> faces.find(space, MEMORY, names))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("memory"));
        }
    }

    private static String comment(Item note) {
        return "{\"parentUid\":\"" + note.uid() + "\",\"parentType\":\"note\",\"content\":\"" + text("any letters")
                + "\"}";
    }

    /// A text of about a million bytes in the database's JSON, where the length counts.
    private static String text(String kind) {
        return switch (kind) {
            case "same letter" -> "x".repeat(1_000_000);
            case "control characters" -> "\\u0001".repeat(170_000);
            default ->
                new Random(1)
                        .ints(1_000_000, 'a', 'z' + 1)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
        };
    }

    private static long bytes(List<Item> items) {
        return items.stream().mapToLong(item -> item.payload().json().length).sum();
    }
}
