package dev.toolbridge.api.store.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.place.Cursor;
import dev.toolbridge.api.item.place.Feed;
import dev.toolbridge.api.item.place.FeedPage;
import dev.toolbridge.api.item.place.FeedQuery;
import dev.toolbridge.api.store.TestItems;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.postgres.TestPostgres;
import dev.toolbridge.service.error.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class FeedTest {
    private static final Workspace WORKSPACE = new Workspace();
    private static final EntityType NOTE = TestItems.NOTE;
    private static final EntityType COMMENT = Entities.named("comment");

    private final TestItems items = new TestItems(WORKSPACE.database());
    private final Feed feed = new FeedStore(WORKSPACE.database());
    private final Space space = new Space("tenant", UUID.randomUUID());

    @AfterAll
    static void close() {
        WORKSPACE.close();
    }

    @Test
    void givesEachItemOnceInTheOrderOfItsLatestChange() {
        Item first = items.createNote(space, "{\"title\":\"first\"}");
        Item second = items.createNote(space, "{\"title\":\"second\"}");
        items.create(space, Entities.named("task"), "{}");
        items.patch(space, first.uid(), "{\"title\":\"first again\"}");

        assertThat(walk(Optional.of(NOTE), 1)).containsExactly("note second", "note first again");
        assertThat(second.version()).isEqualTo(1);
    }

    @Test
    void theLatestLeadOnToWhatComesAfterThem() {
        FeedPage nothing = feed.latest(space, 2, List.of());
        assertThat(nothing.entries()).isEmpty();
        items.createNote(space, "{\"title\":\"first\"}");
        items.createNote(space, "{\"title\":\"second\"}");
        items.create(space, Entities.named("task"), "{\"title\":\"third\"}");

        FeedPage latest = feed.latest(space, 2, List.of());

        assertThat(titles(latest)).containsExactly("note second", "task third");
        assertThat(read(Optional.empty(), 10, latest.next()).entries()).isEmpty();
        items.createNote(space, "{\"title\":\"fourth\"}");
        assertThat(titles(read(Optional.empty(), 10, latest.next()))).containsExactly("note fourth");
        assertThat(read(Optional.empty(), 10, nothing.next()).entries()).hasSize(4);
    }

    @Test
    void hasNoPlaceAfterAPageWithoutEntries() {
        FeedPage empty = read(Optional.of(NOTE), 10, Optional.empty());

        assertThat(empty.entries()).isEmpty();
        assertThat(empty.next()).isEmpty();
        assertThat(empty.hasMore()).isFalse();
    }

    @Test
    void endsAtTheHeadSoThatOtherTypesDoNotMakeThePlaceOld() {
        items.createNote(space, "{}");
        items.create(space, Entities.named("task"), "{}");

        FeedPage page = read(Optional.of(NOTE), 10, Optional.empty());

        assertThat(page.next().orElseThrow().seq()).isEqualTo(2);
    }

    @Test
    void bringsNoChildBeforeItsParent() {
        Item note = items.createNote(space, "{\"title\":\"old\"}");
        String child = "{\"title\":\"child\",\"parentType\":\"note\",\"parentUid\":\"" + note.uid() + "\"}";
        items.create(space, COMMENT, child);
        items.create(space, COMMENT, child);
        items.patch(space, note.uid(), "{\"title\":\"new\"}");

        assertThat(walk(Optional.empty(), 10))
                .containsExactly("note new", "comment child", "comment child", "note new");
        assertThat(walk(Optional.empty(), 1))
                .containsExactly("note new", "comment child", "note new", "comment child", "note new");
    }

    @Test
    void refusesAPlaceBelowWhatIsKept() {
        Item gone = items.createNote(space, "{}");
        items.createNote(space, "{}");
        Cursor early = read(Optional.of(NOTE), 1, Optional.empty()).next().orElseThrow();
        Cursor abreast = new Cursor(early.incarnation(), early.epoch(), early.seq(), 0);
        raiseFloor(2);
        items.patch(space, gone.uid(), "{}");

        assertRefused(ErrorCode.RESYNC_REQUIRED, abreast);
        assertThat(read(Optional.of(NOTE), 10, Optional.of(early)).entries())
                .as("a walk that began from nothing after the floor goes on")
                .hasSize(2);
        raiseFloor(3);
        assertRefused(ErrorCode.RESYNC_REQUIRED, early);
    }

    @Test
    void refusesPlacesOfAnotherEpochOrIncarnationOrAhead() {
        items.createNote(space, "{}");
        Cursor here = read(Optional.of(NOTE), 10, Optional.empty()).next().orElseThrow();

        assertRefused(ErrorCode.EPOCH_MISMATCH, new Cursor(here.incarnation(), 2, 1, 0));
        assertRefused(ErrorCode.RESYNC_REQUIRED, new Cursor(UUID.randomUUID(), 1, 1, 0));
        assertRefused(ErrorCode.RESYNC_REQUIRED, new Cursor(here.incarnation(), 1, 2, 0));
        assertThatThrownBy(() ->
                        feed.read(space, new FeedQuery(Optional.of(NOTE), 10, Optional.empty(), OptionalInt.of(2))))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.EPOCH_MISMATCH));
    }

    private void assertRefused(ErrorCode code, Cursor cursor) {
        assertThatThrownBy(() -> read(Optional.of(NOTE), 10, Optional.of(cursor)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private void raiseFloor(long seq) {
        TestPostgres.execute(
                WORKSPACE.owner(),
                "GRANT toolbridge_maintenance TO CURRENT_USER WITH SET TRUE; SET ROLE toolbridge_maintenance;"
                        + "UPDATE space_head SET tombstone_floor = " + seq + " WHERE space_id = '" + space.id() + "'");
    }

    private FeedPage read(Optional<EntityType> type, int limit, Optional<Cursor> after) {
        return feed.read(space, new FeedQuery(type, limit, after, OptionalInt.empty()));
    }

    private static List<String> titles(FeedPage page) {
        return page.entries().stream()
                .map(entry -> entry.type() + " "
                        + entry.item().payload().fields().path("title").textValue())
                .toList();
    }

    private List<String> walk(Optional<EntityType> type, int limit) {
        var seen = new ArrayList<String>();
        Optional<Cursor> place = Optional.empty();
        FeedPage page;
        do {
            page = read(type, limit, place);
            seen.addAll(titles(page));
            place = page.next();
        } while (page.hasMore());
        return seen;
    }
}
