package dev.toolbridge.connect.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `fbc serve` on a machine whose network comes later than the assistant.
@Timeout(120)
class OfflineServeTest {
    private static final String AWAY =
            "the project's server is away: memories work on this machine, all else when it" + " is back";
    private static final String META = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"}";

    private final ServedFolder folder;

    OfflineServeTest(@TempDir Path place) {
        folder = new ServedFolder(place);
    }

    @BeforeEach
    void loseTheServer() throws IOException {
        folder.with("[sync]\nauto_sync = false\n" + folder.url()).api().close();
        folder.serve();
    }

    @AfterEach
    void close() throws Exception {
        folder.close();
    }

    @Test
    void memoriesWorkAtOnceAndAllElseWhenTheServerIsBack() throws Exception {
        JsonNode introduced = folder.asked(1, "initialize", "{\"protocolVersion\":\"2025-06-18\"}");
        assertThat(introduced.at("/result/protocolVersion").asText()).isEqualTo("2025-06-18");
        assertThat(introduced.at("/result/capabilities/tools/listChanged").asBoolean())
                .isTrue();
        folder.told("notifications/initialized");
        assertThat(folder.asked(2, "tools/list", "{}").at("/result/tools").findValuesAsText("name"))
                .containsExactly("remember", "recall", "forget", "fb_sync");
        assertThat(folder.called(3, "remember", "{\"content\":\"Prices are in cents\"}"))
                .startsWith("Remembered: ");
        assertThat(folder.called(4, "recall", "{\"q\":\"cents\"}")).contains("Prices are in cents");
        assertThat(folder.called(5, "create_note", "{}")).startsWith("error: " + AWAY);
        assertThat(folder.called(6, "fb_sync", "{}")).startsWith("error: ").contains("cannot be reached");
        assertThat(folder.asked(7, "resources/list", "{}").at("/error/message").asText())
                .startsWith(AWAY);
        assertThat(folder.asked(8, "ping", "{}").path("result")).isEmpty();

        folder.bringBack("{\"jsonrpc\":\"2.0\",\"id\":\"toolbridge-bridge-1\",\"result\":{\"protocolVersion\":"
                + "\"2025-06-18\"}}");
        for (String list : List.of("tools", "prompts", "resources")) {
            folder.await("\"notifications/" + list + "/list_changed\"");
        }
        folder.answers(9, "{\"content\":[{\"type\":\"text\",\"text\":\"a note\"}]}");
        assertThat(folder.called(9, "create_note", "{}")).isEqualTo("a note");
        folder.answers(10, "{\"tools\":[{\"name\":\"remember\"},{\"name\":\"fb_sync\"},{\"name\":\"search\"}]}");
        assertThat(folder.asked(10, "tools/list", "{}").at("/result/tools").findValuesAsText("name"))
                .containsExactly("remember", "search", "fb_sync");
        assertThat(folder.called(11, "fb_sync", "{}")).startsWith("Sync complete: web-shop, 1 sent");
    }

    @Test
    void whoIsThereInsteadChangesNothing() throws Exception {
        assertThat(folder.asked(1, "initialize", "{\"protocolVersion\":\"1999-01-01\"}")
                        .at("/result/protocolVersion")
                        .asText())
                .isEqualTo("2025-11-25");
        folder.bringBack("<html>");
        Awaited.until(() -> folder.api().asked().size() > 1, () -> "nobody asks");
        assertThat(folder.called(2, "create_note", "{}")).startsWith("error: " + AWAY);
        folder.api().on(ServedFolder.MCP, 200, "{\"jsonrpc\":\"2.0\",\"id\":\"toolbridge-bridge-9\",\"result\":{}}");
        assertThat(folder.called(3, "remember", "{\"content\":\"kept\"}")).startsWith("Remembered: ");
    }

    @Test
    void aServerOfAnotherRevisionIsTold() throws Exception {
        folder.asked(1, "initialize", "{\"protocolVersion\":\"2025-06-18\"}");
        folder.bringBack("{\"jsonrpc\":\"2.0\",\"id\":\"toolbridge-bridge-1\",\"result\":{\"protocolVersion\":"
                + "\"2024-11-05\"}}");
        Awaited.until(() -> !folder.api().asked().isEmpty(), () -> "nobody asks");
        folder.answers(99, "{}");
        int id = 2;
        String said =
                folder.asked(id, "resources/list", "{}").at("/error/message").asText();
        while (said.startsWith(AWAY)) {
            said = folder.asked(++id, "resources/list", "{}")
                    .at("/error/message")
                    .asText();
        }
        assertThat(said).contains("speaks revision 2024-11-05 now").contains("start this client again");
    }

    @Test
    void clientsWithoutSessionsWorkToo() throws Exception {
        JsonNode found = folder.asked(1, "server/discover", "{" + META + "}");
        assertThat(found.at("/result/supportedVersions/0").asText()).isEqualTo("2026-07-28");
        assertThat(found.at("/result/ttlMs").asInt(-1)).isZero();
        JsonNode list = folder.asked(2, "tools/list", "{" + META + "}");
        assertThat(list.at("/result/tools")).hasSize(4);
        assertThat(list.at("/result/resultType").asText()).isEqualTo("complete");
        JsonNode made = folder.asked(3, "tools/call", "{" + META + ",\"name\":\"create_note\",\"arguments\":{}}");
        assertThat(made.at("/result/content/0/text").asText()).startsWith(AWAY);
        folder.bringBack("{\"jsonrpc\":\"2.0\",\"id\":4,\"result\":{\"content\":[]}}");
        JsonNode there = folder.asked(4, "tools/call", "{" + META + ",\"name\":\"create_note\",\"arguments\":{}}");
        assertThat(there.at("/result/isError").asBoolean(false)).isFalse();
    }

    @Test
    void theToolsAreThoseOfTheServer() throws IOException {
        Path goldens = Path.of("../mcp-sidecar/src/test/resources/tools");
        for (JsonNode tool : List.of(LocalCatalogue.REMEMBER, LocalCatalogue.RECALL, LocalCatalogue.FORGET)) {
            Path golden = goldens.resolve(tool.path("name").asText() + ".json");
            JsonNode expected = Json.stored(Files.readString(golden));
            assertThat(tool.path("inputSchema")).as(golden.toString()).isEqualTo(expected.path("inputSchema"));
        }
    }
}
