package dev.toolbridge.tenants.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.toolbridge.tenants.runtime.InstanceName;
import dev.toolbridge.tenants.runtime.InstanceOrder;
import dev.toolbridge.tenants.runtime.Observed;
import dev.toolbridge.tenants.runtime.OutputCursor;
import dev.toolbridge.tenants.runtime.OutputPage;
import dev.toolbridge.tenants.runtime.process.supervisor.SupervisorFolder;
import dev.toolbridge.tests.process.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Output that is read by position.
class OutputTest {
    private static final InstanceName NAME = new InstanceName(UUID.randomUUID(), "app", 1, "web", 0);

    @TempDir
    private Path folder;

    private RuntimeFolder files;
    private OutputFiles outputs;

    @BeforeEach
    void make() throws IOException {
        files = new RuntimeFolder(new SupervisorFolder(folder));
        outputs = new OutputFiles(files);
        Files.createDirectories(files.outputs());
    }

    /// The real supervisord rotates every 64 KiB, and is killed on the way.
    @Test
    void noLineIsLostOrDoubledOverRotationsAndRestarts() {
        try (var bench = ProcessBench.open()) {
            InstanceOrder order = ProcessBench.order(NAME, bench.server(Map.of()));
            var reader = new Reader(bench.runtime(), new ArrayList<>(), OutputCursor.BEGINNING);
            int line = 0;
            for (int restart = 0; restart < 3; restart++) {
                Observed instance = bench.ready(order);
                for (int step = 0; step < 10; step++) {
                    ProcessBench.page(instance, "/say?from=" + line + "&to=" + (line + 1_500));
                    line += 1_500;
                    reader.readTo("line " + (line - 1));
                }
                bench.killSupervisord();
            }

            assertThat(reader.lines.stream()
                            .filter(text -> !text.equals("hello"))
                            .toList())
                    .isEqualTo(IntStream.range(0, line)
                            .mapToObj(number -> "line " + number)
                            .toList());
            assertThat(bench.folder().output(NAME).resolveSibling(NAME + ".log.3"))
                    .exists();
            assertThat(bench.folder().output(NAME).resolveSibling(NAME + ".log.4"))
                    .doesNotExist();
        }
    }

    @Test
    void outputThatIsNoLongerKeptIsAGap() throws IOException {
        append("one\ntwo\n");
        OutputPage first = outputs.page(NAME, OutputCursor.BEGINNING, false);
        for (int rotation = 0; rotation < 5; rotation++) {
            rotate();
            append("later " + rotation + "\n");
        }

        OutputPage late = outputs.page(NAME, first.next(), false);
        assertThat(late.isAfterGap()).isTrue();
        assertThat(late.lines()).containsExactly("later 1", "later 2", "later 3", "later 4");
        assertThat(outputs.page(NAME, late.next(), false).isAfterGap()).isFalse();
    }

    /// The system gives the number of a deleted file to a new one.
    @Test
    void anotherFileWithTheSameNumberIsToldApart() throws IOException {
        append("one\ntwo\n");
        OutputPage first = outputs.page(NAME, OutputCursor.BEGINNING, false);
        Files.writeString(files.output(NAME), "other\nlines\nand\nmore\n", StandardOpenOption.TRUNCATE_EXISTING);

        OutputPage late = outputs.page(NAME, first.next(), false);
        assertThat(late.isAfterGap()).isTrue();
        assertThat(late.lines()).containsExactly("other", "lines", "and", "more");
    }

    @Test
    void aLineGoesOverTheBorderOfFiles() throws IOException {
        append("begin ");
        OutputPage open = outputs.page(NAME, OutputCursor.BEGINNING, false);
        assertThat(open.lines()).isEmpty();
        rotate();
        append("and end\nnext");

        OutputPage page = outputs.page(NAME, open.next(), false);
        assertThat(page.lines()).containsExactly("begin and end");
        assertThat(outputs.page(NAME, page.next(), false).lines()).isEmpty();
        assertThat(outputs.page(NAME, page.next(), true).lines()).containsExactly("next");
    }

    @Test
    void longLinesComeInPartsAndPagesAreBounded() throws IOException {
        String parts = "ü".repeat(OutputStretch.LINE_BYTES_MAX);
        append(parts + "\n" + "x\n".repeat(OutputFiles.LINES_MAX + 1));

        OutputPage page = outputs.page(NAME, OutputCursor.BEGINNING, false);
        assertThat(page.lines()).hasSize(OutputFiles.LINES_MAX);
        assertThat(String.join("", page.lines().subList(0, 2))).isEqualTo(parts);
        assertThat(outputs.page(NAME, page.next(), false).lines()).hasSize(3);

        append("y".repeat(OutputFiles.PAGE_BYTES_MAX * 2));
        assertThat(outputs.page(NAME, page.next(), false).lines())
                .allMatch(line -> line.length() <= OutputStretch.LINE_BYTES_MAX);
    }

    @Test
    void theLastLinesAreFiftyAtMostAndOverTwoFiles() throws IOException {
        IntStream.range(0, 60).forEach(number -> append("line " + number + "\n"));
        rotate();
        append("last");

        assertThat(outputs.lastLines(NAME)).hasSize(50).startsWith("line 11").endsWith("line 59", "last");
        append("z".repeat(200_000));
        assertThat(outputs.lastLines(NAME)).hasSizeLessThan(6);
    }

    @Test
    void onlyTheNewestOutputsOfStoppedInstancesAreKept() throws IOException {
        for (int release = 1; release <= OutputFiles.STOPPED_MAX + 3; release++) {
            Files.writeString(files.output(release(release)), "x");
            Files.setLastModifiedTime(files.output(release(release)), FileTime.fromMillis(release * 1_000L));
        }
        Path other = Files.writeString(files.output(new InstanceName(NAME.tenant(), "other", 1, "web", 0)), "x");

        outputs.prune(release(1), new InstanceRecords(files));

        assertThat(outputs.names()).hasSize(OutputFiles.STOPPED_MAX + 2);
        assertThat(files.output(release(1))).exists();
        assertThat(files.output(release(2))).doesNotExist();
        assertThat(files.output(release(3))).doesNotExist();
        assertThat(other).exists();
    }

    @Test
    void aCursorOfAnotherKindIsRefused() {
        for (String text : List.of("x", "1:2", "1:2:3", "-1:2:0123456789abcdef", "1:2:0123456789abcdef ")) {
            assertThatIllegalArgumentException().isThrownBy(() -> outputs.page(NAME, new OutputCursor(text), false));
        }
        assertThat(outputs.page(NAME, OutputCursor.BEGINNING, false).lines()).isEmpty();
    }

    private static InstanceName release(int number) {
        return new InstanceName(NAME.tenant(), "app", number, "web", 0);
    }

    private void append(String text) {
        try {
            Files.writeString(files.output(NAME), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void rotate() throws IOException {
        for (int number = OutputFiles.OLDER - 1; number >= 0; number--) {
            Path from = files.outputs().resolve(NAME + ".log" + (number == 0 ? "" : "." + number));
            if (Files.exists(from)) {
                Path to = files.outputs().resolve(NAME + ".log." + (number + 1));
                Files.deleteIfExists(to);
                Files.move(from, to);
            }
        }
    }

    /// Reads on from where it has ended.
    private static final class Reader {
        private final ProcessRuntime runtime;
        private final List<String> lines;
        private OutputCursor cursor;

        Reader(ProcessRuntime runtime, List<String> lines, OutputCursor cursor) {
            this.runtime = runtime;
            this.lines = lines;
            this.cursor = cursor;
        }

        void readTo(String last) {
            Await.until(ProcessBench.READY_MAX, () -> isRead(last), () -> "the line " + last + " does not come");
        }

        private boolean isRead(String last) {
            OutputPage page = runtime.tail(NAME, cursor);
            assertThat(page.isAfterGap()).isFalse();
            lines.addAll(page.lines());
            cursor = page.next();
            return lines.contains(last);
        }
    }
}
