package dev.toolbridge.api.store.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Lookup;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.item.decision.Outcome;
import dev.toolbridge.api.item.decision.Precondition;
import dev.toolbridge.api.item.place.Cursor;
import dev.toolbridge.api.item.place.ItemPage;
import dev.toolbridge.api.journal.Change;
import dev.toolbridge.api.journal.Journal;
import dev.toolbridge.api.store.TestItems;
import dev.toolbridge.contract.entity.Entities;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ItemStoreTest {
    private static final int WRITERS = 64;

    private static Workspace workspace;
    private static TestItems items;

    private final Space space = new Space("org_a", UUID.randomUUID());

    @BeforeAll
    static void open() {
        workspace = new Workspace();
        items = new TestItems(workspace.database());
    }

    @AfterAll
    static void close() {
        workspace.close();
    }

    @Test
    void keepsWhatManyWritersChangeAtOnce() throws Exception {
        UUID uid = items.createNote(space, "{}").uid();

        atOnce(writer -> items.patch(space, uid, "{\"field" + writer + "\":" + writer + "}"));

        var fields = live(uid).payload().fields();
        assertThat(IntStream.range(0, WRITERS))
                .allMatch(writer -> fields.path("field" + writer).asInt(-1) == writer);
        assertThat(live(uid).version()).isEqualTo(WRITERS + 1);
    }

    @Test
    void letsOneWriterOfAVersionWin() throws Exception {
        UUID uid = items.createNote(space, "{}").uid();

        List<Outcome> outcomes = atOnce(
                writer -> items.patch(space, uid, "{\"by\":" + writer + "}", new Precondition.Versions(List.of("1"))));

        assertThat(outcomes).filteredOn(Outcome.Changed.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(Outcome.Refused.class::isInstance).hasSize(WRITERS - 1);
    }

    @Test
    void numbersEveryChangeOnceInTheOrderOfCommits() throws Exception {
        UUID uid = items.createNote(space, "{}").uid();
        atOnce(writer -> items.patch(space, uid, "{\"by\":" + writer + "}"));

        List<Change> history = new JournalStore(workspace.database())
                .history(space, TestItems.NOTE, uid, new Journal.HistoryPage(Long.MAX_VALUE, 1_000))
                .changes();

        assertThat(history).hasSize(WRITERS + 1);
        assertThat(history).extracting(Change::version).isSortedAccordingTo((a, b) -> Long.compare(b, a));
        assertThat(history).extracting(Change::seq).doesNotHaveDuplicates();
    }

    @Test
    void releasesTasksOfADeletedList() {
        UUID list = items.create(space, Entities.named("task_list"), "{}").uid();
        var task = Entities.named("task");
        UUID held = items.create(space, task, "{\"taskListUid\":\"" + list + "\",\"title\":\"t\"}")
                .uid();
        UUID apart = items.create(space, task, "{\"taskListUid\":\"" + UUID.randomUUID() + "\"}")
                .uid();

        items.write(space, Entities.named("task_list"), new Mutation.Delete(list));

        assertThat(item(new Key(task, held)).payload().fields().has("taskListUid"))
                .isFalse();
        assertThat(item(new Key(task, held)).version()).isEqualTo(2);
        assertThat(item(new Key(task, apart)).version()).isEqualTo(1);
    }

    @Test
    void pagesThroughEverythingOnceInBothOrders() {
        var uids = IntStream.range(0, 25)
                .mapToObj(_ -> items.createNote(space, "{}").uid())
                .toList();

        assertThat(allPages(false)).containsExactlyElementsOf(uids);
        assertThat(allPages(true)).containsExactlyElementsOf(uids.reversed());
    }

    @Test
    void keepsSpacesApart() {
        UUID uid = items.createNote(space, "{}").uid();
        var elsewhere = new Space("org_b", space.id());

        assertThat(items.items().find(elsewhere, new Key(TestItems.NOTE, uid))).isInstanceOf(Lookup.Missing.class);
        assertThat(items.patch(elsewhere, uid, "{}")).isInstanceOf(Outcome.Refused.class);
    }

    private List<UUID> allPages(boolean isNewestFirst) {
        var uids = new ArrayList<UUID>();
        Optional<Cursor> after = Optional.empty();
        ItemPage page;
        do {
            page = items.notes(space, isNewestFirst, after, false);
            page.items().forEach(item -> uids.add(item.uid()));
            after = page.next();
        } while (page.hasMore());
        return uids;
    }

    private Item live(UUID uid) {
        return item(new Key(TestItems.NOTE, uid));
    }

    private Item item(Key key) {
        return ((Lookup.Live) items.items().find(space, key)).item();
    }

    /// A write that several writers make.
    private interface Writing {
        Outcome by(int writer);
    }

    private static List<Outcome> atOnce(Writing writing) throws Exception {
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Outcome>> calls = new ArrayList<>();
            IntStream.range(0, WRITERS).forEach(writer -> calls.add(() -> writing.by(writer)));
            var outcomes = new ArrayList<Outcome>();
            for (Future<Outcome> outcome : writers.invokeAll(calls)) {
                outcomes.add(outcome.get());
            }
            return outcomes;
        }
    }
}
