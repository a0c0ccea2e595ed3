package dev.toolbridge.connect.dotenv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Processes that write `.env` and are killed, or find no room: the file is the old one or the new one, and whole.
///
/// `-Dtoolbridge.kills=200` kills more of them.
@Timeout(600)
class InterruptedWriteTest {
    private static final int KILLS = Integer.getInteger("toolbridge.kills", 5);
    private static final int MILLIS_MAX = 60;
    private static final String MINE = "MINE=1\n";
    private static final Pattern LINE = Pattern.compile("V(\\d+)='(\\d+)\\.(.*)'");

    @TempDir
    private Path folder;

    @Test
    void aKilledWriterLeavesTheOldFileOrTheNewOne() throws Exception {
        var random = new Random(17);
        for (int kill = 1; kill <= KILLS; kill++) {
            Files.writeString(file(), MINE);
            Process writer = start(List.of(), kill * 1_000_000, Integer.MAX_VALUE / 2);
            try (var said = writer.inputReader(StandardCharsets.UTF_8)) {
                assertThat(said.readLine()).isEqualTo(EnvironmentWriter.READY);
                assertThat(new CountDownLatch(1).await(random.nextInt(MILLIS_MAX), TimeUnit.MILLISECONDS))
                        .isFalse();
                writer.destroyForcibly();
            }
            assertThat(writer.waitFor()).isNotZero();
            assertThat(wholeNumber() / 1_000_000).isEqualTo(kill);
        }
        for (Path leftover : leftovers()) {
            Files.setLastModifiedTime(leftover, FileTime.from(Instant.EPOCH));
        }
        Files.writeString(file(), MINE);
        assertThat(start(List.of(), 1, 1).waitFor()).isZero();
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void aFullDiskLeavesTheOldFile() throws Exception {
        Files.writeString(file(), MINE);
        Process writer = start(List.of("sh", "-c", "ulimit -f 40; exec \"$@\"", "limited"), 1, 1);
        try (var said = writer.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine()).startsWith("the file " + file() + " cannot be written, and stays as it was: ");
        }
        assertThat(writer.waitFor()).isEqualTo(1);
        assertThat(file()).content().isEqualTo(MINE);
        assertThat(leftovers()).isEmpty();
    }

    private Path file() {
        return folder.resolve(".env");
    }

    private Process start(List<String> prefix, int number, int times) throws IOException {
        var command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                EnvironmentWriter.class.getName(),
                folder.toString(),
                Integer.toString(number),
                Integer.toString(times)));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /// The number of all values in the block; fails if one is missing or of another write.
    private int wholeNumber() throws IOException {
        String text = Files.readString(file());
        assertThat(text).startsWith(MINE).endsWith("# <<< fbc <<<\n");
        var numbers = new ArrayList<Integer>();
        for (Matcher line = LINE.matcher(text); line.find(); ) {
            int number = Integer.parseInt(line.group(2));
            assertThat(line.group()).isEqualTo("V%s='%s'", line.group(1), EnvironmentWriter.value(number));
            numbers.add(number);
        }
        assertThat(numbers).hasSize(EnvironmentWriter.VARIABLES).containsOnly(numbers.getFirst());
        return numbers.getFirst();
    }

    private List<Path> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(path -> path.toString().endsWith(".new")).toList();
        }
    }
}
