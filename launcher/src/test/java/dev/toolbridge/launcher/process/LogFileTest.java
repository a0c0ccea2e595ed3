package dev.toolbridge.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.launcher.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    private static final int BYTES_MAX = 10 * 1024 * 1024;
    private static final int ROTATIONS = 4;

    /// Counts as fast as it can, in two processes, like a server that has forked.
    private static final String COUNT =
            "count() { i=0; while :; do i=$((i+1)); echo \"$1 $i\"; done; }; count child & count parent";

    /// Writes every line in a process of its own, so that some are forked while others are being stopped.
    private static final String FORK = "i=0; while :; do i=$((i+1)); (echo \"forked $i\"); done";

    @TempDir
    private Path folder;

    @Test
    void nothingIsLostWhileAProgramWrites() throws Exception {
        List<String> lines = linesOf(COUNT, 100_000);

        assertCounted("parent", lines);
        assertCounted("child", lines);
    }

    @Test
    void nothingIsLostWhileAProgramForks() throws Exception {
        assertCounted("forked", linesOf(FORK, 10_000));
    }

    /// Runs a program, rotates its log several times, and returns the lines of all logs together.
    private List<String> linesOf(String program, int bytesBetween) throws Exception {
        Path log = folder.resolve("log");
        Process writer = new Command(List.of("sh", "-c", program), Map.of("PATH", System.getenv("PATH"))).start(log);
        List<ProcessHandle> all = new ArrayList<>();
        try {
            for (int rotation = 1; rotation <= ROTATIONS; rotation++) {
                awaitBytes(log, bytesBetween);
                new LogFile(log).rotate(Optional.of(writer.toHandle()));
            }
            awaitBytes(log, bytesBetween);
        } finally {
            writer.descendants().forEach(all::add);
            writer.destroyForcibly().waitFor();
            all.forEach(ProcessHandle::destroyForcibly);
        }
        for (ProcessHandle process : all) {
            process.onExit().join();
        }

        return linesOf(log);
    }

    private static void assertCounted(String name, List<String> lines) {
        List<String> counted =
                lines.stream().filter(line -> line.startsWith(name)).toList();
        assertThat(counted).hasSizeGreaterThan(1_000);
        for (int number = 1; number < counted.size(); number++) {
            assertThat(counted.get(number - 1)).isEqualTo(name + " " + number);
        }
    }

    @Test
    void aLogIsRotatedAboveItsLimitAndFourOlderOnesAreKept() throws Exception {
        Path log = folder.resolve("log");
        for (int round = 1; round <= 6; round++) {
            Files.writeString(log, Integer.toString(round).repeat(BYTES_MAX + 1));
            new LogFile(log).rotateIfLong(Optional.empty());
            assertThat(log).isEmptyFile();
        }
        Files.writeString(log, "7".repeat(BYTES_MAX));
        new LogFile(log).rotateIfLong(Optional.empty());

        assertThat(log).hasSize(BYTES_MAX);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("log", "log.1", "log.2", "log.3", "log.4");
        }
        assertThat(Files.readString(log.resolveSibling("log.1"))).startsWith("6");
        assertThat(Files.readString(log.resolveSibling("log.4"))).startsWith("3");
    }

    @Test
    void aLogThatCannotBeCopiedStays() throws Exception {
        Path log = folder.resolve("log");
        Files.writeString(log, "kept\n");
        Files.createDirectory(folder.resolve("log.new"));

        new LogFile(log).rotate(Optional.empty());

        assertThat(log).hasContent("kept\n");
    }

    private static List<String> linesOf(Path log) throws Exception {
        var lines = new ArrayList<String>();
        for (int older = ROTATIONS; older >= 1; older--) {
            lines.addAll(Files.readAllLines(log.resolveSibling("log." + older)));
        }
        lines.addAll(Files.readAllLines(log));
        return lines;
    }

    private static void awaitBytes(Path log, int bytes) throws Exception {
        Await.until("enough is written", () -> log.toFile().length() > bytes);
    }
}
