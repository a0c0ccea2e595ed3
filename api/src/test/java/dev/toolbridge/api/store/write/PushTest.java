package dev.toolbridge.api.store.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.decision.Outcome;
import dev.toolbridge.api.item.place.Cursor;
import dev.toolbridge.api.item.place.FeedPage.Entry;
import dev.toolbridge.api.item.place.FeedQuery;
import dev.toolbridge.api.journal.Change;
import dev.toolbridge.api.journal.Journal;
import dev.toolbridge.api.store.TestItems;
import dev.toolbridge.api.store.read.FeedStore;
import dev.toolbridge.api.store.read.JournalStore;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.entity.Entities;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PushTest {
    private static final Workspace WORKSPACE = new Workspace();
    private static final EntityType NOTE = TestItems.NOTE;
    private static final EntityType COMMENT = Entities.named("comment");

    private Instant now = Instant.parse("2026-11-21T10:00:00Z");
    private final TestItems items = new TestItems(WORKSPACE.database(), () -> now);
    private final Space space = new Space("tenant", UUID.randomUUID());
    private final UUID uid = UUID.randomUUID();

    @AfterAll
    static void close() {
        WORKSPACE.close();
    }

    @Test
    void keepsTheVersionOfAFirstPushAndCountsOn() {
        assertThat(stored(push("a", "09:00", ",\"sync\":{\"version\":7}")).version())
                .isEqualTo(7);
        assertThat(stored(push("b", "09:01", "")).version()).isEqualTo(8);
        assertThat(titles()).containsExactly("b");
    }

    @Test
    void letsTheLaterTimeWinWhateverTheOrderOfArrival() {
        push("later", "09:30", "");
        var outcome = push("earlier", "09:10", "");

        assertThat(outcome).isInstanceOf(Outcome.Lost.class);
        assertThat(titles()).containsExactly("later");
    }

    @Test
    void givesTheWinnerANewPlaceForTheLoserAndTheJournalNothing() {
        push("winner", "09:30", "");
        long before = head();
        push("loser", "09:10", "");

        assertThat(feedAfter(before)).singleElement().satisfies(entry -> {
            assertThat(entry.item().uid()).isEqualTo(uid);
            assertThat(entry.item().version()).isEqualTo(1);
        });
        assertThat(history()).singleElement().satisfies(change -> assertThat(change.version())
                .isEqualTo(1));
    }

    @Test
    void takesTheSamePushAgainAsNothingNew() {
        push("same", "09:30", ",\"n\":1.0");
        long before = head();

        assertThat(push("same", "09:30", ",\"n\":1")).isInstanceOf(Outcome.Unchanged.class);
        assertThat(feedAfter(before)).isEmpty();
    }

    @Test
    void leavesWhatIsStoredWhenTimesAreEqual() {
        push("first", "09:30", "");
        long before = head();

        assertThat(push("second", "09:30", "")).isInstanceOf(Outcome.Lost.class);
        assertThat(titles()).containsExactly("first");
        assertThat(feedAfter(before)).hasSize(1);
    }

    @Test
    void deletesAndRevivesByTime() {
        push("a", "09:00", "");
        assertThat(stored(push("a", "09:01", ",\"sync\":{\"isDeleted\":true}")).isDeleted())
                .isTrue();
        assertThat(push("a", "08:59", ",\"sync\":{\"isDeleted\":false}")).isInstanceOf(Outcome.Lost.class);
        assertThat(titles()).isEmpty();

        assertThat(stored(push("a", "09:02", ",\"sync\":{\"isDeleted\":false}")).version())
                .isEqualTo(3);
        assertThat(titles()).containsExactly("a");
    }

    @Test
    void bringsATimeInTheFutureDownSoThatItDoesNotWinForEver() {
        Item fromTheFuture = stored(push("2099", "2099-01-01T00:00:00Z", ""));
        assertThat(fromTheFuture.updatedAtMs()).isEqualTo(now.plusSeconds(5).toEpochMilli());

        now = now.plusSeconds(3);
        assertThat(push("2099", "2099-01-01T00:00:00Z", ""))
                .as("the same once more")
                .isInstanceOf(Outcome.Unchanged.class);
        assertThat(push("at five seconds", "2026-11-21T10:00:05.001Z", "")).isInstanceOf(Outcome.Changed.class);
    }

    @Test
    void storesTheGoodItemsBesideABadOne() {
        String good = note(UUID.randomUUID(), "good", "09:00", "");
        String orphan = "{\"uid\":\"" + UUID.randomUUID() + "\",\"chatUid\":\"" + UUID.randomUUID() + "\"}";
        var outcomes = items.push(space, Entities.named("chat_message"), orphan);
        items.push(space, NOTE, good);

        assertThat(code(outcomes.getFirst())).isEqualTo(ErrorCode.PARENT_MISSING);
        assertThat(titles()).containsExactly("good");
    }

    @Test
    void decidesTheSameUidTwiceInOrder() {
        var outcomes = items.push(
                space,
                NOTE,
                note(uid, "one", "09:00", ""),
                note(uid, "two", "09:01", ""),
                note(uid, "zero", "08:59", ""));

        assertThat(outcomes)
                .extracting(Object::getClass)
                .containsExactly(Outcome.Changed.class, Outcome.Changed.class, Outcome.Lost.class);
        assertThat(titles()).containsExactly("two");
        assertThat(history()).hasSize(2);
    }

    @Test
    void asksForALivingParentUnlessTheChildWasThereBefore() {
        push("parent", "09:00", "");
        UUID child = UUID.randomUUID();
        assertThat(comment(child, "09:01", "")).isInstanceOf(Outcome.Changed.class);
        push("parent", "09:02", ",\"sync\":{\"isDeleted\":true}");

        assertThat(comment(child, "09:03", "")).as("kept").isInstanceOf(Outcome.Changed.class);
        assertThat(code(comment(UUID.randomUUID(), "09:03", ""))).isEqualTo(ErrorCode.PARENT_MISSING);
        String tombstone = ",\"sync\":{\"isDeleted\":true}";
        assertThat(comment(child, "09:04", tombstone)).as("deleted").isInstanceOf(Outcome.Changed.class);
        assertThat(code(comment(child, "09:05", ""))).as("revived").isEqualTo(ErrorCode.PARENT_MISSING);
    }

    private Outcome push(String title, String time, String more) {
        return items.push(space, NOTE, note(uid, title, time, more)).getFirst();
    }

    private Outcome comment(UUID child, String time, String more) {
        String parent = ",\"parentType\":\"note\",\"parentUid\":\"" + uid + "\"" + more;
        return items.push(space, COMMENT, note(child, "comment", time, parent)).getFirst();
    }

    private static String note(UUID uid, String title, String time, String more) {
        String updated = time.length() == 5 ? "2026-11-21T" + time + ":00Z" : time;
        return "{\"uid\":\"" + uid + "\",\"title\":\"" + title + "\",\"updatedTs\":\"" + updated + "\"" + more + "}";
    }

    private static Item stored(Outcome outcome) {
        return ((Outcome.Changed) outcome).item();
    }

    private static ErrorCode code(Outcome outcome) {
        return ((Outcome.Refused) outcome).refusal().code();
    }

    private long head() {
        return items.items().head(space).seq();
    }

    private List<Change> history() {
        return new JournalStore(WORKSPACE.database())
                .history(space, NOTE, uid, new Journal.HistoryPage(Long.MAX_VALUE, 100))
                .changes();
    }

    private List<Entry> feedAfter(long seq) {
        var cursor = Cursor.of(items.items().head(space), seq);
        var query = new FeedQuery(Optional.of(NOTE), 100, Optional.of(cursor), OptionalInt.empty());
        return new FeedStore(WORKSPACE.database()).read(space, query).entries();
    }

    private List<String> titles() {
        return feedAfter(0).stream()
                .map(Entry::item)
                .filter(item -> !item.isDeleted())
                .map(item -> item.payload().fields().path("title").textValue())
                .toList();
    }
}
