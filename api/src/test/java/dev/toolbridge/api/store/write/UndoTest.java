package dev.toolbridge.api.store.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.item.Author;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Lookup;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.store.Maintenance;
import dev.toolbridge.api.store.TestItems;
import dev.toolbridge.api.write.RunUndo;
import dev.toolbridge.api.write.Undone;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.error.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// The undo of a run takes back what the run did, and keeps what others did.
class UndoTest {
    private static final Workspace WORKSPACE = new Workspace();
    private static final EntityType NOTE = TestItems.NOTE;
    private static final EntityType TASK = Entities.named("task");
    private static final EntityType LIST = Entities.named("task_list");
    private static final EntityType COMMENT = Entities.named("comment");
    private static final Author RUN = TestItems.AUTHOR.inRun("run");
    private static final Author OTHER = TestItems.AUTHOR;

    private final TestItems items = new TestItems(WORKSPACE.database());
    private final Space space = new Space("tenant", UUID.randomUUID());

    @AfterAll
    static void close() {
        WORKSPACE.close();
    }

    @Test
    void takesFieldsBackAroundLaterEdits() {
        Item note = items.createNote(space, "{\"content\":\"Buy milk.\",\"pinned\":false,\"n\":1}");
        patch(RUN, note, "{\"content\":\"Buy milk and eggs.\",\"pinned\":true,\"n\":2,\"new\":1}");
        patch(OTHER, note, "{\"content\":\"Please buy milk and eggs.\",\"n\":3}");

        Undone undone = undo();

        assertThat(fields(note, "content", "pinned", "n", "new"))
                .isEqualTo(object("{\"content\":\"Please buy milk.\",\"pinned\":false,\"n\":3}"));
        assertThat(undone.reverted()).singleElement().satisfies(one -> {
            assertThat(one.path("fields").toString()).isEqualTo("[\"content\",\"new\",\"pinned\"]");
            assertThat(one.path("version").asInt()).isEqualTo(4);
        });
        assertThat(undone.kept()).singleElement().satisfies(one -> {
            assertThat(one.path("field").asText()).isEqualTo("n");
            assertThat(one.path("why").asText()).isEqualTo("changed_later");
            assertThat(one.path("by").path("user").asText()).isEqualTo("tester");
        });
    }

    @Test
    void goesBackToTheValueInFrontOfTheTip() {
        Item note = items.createNote(space, "{\"n\":1}");
        patch(RUN, note, "{\"n\":2}");
        patch(OTHER, note, "{\"n\":3}");
        patch(RUN, note, "{\"n\":4}");

        Undone undone = undo();

        assertThat(fields(note, "n")).isEqualTo(object("{\"n\":3}"));
        assertThat(undone.kept()).hasSize(1);
    }

    @Test
    void deletesWhatItMadeUnlessOthersUseIt() {
        Item alone = create(RUN, NOTE, "{}");
        Item changed = create(RUN, NOTE, "{}");
        patch(OTHER, changed, "{\"title\":\"mine\"}");
        Item list = create(RUN, LIST, "{\"name\":\"new\"}");
        Item inside = create(RUN, TASK, "{\"taskListUid\":\"" + list.uid() + "\"}");
        Item used = create(RUN, LIST, "{\"name\":\"used\"}");
        create(OTHER, TASK, "{\"taskListUid\":\"" + used.uid() + "\"}");

        Undone undone = undo();

        assertThat(live(NOTE, alone)).isFalse();
        assertThat(live(NOTE, changed)).isTrue();
        assertThat(live(TASK, inside)).isFalse();
        assertThat(live(LIST, list)).isFalse();
        assertThat(live(LIST, used)).isTrue();
        assertThat(undone.kept())
                .extracting(
                        one -> one.path("uid").asText() + " " + one.path("why").asText())
                .containsExactlyInAnyOrder(changed.uid() + " changed_later", used.uid() + " in_use");
    }

    @Test
    void bringsDeletedItemsBackParentsFirst() {
        Item note = items.createNote(space, "{\"title\":\"parent\"}");
        Item comment = create(
                OTHER, COMMENT, "{\"parentType\":\"note\",\"parentUid\":\"" + note.uid() + "\",\"content\":\"child\"}");
        write(RUN, NOTE, new Mutation.Delete(note.uid()));
        write(RUN, COMMENT, new Mutation.Delete(comment.uid()));

        Undone undone = undo();

        assertThat(live(NOTE, note)).isTrue();
        assertThat(live(COMMENT, comment)).isTrue();
        assertThat(undone.reverted()).allMatch(one -> one.path("restored").asBoolean());
        assertThat(undone.kept()).isEmpty();
    }

    @Test
    void bringsAListBackWithItsReleasedTasks() {
        Item list = create(OTHER, LIST, "{\"name\":\"list\"}");
        Item task = create(OTHER, TASK, "{\"taskListUid\":\"" + list.uid() + "\"}");
        write(RUN, LIST, new Mutation.Delete(list.uid()));

        undo();

        assertThat(live(LIST, list)).isTrue();
        assertThat(present(TASK, task).payload().fields().path("taskListUid").asText())
                .isEqualTo(list.uid().toString());
    }

    @Test
    void keepsWhatOthersDeleted() {
        Item note = items.createNote(space, "{\"n\":1}");
        patch(RUN, note, "{\"n\":2}");
        write(OTHER, NOTE, new Mutation.Delete(note.uid()));

        Undone undone = undo();

        assertThat(live(NOTE, note)).isFalse();
        assertThat(undone.kept())
                .singleElement()
                .matches(one -> one.path("why").asText().equals("deleted_later"));
    }

    @Test
    void isItselfTakenBack() {
        Item note = items.createNote(space, "{\"content\":\"a\\n\",\"n\":1}");
        patch(RUN, note, "{\"content\":\"a\\nb\\n\",\"n\":2}");
        Item made = create(RUN, NOTE, "{}");

        undo();
        assertThat(undo().reverted()).isEmpty();
        Undone again = TestItems.done(items.apply(space, order("undo:run", false, OptionalLong.empty(), Set.of())));

        assertThat(again.kept()).isEmpty();
        assertThat(fields(note, "content", "n")).isEqualTo(object("{\"content\":\"a\\nb\\n\",\"n\":2}"));
        assertThat(live(NOTE, made)).isTrue();
    }

    @Test
    void triesWithoutStoring() {
        Item note = items.createNote(space, "{\"n\":1}");
        patch(RUN, note, "{\"n\":2}");

        Undone tried = TestItems.done(items.apply(space, order("run", true, OptionalLong.empty(), Set.of())));

        assertThat(tried.reverted()).hasSize(1);
        assertThat(fields(note, "n")).isEqualTo(object("{\"n\":2}"));
        patch(RUN, note, "{\"n\":3}");
        assertRefused(order("run", false, OptionalLong.of(tried.lastSeq()), Set.of()), ErrorCode.CONFIRM_STALE);
    }

    @Test
    void takesOnlyTheNamedItemsBack() {
        Item first = create(RUN, NOTE, "{}");
        Item second = create(RUN, NOTE, "{}");

        TestItems.done(items.apply(space, order("run", false, OptionalLong.empty(), Set.of(first.uid()))));

        assertThat(live(NOTE, first)).isFalse();
        assertThat(live(NOTE, second)).isTrue();
    }

    @Test
    void refusesWhatItCannotKnow() {
        assertRefused(order("run", false, OptionalLong.empty(), Set.of()), ErrorCode.NOT_FOUND);
        Item note = items.createNote(space, "{\"n\":1}");
        patch(RUN, note, "{\"n\":2}");
        var barred = new RunUndo(
                order("run", false, OptionalLong.empty(), Set.of()).order(),
                type -> Optional.of(Refusal.of(ErrorCode.FORBIDDEN, type.name())),
                OptionalInt.empty(),
                OTHER,
                Optional.empty());
        assertRefused(barred, ErrorCode.FORBIDDEN);
        new Maintenance(WORKSPACE)
                .execute("UPDATE space_head SET journal_floor = seq WHERE space_id = '%s'".formatted(space.id()));
        assertRefused(order("run", false, OptionalLong.empty(), Set.of()), ErrorCode.HISTORY_GONE);
        items.wipe(space);
        assertRefused(order("run", false, OptionalLong.empty(), Set.of()), ErrorCode.NOT_FOUND);
    }

    @Test
    void aRunOfWhichAPartIsNotKeptStaysAsItIs() {
        Item first = create(RUN, NOTE, "{}");
        Item second = create(RUN, NOTE, "{}");
        new Maintenance(WORKSPACE)
                .execute("UPDATE space_head SET journal_floor = seq - 1 WHERE space_id = '%s'".formatted(space.id()));

        assertRefused(order("run", false, OptionalLong.empty(), Set.of()), ErrorCode.HISTORY_GONE);
        assertThat(live(NOTE, first) && live(NOTE, second)).isTrue();
    }

    private void assertRefused(RunUndo undo, ErrorCode code) {
        assertThatThrownBy(() -> TestItems.done(items.apply(space, undo)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private Undone undo() {
        return TestItems.done(items.apply(space, order("run", false, OptionalLong.empty(), Set.of())));
    }

    private static RunUndo order(String run, boolean isTrial, OptionalLong lastSeq, Set<UUID> only) {
        return new RunUndo(
                new RunUndo.Order(" " + run, only, isTrial, lastSeq),
                _ -> Optional.empty(),
                OptionalInt.empty(),
                OTHER.inRun("undo:" + run),
                Optional.empty());
    }

    private Item create(Author author, EntityType type, String json) {
        return write(author, type, new Mutation.Create(UUID.randomUUID(), TestItems.body(json)));
    }

    private void patch(Author author, Item note, String json) {
        write(author, NOTE, new Mutation.Patch(note.uid(), TestItems.body(json), Mutation.Style.TOP_LEVEL));
    }

    private Item write(Author author, EntityType type, Mutation mutation) {
        return TestItems.changed(items.writeAs(author, space, type, mutation));
    }

    private boolean live(EntityType type, Item item) {
        return items.items().find(space, new Key(type, item.uid())) instanceof Lookup.Live;
    }

    private Item present(EntityType type, Item item) {
        return items.items().find(space, new Key(type, item.uid())).stored().orElseThrow();
    }

    private ObjectNode fields(Item note, String... names) {
        return present(NOTE, note).payload().fields().retain(List.of(names));
    }

    private static ObjectNode object(String json) {
        return TestItems.body(json).fieldsOrRefuse();
    }
}
