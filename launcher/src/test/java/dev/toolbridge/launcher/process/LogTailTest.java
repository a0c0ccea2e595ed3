package dev.toolbridge.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
    @TempDir
    private Path folder;

    @Test
    void readsWholeLinesOnly() throws Exception {
        Path log = folder.resolve("log");
        LogTail tail = LogTail.fromEnd(log);
        assertThat(tail.newLines()).isEmpty();

        add(log, "one\ntwo\nhalf of é");
        assertThat(tail.newLines()).containsExactly("one", "two");
        assertThat(tail.newLines()).isEmpty();

        add(log, " line\n");
        assertThat(tail.newLines()).containsExactly("half of é line");
    }

    @Test
    void beginsAnewWhenTheFileWasEmptied() throws Exception {
        Path log = folder.resolve("log");
        add(log, "old and long\n");
        LogTail tail = LogTail.fromEnd(log);

        Files.writeString(log, "new\n");

        assertThat(tail.newLines()).containsExactly("new");
    }

    @Test
    void showsOnlyTheEndOfAHugeFile() throws Exception {
        Path log = folder.resolve("log");
        add(log, "a line of sixteen\n".repeat(100_000) + "the last\n");

        assertThat(LogTail.fromRecent(log).newLines())
                .hasSizeBetween(10_000, 20_000)
                .last()
                .isEqualTo("the last");
    }

    @Test
    void readsOnBehindARotation() throws Exception {
        Path log = folder.resolve("log");
        add(log, "one\n");
        LogTail tail = LogTail.fromRecent(log);
        assertThat(tail.newLines()).containsExactly("one");
        add(log, "two\n");

        new LogFile(log).rotate(Optional.empty());
        add(log, "3\n");

        assertThat(tail.newLines()).containsExactly("two", "3");
    }

    private static void add(Path log, String text) throws Exception {
        Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
