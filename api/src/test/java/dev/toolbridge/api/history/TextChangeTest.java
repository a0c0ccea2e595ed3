package dev.toolbridge.api.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.text.Hunk;
import dev.toolbridge.service.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The hunks of a text say everything that differs.
class TextChangeTest {
    private static final int PAIRS = 5_000;
    private static final Duration SHORT = Duration.ofSeconds(5);

    @Test
    void showsAChangedLineWithThreeLinesAroundIt() {
        var hunks = hunks("1\n2\n3\n4\n5\n6\n7\n8\n9", "1\n2\n3\n4\nfive\n6\n7\n8\n9");

        assertThat(hunks)
                .containsExactly(new Hunk(2, 7, 2, 7, List.of(" 2", " 3", " 4", "-5", "+five", " 6", " 7", " 8")));
    }

    @Test
    void showsDistantChangesApart() {
        String before = IntStream.range(0, 40).mapToObj(Integer::toString).collect(Collectors.joining("\n"));

        var hunks = hunks(before, before.replace("\n5\n", "\nfive\n").replace("\n30\n", "\n"));

        assertThat(hunks).extracting(Hunk::fromLine).containsExactly(3, 28);
        assertThat(hunks).extracting(Hunk::toCount).containsExactly(7, 6);
    }

    @Test
    void showsAMissingEndOfLine() {
        assertThat(hunks("a\n", "a")).containsExactly(new Hunk(1, 2, 1, 1, List.of(" a", "-")));
        assertThat(hunks("", "a")).containsExactly(new Hunk(1, 1, 1, 1, List.of("-", "+a")));
        assertThat(hunks("a\r\nb", "a\nb")).containsExactly(new Hunk(1, 2, 1, 2, List.of("-a\r", "+a", " b")));
    }

    @Test
    void theHunksTurnOneTextIntoTheOther() {
        for (int seed = 0; seed < PAIRS; seed++) {
            var random = new Random(seed);
            String from = text(random);
            String to = text(random);
            assertThat(applied(from, hunks(from, to))).as("seed " + seed).isEqualTo(to);
        }
    }

    @Test
    void takesShortForTextsAsLargeAsMayBe() {
        for (String line : List.of("", "x", "a line of a usual length, more or less ")) {
            int count = TextChange.CHARACTERS_MAX / (line.length() + 8);
            String from = numbered(line, count, 0);
            String to = numbered(line, count, count);
            var begun = Instant.now();
            var hunks = hunks(from, to);
            assertThat(Duration.between(begun, Instant.now())).isLessThan(SHORT);
            assertThat(applied(from, hunks)).isEqualTo(to);
        }
    }

    @Test
    void manyFieldsShareTheLimits() {
        var from = Json.object();
        var to = Json.object();
        for (int field = 0; field < 120; field++) {
            from.put("field" + field, numbered("", 900, 0));
            to.put("field" + field, numbered("", 900, 900));
        }
        var begun = Instant.now();
        var texts = TextChange.between(from, to, Difference.between(from, to));

        assertThat(Duration.between(begun, Instant.now())).isLessThan(SHORT);
        assertThat(texts).hasSize(120);
    }

    @Test
    void leavesOutALargerText() {
        String most = "x".repeat(TextChange.CHARACTERS_MAX);
        assertThat(change(most, "a")).isInstanceOf(TextChange.Hunks.class);
        assertThat(change("a", most + "x")).isEqualTo(new TextChange.Omitted());
        assertThat(change(most + "x", "a")).isEqualTo(new TextChange.Omitted());
    }

    @Test
    void isOfFieldsThatAreTextBeforeAndAfter() {
        var from = Json.object().put("a", "1").put("b", 1).put("same", "x").put("gone", "x");
        var to = Json.object().put("a", "2").put("b", "1").put("same", "x").put("fresh", "x");

        assertThat(TextChange.between(from, to, Difference.between(from, to))).containsOnlyKeys("a");
    }

    private static List<Hunk> hunks(String from, String to) {
        return change(from, to) instanceof TextChange.Hunks changed ? changed.hunks() : List.of();
    }

    private static TextChange change(String from, String to) {
        var before = Json.object().put("text", from);
        var after = Json.object().put("text", to);
        return TextChange.between(before, after, Difference.between(before, after))
                .getOrDefault("text", new TextChange.Hunks(List.of()));
    }

    /// The text after the hunks, each of which must find its lines where it says.
    private static String applied(String from, List<Hunk> hunks) {
        List<String> before = List.of(from.split("\n", -1));
        var after = new ArrayList<String>();
        int read = 0;
        for (Hunk hunk : hunks) {
            after.addAll(before.subList(read, hunk.fromLine() - 1));
            read = hunk.fromLine() - 1;
            assertThat(hunk.toLine()).isEqualTo(after.size() + 1);
            for (String line : hunk.lines()) {
                if (line.charAt(0) != '+') {
                    assertThat(line.substring(1)).isEqualTo(before.get(read));
                    read++;
                }
                if (line.charAt(0) != '-') {
                    after.add(line.substring(1));
                }
            }
            assertThat(read).isEqualTo(hunk.fromLine() - 1 + hunk.fromCount());
            assertThat(after).hasSize(hunk.toLine() - 1 + hunk.toCount());
        }
        after.addAll(before.subList(read, before.size()));
        return String.join("\n", after);
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(30), 0, 4)
                .mapToObj("abcd"::charAt)
                .map(Object::toString)
                .collect(Collectors.joining("\n"));
    }

    private static String numbered(String line, int count, int first) {
        return IntStream.range(first, first + count).mapToObj(n -> line + n).collect(Collectors.joining("\n"));
    }
}
