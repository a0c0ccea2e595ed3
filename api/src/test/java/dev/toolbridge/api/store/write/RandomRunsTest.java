package dev.toolbridge.api.store.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.item.Author;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.store.TestItems;
import dev.toolbridge.api.write.RunUndo;
import dev.toolbridge.api.write.Undone;
import dev.toolbridge.service.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Random runs with edits of others in between are taken back as far as can be, and nothing else changes.
///
/// `-Dtoolbridge.runs=1000` takes more of them back.
class RandomRunsTest {
    private static final int RUNS = Integer.getInteger("toolbridge.runs", 60);
    private static final int STEPS = 10;
    private static final Workspace WORKSPACE = new Workspace();
    private static final Author RUN = TestItems.AUTHOR.inRun("run");

    private final TestItems items = new TestItems(WORKSPACE.database());

    @AfterAll
    static void close() {
        WORKSPACE.close();
    }

    /// A line of the note, and those who wrote and deleted it: `-` for nobody.
    private record Line(String text, char writer, char deleter) {}

    /// A write of the number of a note.
    private record Number(int value, char writer) {}

    @Test
    void areTakenBackAsFarAsCanBe() {
        int kept = 0;
        for (int seed = 0; seed < RUNS; seed++) {
            kept += takeBack(new Random(seed), seed) ? 1 : 0;
        }
        assertThat(kept).as("texts that overlap").isLessThan(RUNS / 2);
    }

    private boolean takeBack(Random random, int seed) {
        var space = new Space("tenant", UUID.randomUUID());
        var lines = new ArrayList<Line>();
        for (int line = 0; line < 8; line++) {
            lines.add(new Line("base " + line, '-', '-'));
        }
        var numbers = new ArrayList<>(List.of(new Number(0, '-')));
        Item note = items.createNote(space, fields(lines, 0));
        Item apart = items.createNote(space, "{\"n\":1}");
        for (int step = 1; step <= STEPS; step++) {
            char writer = random.nextInt(5) < 2 ? 'o' : 'r';
            change(random, new Line(Integer.toString(step), writer, '-'), lines, numbers);
            Author author = writer == 'r' ? RUN : TestItems.AUTHOR;
            items.writeAs(
                    author,
                    space,
                    TestItems.NOTE,
                    patch(note, fields(lines, numbers.getLast().value())));
        }
        items.writeAs(RUN, space, TestItems.NOTE, patch(note, "{}"));

        Undone undone = TestItems.done(items.apply(space, order()));

        boolean isKept = undone.kept().stream()
                .anyMatch(one -> one.path("field").asText().equals("content"));
        ObjectNode after = present(space, note);
        assertThat(after.path("n").asInt()).as("seed " + seed).isEqualTo(expected(numbers));
        check(Set.of(after.path("content").asText().split("\n")), lines, isKept, "seed " + seed);
        assertThat(items.items()
                        .find(space, new Key(TestItems.NOTE, apart.uid()))
                        .stored()
                        .orElseThrow()
                        .version())
                .isEqualTo(1);
        return isKept;
    }

    private static void change(Random random, Line line, List<Line> lines, List<Number> numbers) {
        char writer = line.writer();
        int place = random.nextInt(lines.size());
        if (random.nextInt(3) == 0) {
            numbers.add(new Number(Integer.parseInt(line.text()), writer));
        }
        Line there = lines.get(place);
        if (there.deleter() == '-' && random.nextInt(3) == 0) {
            lines.set(place, new Line(there.text(), there.writer(), writer));
        } else {
            lines.add(place, line);
        }
    }

    /// The number goes back to the one in front of the run's last ones.
    private static int expected(List<Number> numbers) {
        int place = numbers.size() - 1;
        while (numbers.get(place).writer() == 'r') {
            place--;
        }
        return numbers.get(place).value();
    }

    /// The text has the lines of others, and none that they deleted. Where nothing overlaps, it has none of the run's
    /// changes either.
    private static void check(Set<String> present, List<Line> lines, boolean isKept, String description) {
        var allowed = new HashSet<String>();
        for (Line line : lines) {
            boolean isTheirs = line.writer() != 'r';
            if (isTheirs && line.deleter() == '-') {
                assertThat(present).as(description).contains(line.text());
            }
            if (isTheirs && line.deleter() == 'r' && !isKept) {
                assertThat(present).as(description).contains(line.text());
            }
            if (line.deleter() != 'o' && (isTheirs || isKept)) {
                allowed.add(line.text());
            }
        }
        assertThat(allowed)
                .as(description)
                .containsAll(present.stream().filter(one -> !one.isEmpty()).toList());
    }

    private static String fields(List<Line> lines, int number) {
        var text = new StringBuilder();
        lines.stream().filter(line -> line.deleter() == '-').forEach(line -> text.append(line.text())
                .append('\n'));
        return Json.text(Json.object().put("content", text.toString()).put("n", number));
    }

    private static Mutation patch(Item note, String json) {
        return new Mutation.Patch(note.uid(), TestItems.body(json), Mutation.Style.TOP_LEVEL);
    }

    private static RunUndo order() {
        return new RunUndo(
                new RunUndo.Order(" run", Set.of(), false, OptionalLong.empty()),
                _ -> Optional.empty(),
                OptionalInt.empty(),
                TestItems.AUTHOR.inRun("undo:run"),
                Optional.empty());
    }

    private ObjectNode present(Space space, Item note) {
        return items.items()
                .find(space, new Key(TestItems.NOTE, note.uid()))
                .stored()
                .orElseThrow()
                .payload()
                .fields();
    }
}
