package dev.toolbridge.tests.moving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.process.Program;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that are larger than the memory of the program that reads them. Their size is the property `large.mib`.
class LargeFilesTest {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long BYTES = Long.getLong("large.mib", 64) << 20;
    private static final int MESSAGE_BYTES = 65_536;
    private static final String HEAP = "-Xmx40m";

    @TempDir
    private Path folder;

    @Test
    void aFileOfOneLineIsReadWithinASmallHeap() throws IOException {
        Path file = folder.resolve("conversations.json");
        long chats = write(file);
        assertThat(Files.size(file)).isGreaterThanOrEqualTo(BYTES);

        var plan = List.of(HEAP, "dev.toolbridge.api.ImportFiles", "plan", file.toString(), "org", "ada");
        try (Program program = Program.start("api", plan, Map.of())) {
            assertThat(program.exitCode(PATIENCE)).as(program.output()).hasValue(0);
            assertThat(program.output()).contains("an export of Claude", "chats: " + chats, "chat_messages: " + chats);
        }
    }

    @Test
    void anImportWithoutItsDatabaseEndsInWords() throws IOException {
        Path file = Files.writeString(folder.resolve("garden.md"), "# Garden\n");
        var order = List.of("dev.toolbridge.api.ImportFiles", "import", file.toString(), "org", "ada");
        var settings = Map.of("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none", "JWT_ISSUER", "https://id.example");
        try (Program program = Program.start("api", order, settings)) {
            assertThat(program.exitCode(PATIENCE)).as(program.output()).hasValue(1);
            assertThat(program.output())
                    .contains("Start it again later", "refused")
                    .doesNotContain("\tat ");
        }
    }

    /// Writes conversations of one message each, all in one line.
    private static long write(Path file) throws IOException {
        String text = "bean ".repeat(MESSAGE_BYTES / 5);
        long chats = BYTES / MESSAGE_BYTES + 1;
        try (Writer out = Files.newBufferedWriter(file)) {
            for (long chat = 0; chat < chats; chat++) {
                out.write(chat == 0 ? "[" : ",");
                out.write("{\"uuid\":\"c" + chat + "\",\"name\":\"Garden\",\"chat_messages\":[{\"uuid\":\"m" + chat
                        + "\",\"sender\":\"human\",\"text\":\"" + text + "\"}]}");
            }
            out.write("]");
        }
        return chats;
    }
}
