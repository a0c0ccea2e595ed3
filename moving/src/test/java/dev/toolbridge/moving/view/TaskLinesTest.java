package dev.toolbridge.moving.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Tasks as boxes under their parents.
class TaskLinesTest {
    private static final Instant THEN = Instant.parse("2026-11-27T10:00:00Z");

    private final TaskLines lines = new TaskLines();

    @Test
    void nestsWhatHasAParent() {
        add(3, "leaf", 2);
        add(1, "root", 0);
        add(2, "branch", 1);
        add(4, "of another list", 9);

        assertThat(lines.rest()).isEqualTo("- [ ] root\n  - [ ] branch\n    - [ ] leaf\n- [ ] of another list\n");
    }

    @Test
    void losesNoneOfACircle() {
        add(1, "one", 2);
        add(2, "two", 1);
        add(3, "below", 1);
        add(4, "itself", 4);

        assertThat(lines.rest().lines().map(String::strip))
                .containsExactlyInAnyOrder("- [ ] one", "- [ ] two", "- [ ] below", "- [ ] itself");
    }

    @Test
    void showsWhatATaskTells() {
        ViewedItem task = task(1, "  Water\nthe plants ");
        task.payload()
                .put("status", "in_progress")
                .put("dueDate", "2026-11-28")
                .put("priority", "high")
                .put("description", "Not the cactus.\n\n- really\n");
        task.payload().putArray("tags").add("garden").add("two words");
        ViewedItem comment = task(2, "");
        comment.payload().put("author", "ada").put("content", "Done\ntwice");

        String flat = lines.add(task, Remarks.comment(comment, ""));

        assertThat(flat + lines.rest()).isEqualTo("""
                - [ ] Water the plants (due 2026-11-28, high, in progress) #garden #two-words
                  Not the cactus.

                  - really

                  > **ada**, 2026-11-27T10:00:00Z
                  >
                  > Done
                  > twice
                """);
    }

    @Test
    void isFlatBeyondItsLimit() {
        ViewedItem large = task(1, "x".repeat(TaskLines.NESTED_MAX));
        ViewedItem child = task(2, "child");
        child.payload().put("parentUid", large.uid().toString());

        assertThat(lines.add(child, "")).isEmpty();
        assertThat(lines.add(large, "")).startsWith("- [ ] child\n- [ ] xxx");
        assertThat(lines.add(task(3, "after"), "")).isEqualTo("- [ ] after\n");
        assertThat(lines.rest()).isEmpty();
    }

    private void add(int number, String title, int parent) {
        ViewedItem task = task(number, title);
        if (parent > 0) {
            task.payload().put("parentUid", new UUID(0, parent).toString());
        }
        assertThat(lines.add(task, "")).isEmpty();
    }

    private static ViewedItem task(int number, String title) {
        return new ViewedItem(
                new UUID(0, number),
                THEN,
                THEN,
                JsonNodeFactory.instance.objectNode().put("title", title));
    }
}
