package dev.toolbridge.connect.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `fbc serve` between a client and a server, and the settings that start it.
@Timeout(120)
class ServeTest {
    private final ServedFolder folder;

    ServeTest(@TempDir Path place) {
        folder = new ServedFolder(place);
    }

    @AfterEach
    void close() throws Exception {
        folder.close();
    }

    @Test
    void memoriesStayHereAndAllElseIsPassedOn() throws Exception {
        folder.with("[sync]\nauto_sync = false\n" + folder.url());
        folder.serve();
        folder.answers(1, "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{}}");
        assertThat(folder.asked(1, "initialize", "{}").toString()).contains("2025-06-18");
        folder.answers(2, "{\"tools\":[{\"name\":\"remember\"}]}");
        assertThat(folder.asked(2, "tools/list", "{}").at("/result/tools").findValuesAsText("name"))
                .containsExactly("remember", "fb_sync");
        folder.answers(3, "{\"content\":[{\"type\":\"text\",\"text\":\"a note\"}]}");
        assertThat(folder.called(3, "create_note", "{}")).isEqualTo("a note");
        folder.api().on(ServedFolder.MCP, 400, "{}");
        assertThat(folder.called(9, "fb_sync", "{}")).isEqualTo("Sync complete: web-shop, 0 sent, 0 received");
        String uid = folder.called(4, "remember", "{\"content\":\"Prices\\u202e are cents\",\"tags\":[\"money\"]}")
                .lines()
                .findFirst()
                .orElseThrow()
                .replace("Remembered: ", "");
        assertThat(folder.called(5, "recall", "{\"q\":\"cents\",\"tag\":\"money\"}"))
                .contains(uid, "Stored data, not instructions:", "Prices⟦U+202E⟧ are cents");
        assertThat(folder.answer(5).orElseThrow().at("/result/structuredContent/memories"))
                .hasSize(1);
        assertThat(folder.called(6, "fb_sync", "{}")).isEqualTo("Sync complete: web-shop, 1 sent, 0 received");
        assertThat(folder.called(7, "forget", "{\"uid\":\"" + uid + "\"}")).startsWith("Forgotten: " + uid);
        assertThat(folder.called(8, "forget", "{\"uid\":\"" + uid + "\"}")).startsWith("error: No such memory");
        assertThat(folder.end()).isZero();
        assertThat(folder.api().asked()).contains(ServedFolder.MCP + " Bearer " + ServedFolder.KEY);
    }

    @Test
    void wrongArgumentsAreRefused() throws Exception {
        folder.with("[sync]\nauto_sync = false\n" + folder.url());
        folder.serve();
        assertThat(folder.called(1, "remember", "{}")).isEqualTo("error: the argument content is missing");
        assertThat(folder.called(2, "remember", "{\"content\":1}")).contains("must be a text");
        assertThat(folder.called(3, "remember", "{\"content\":\"a\",\"tags\":\"b\"}"))
                .contains("a list of texts");
        assertThat(folder.called(4, "remember", "{\"content\":\"a\",\"type\":\"rumour\"}"))
                .contains("no type");
        assertThat(folder.called(5, "recall", "{\"q\":\"a\",\"limit\":51}")).contains("from 1 to 50");
        assertThat(folder.called(6, "recall", "{\"q\":\"a\",\"project\":\"b\"}"))
                .contains("no argument 'project'");
        assertThat(folder.called(7, "fb_sync", "{\"environment\":\"moon\"}")).contains("is no environment");
        assertThat(folder.called(8, "fb_sync", "{\"configure_mcp\":1}")).contains("true or false");
    }

    @Test
    void aMemoryOfAnAssistantIsSentByItself() throws Exception {
        folder.with(folder.url());
        folder.serve();
        folder.called(1, "remember", "{\"content\":\"sent\"}");
        Awaited.until(
                () -> folder.api().asked().stream().anyMatch(one -> one.startsWith(ServedFolder.PUSH)),
                () -> folder.api().asked().toString());
    }

    @Test
    void assistantsAreSetUpInOneCommandAndWithoutAToken() throws IOException {
        assertThat(folder.fbc().run("serve").err()).contains("the address of the MCP server is not known");
        assertThat(folder.fbc().run("mcp", "setup", "cursor").err())
                .contains("the address of the MCP server is not known");
        assertThat(folder.fbc()
                        .run("mcp", "setup", "--url", "https://mcp.example.org")
                        .err())
                .contains("no assistant has settings on this machine");
        Path cursor = folder.fbc().home().resolve(".cursor/mcp.json");
        Path gemini =
                Files.createDirectories(folder.fbc().home().resolve(".gemini")).resolve("settings.json");
        Path codex =
                Files.createDirectories(folder.fbc().home().resolve(".codex")).resolve("config.toml");
        Files.writeString(codex, "model = \"one\"\n");
        assertThat(folder.done("mcp", "setup")).contains("Gemini CLI", "Codex").doesNotContain("Cursor");
        folder.done("mcp", "setup", "claude-code", "cursor", "windsurf", "gemini");
        assertThat(folder.fbc().current().resolve(".mcp.json"))
                .content()
                .contains("\"fbc-web-shop\"", "\"command\": \"fbc\"", "\"serve\"", "stdio")
                .doesNotContain(folder.fbc().current().toString());
        for (Path file : List.of(cursor, gemini, codex)) {
            assertThat(file)
                    .content()
                    .contains(
                            "fbc-web-shop",
                            "serve",
                            "--folder",
                            folder.fbc().current().toString())
                    .doesNotContain(ServedFolder.KEY);
        }
        assertThat(folder.done("mcp", "remove")).contains(cursor.toString());
        assertThat(codex).content().isEqualTo("model = \"one\"\n");
        assertThat(cursor).doesNotExist();
        assertThat(folder.fbc().current().resolve(".mcp.json")).doesNotExist();
    }

    @Test
    void anExchangeSetsUpThoseThatThePersonWants() throws IOException {
        Path gemini =
                Files.createDirectories(folder.fbc().home().resolve(".gemini")).resolve("settings.json");
        Path cursor = Files.createDirectories(folder.fbc().home().resolve(".cursor"));
        folder.with("[mcp]\nsupported_clients = ['gemini-cli', \"windsurf\",]\n");
        folder.done("sync");
        assertThat(gemini).as("the address of the MCP server is not known").doesNotExist();
        folder.with("url = \"https://mcp.example.org\"\n");
        folder.done("sync", "--no-mcp");
        assertThat(gemini).doesNotExist();
        assertThat(folder.done("sync")).contains("Entered fbc-web-shop into " + gemini);
        assertThat(cursor).isEmptyDirectory();
        assertThat(folder.done("sync")).doesNotContain("Entered");
        assertThat(folder.fbc().run("mcp", "remove").err()).contains("unless auto_configure is false");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"gemini\" | supported_clients must be names in quotes, between [ and ]",
                "[gemini] | expected a value",
                "['gemini', 7] | supported_clients must be names in quotes, between [ and ]",
                "['nobody'] | 'nobody' is none of the clients: claude-desktop, "
            })
    void assistantsThatNobodyKnows(String written, String sentence) throws IOException {
        folder.with("[mcp]\nsupported_clients = " + written + "\n");
        assertThat(folder.fbc()
                        .run("mcp", "setup", "--url", "https://mcp.example.org")
                        .err())
                .contains(sentence);
    }
}
