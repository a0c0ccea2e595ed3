package dev.toolbridge.api.store.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.journal.RecordedRun;
import dev.toolbridge.api.journal.RecordedRuns;
import dev.toolbridge.api.journal.RunKey;
import dev.toolbridge.api.store.TestItems;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// RecordedRuns are found by their last change, and not once their space is wiped.
class RunStoreTest {
    private static final Workspace WORKSPACE = new Workspace();
    private static final SortedSet<String> NOTES = new TreeSet<>(List.of("note"));

    private final TestItems items = new TestItems(WORKSPACE.database());
    private final RecordedRuns runs = new RunStore(WORKSPACE.database());
    private final Space space = new Space("tenant", UUID.randomUUID());

    @AfterAll
    static void close() {
        WORKSPACE.close();
    }

    @Test
    void listsRunsByTheirLastChange() {
        assertThat(list(Optional.empty()).runs()).isEmpty();
        Item note = items.createNote(space, "{}");
        patch(note, "a");
        patch(note, "b");
        patch(note, "a");

        RecordedRuns.Page page = list(Optional.empty());

        assertThat(page.runs()).extracting(run -> run.key().name()).containsExactly("a", "b");
        assertThat(page.runs().getFirst().counts()).containsExactly(new RecordedRun.Count("note", "patch", 2));
        assertThat(page.hasMore()).isFalse();
        assertThat(list(Optional.of("client")).runs()).isEmpty();
        assertThat(runs.find(space, new RunKey("", "b"), NOTES)).isPresent();
        assertThat(runs.find(space, new RunKey("client", "b"), NOTES)).isEmpty();
        items.wipe(space);
        assertThat(list(Optional.empty()).runs()).isEmpty();
        assertThat(runs.find(space, new RunKey("", "b"), NOTES)).isEmpty();
    }

    private void patch(Item note, String run) {
        items.writeAs(
                TestItems.AUTHOR.inRun(run),
                space,
                TestItems.NOTE,
                new Mutation.Patch(note.uid(), TestItems.body("{}"), Mutation.Style.TOP_LEVEL));
    }

    private RecordedRuns.Page list(Optional<String> client) {
        return runs.list(space, new RecordedRuns.Query(NOTES, client, Optional.empty(), 10));
    }
}
