package dev.toolbridge.connect.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.connect.Main;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `fbc` as a process that finds no room for its files: it says so, and keeps the former ones.
@Timeout(300)
class FullDiskTest {
    /// 4 KiB or 8, by the shell.
    private static final String BLOCKS = "8";

    private final ServedFolder folder;

    FullDiskTest(@TempDir Path place) {
        folder = new ServedFolder(place);
    }

    @AfterEach
    void close() throws Exception {
        folder.close();
    }

    @Test
    void aMemoryThatFindsNoRoomIsRefusedAndTheOthersStay() throws Exception {
        assertThat(ran("unlimited", "memories").status()).isZero();
        String kept = folder.done("remember", "kept before").strip().replace("Remembered: ", "");
        Ran ran = ran(BLOCKS, "remember", "x".repeat(16_000));
        assertThat(ran.status()).as(ran.text()).isEqualTo(1);
        assertThat(ran.text())
                .startsWith("fbc: the cache ")
                .contains("cannot be used: ")
                .hasLineCount(1);
        assertThat(folder.done("memories")).contains(kept, "kept before").doesNotContain("xxx");
        assertThat(folder.done("sync", "--no-env")).contains("1 sent");
        folder.done("remember", "x".repeat(16_000));
    }

    private record Ran(int status, String text) {}

    /// Runs a command whose files may have so many blocks.
    private Ran ran(String blocks, String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                "sh",
                "-c",
                "ulimit -f " + blocks + "; exec \"$@\"",
                "limited",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command)
                .directory(folder.fbc().current().toFile())
                .redirectErrorStream(true);
        builder.environment().put("FLUKEBASE_HOME", folder.fbc().own().toString());
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), text);
    }
}
