package dev.toolbridge.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import dev.toolbridge.tests.wire.Server;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
    @TempDir
    private Path folder;

    @Test
    void aWorkspaceIsKeptWhileItRunsAndComesBackInAnother() throws IOException {
        var first = new Toolbridge(folder.resolve("first"));
        var second = new Toolbridge(folder.resolve("second")).withLoginPageOf(first);
        Path backup = folder.resolve("kept");
        String note = whileRunning(first, () -> {
            JsonNode made = send(first, Call.of("POST", "/v1/notes").json("{\"title\":\"To be kept\"}"))
                    .json();
            assertThat(first.answer("backup", backup.toString())).startsWith("backed up ");
            assertThat(first.answer("reindex")).endsWith("all items are indexed");
            return made.path("uid").asText();
        });
        assertThat(first.answerWithoutData("verify", backup.toString())).startsWith("verified ");
        assertThat(second.answer("restore", backup.toString())).startsWith("restored ");

        assertThat(refusal(second, "reindex")).contains("the database of the workspace is away");
        assertThat(refusal(second, "restore", backup.toString())).contains("the database is not empty");
        String title = whileRunning(second, () -> send(second, Call.of("GET", "/v1/notes/" + note))
                .at("/payload/title")
                .asText());
        assertThat(title).isEqualTo("To be kept");

        Files.write(backup.resolve("item.copy.gz"), new byte[100]);
        try (var verify = first.runWithoutData("verify", backup.toString())) {
            assertThat(verify.exitCode()).isEqualTo(1);
            assertThat(verify.output()).contains("the table item is damaged");
        }
    }

    private static String refusal(Toolbridge toolbridge, String... arguments) {
        try (var program = toolbridge.run(arguments)) {
            assertThat(program.exitCode()).isEqualTo(1);
            return program.output();
        }
    }

    private static String whileRunning(Toolbridge toolbridge, Supplier<String> work) {
        toolbridge.upDetached();
        try {
            return work.get();
        } finally {
            toolbridge.answer("down");
        }
    }

    private static Reply send(Toolbridge toolbridge, Call call) {
        var server = new Server(URI.create(toolbridge.addressOf("api")));
        return server.send(call.with("Authorization", "Bearer " + toolbridge.token("ann")));
    }
}
