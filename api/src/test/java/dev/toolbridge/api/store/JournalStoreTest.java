package dev.toolbridge.api.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.item.Body;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Refusals;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.item.decision.Outcome;
import dev.toolbridge.api.journal.Change;
import dev.toolbridge.api.journal.Journal.HistoryPage;
import dev.toolbridge.api.journal.Moment;
import dev.toolbridge.api.journal.Past;
import dev.toolbridge.api.store.read.JournalStore;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// The past of an item: kept, deleted with old history, or never there.
class JournalStoreTest {
    private static final Workspace WORKSPACE = new Workspace();
    private static final Maintenance MAINTENANCE = new Maintenance(WORKSPACE);

    private final TestItems items = new TestItems(WORKSPACE.database());
    private final JournalStore journal = new JournalStore(WORKSPACE.database());
    private final Space space = new Space("tenant", UUID.randomUUID());

    @AfterAll
    static void close() {
        WORKSPACE.close();
    }

    @Test
    void findsTheVersionOfEveryMoment() {
        Item note = items.createNote(space, "{}");
        for (int version = 2; version <= 40; version++) {
            items.patch(space, note.uid(), "{\"n\":" + version + "}");
            items.createNote(space, "{}");
        }
        MAINTENANCE.execute("UPDATE change SET at = '2026-01-01T00:00:00Z'::timestamptz + seq * interval '1 second'"
                + " WHERE space_id = '" + space.id() + "'");
        List<Change> all = journal.history(space, TestItems.NOTE, note.uid(), new HistoryPage(Long.MAX_VALUE, 100))
                .changes();

        for (long seq = 1; seq <= items.items().head(space).seq(); seq++) {
            long moment = seq;
            long expected = all.stream()
                    .filter(change -> change.seq() <= moment)
                    .max(Comparator.comparingLong(Change::seq))
                    .orElseThrow()
                    .version();
            assertThat(versionAt(note, new Moment.Change(seq))).isEqualTo(expected);
            long ms = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli() + seq * 1_000;
            assertThat(versionAt(note, new Moment.Time(ms))).isEqualTo(expected);
            assertThat(versionAt(note, new Moment.Time(ms + 999))).isEqualTo(expected);
        }
        assertThat(journal.at(space, key(note), new Moment.Change(0))).isEqualTo(new Past.Missing());
        assertThat(journal.at(space, key(note), new Moment.Time(0))).isEqualTo(new Past.Missing());
    }

    @Test
    void tellsWhatIsSweptFromWhatNeverWas() {
        Item note = items.createNote(space, "{}");
        items.patch(space, note.uid(), "{\"n\":2}");
        items.patch(space, note.uid(), "{\"n\":3}");
        assertThat(journal.version(space, key(note), 4)).isEqualTo(new Past.Missing());
        age();
        items.patch(space, note.uid(), "{\"n\":4}");
        Item young = items.createNote(space, "{}");
        sweep();

        assertThat(journal.version(space, key(note), 1)).isEqualTo(new Past.Gone());
        assertThat(journal.version(space, key(note), 3)).isEqualTo(new Past.Gone());
        assertThat(journal.version(space, key(note), 4)).isInstanceOf(Past.Kept.class);
        assertThat(journal.version(space, key(note), 0)).isEqualTo(new Past.Missing());
        assertThat(journal.version(space, key(note), 5)).isEqualTo(new Past.Missing());
        assertThat(journal.version(space, key(young), 0)).isEqualTo(new Past.Missing());
        assertThat(journal.version(space, new Key(TestItems.NOTE, UUID.randomUUID()), 1))
                .isEqualTo(new Past.Missing());
        assertThat(journal.at(space, key(note), new Moment.Change(2))).isEqualTo(new Past.Gone());
        assertThat(journal.at(space, key(note), new Moment.Change(3))).isEqualTo(new Past.Gone());
        assertThat(journal.at(space, key(note), new Moment.Time(0))).isEqualTo(new Past.Gone());
        assertThat(versionAt(note, new Moment.Change(4))).isEqualTo(4);
        assertThat(journal.at(space, key(young), new Moment.Change(4))).isEqualTo(new Past.Missing());
    }

    @Test
    void keepsTheStateOfAQuietItem() {
        Item note = items.createNote(space, "{}");
        age();
        items.createNote(space, "{}");
        sweep();

        assertThat(versionAt(note, new Moment.Change(1))).isEqualTo(1);
        assertThat(versionAt(note, new Moment.Time(System.currentTimeMillis()))).isEqualTo(1);
    }

    @Test
    void hasNothingFromBeforeAWipe() {
        Item note = items.createNote(space, "{}");
        items.wipe(space);
        String pushed = "{\"uid\":\"" + note.uid() + "\",\"sync\":{\"version\":5}}";
        items.push(space, TestItems.NOTE, pushed);

        assertThat(journal.version(space, key(note), 1)).isEqualTo(new Past.Missing());
        assertThat(journal.version(space, key(note), 4)).isEqualTo(new Past.Missing());
        assertThat(journal.at(space, key(note), new Moment.Time(0))).isEqualTo(new Past.Missing());
    }

    @Test
    void leavesPayloadsUnreadInPagesOfTheSameVersions() {
        Item note = items.createNote(space, "{}");
        items.patch(space, note.uid(), "{\"n\":2}");
        items.patch(space, note.uid(), "{\"n\":3}");

        var with = journal.history(space, TestItems.NOTE, note.uid(), new HistoryPage(Long.MAX_VALUE, 2));
        var without = journal.history(space, TestItems.NOTE, note.uid(), new HistoryPage(Long.MAX_VALUE, 2, false));
        var rest = journal.history(
                space,
                TestItems.NOTE,
                note.uid(),
                new HistoryPage(without.changes().getLast().seq(), 2, false));

        assertThat(without.changes()).extracting(Change::version).containsExactly(3L, 2L);
        assertThat(without.changes())
                .allSatisfy(change -> assertThat(change.payload()).isEmpty());
        assertThat(without.changes())
                .extracting(Change::author)
                .usingRecursiveComparison()
                .isEqualTo(with.changes().stream().map(Change::author).toList());
        assertThat(without.hasMore()).isTrue();
        assertThat(rest.changes()).extracting(Change::version).containsExactly(1L);
        assertThat(rest.hasMore()).isFalse();
    }

    @Test
    void aRestoreOfWhatIsGoneIsRefusedAfterAMissingItem() {
        var gone = new Body.Bad(Refusals.historyGone("gone"));
        Item note = items.createNote(space, "{}");

        assertThat(code(items.write(space, TestItems.NOTE, new Mutation.Restore(note.uid(), 1, gone))))
                .isEqualTo(ErrorCode.HISTORY_GONE);
        assertThat(code(items.write(space, TestItems.NOTE, new Mutation.Restore(UUID.randomUUID(), 1, gone))))
                .isEqualTo(ErrorCode.NOT_FOUND);
    }

    private long versionAt(Item item, Moment moment) {
        return journal.at(space, key(item), moment) instanceof Past.Kept kept
                ? kept.change().version()
                : -1;
    }

    private static Key key(Item item) {
        return new Key(TestItems.NOTE, item.uid());
    }

    private static ErrorCode code(Outcome outcome) {
        Refusal refusal = ((Outcome.Refused) outcome).refusal();
        return refusal.code();
    }

    private void age() {
        MAINTENANCE.execute("UPDATE change SET at = at - interval '91 days' WHERE space_id = '" + space.id() + "'");
    }

    private static void sweep() {
        new Sweeper(WORKSPACE.database(), Duration.ofDays(90)).sweep();
    }
}
