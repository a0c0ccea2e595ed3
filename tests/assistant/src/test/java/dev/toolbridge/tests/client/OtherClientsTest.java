package dev.toolbridge.tests.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.endtoend.Toolbridge;
import dev.toolbridge.tests.process.Program;
import dev.toolbridge.tests.redaction.Used;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import dev.toolbridge.tests.wire.Server;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Clients that were not written for this server list its tools, write a note and read it.
class OtherClientsTest {
    private static final int TOOLS = 48;

    @TempDir
    private static Path folder;

    private static Program program;
    private static String sidecar;
    private static String secret;
    private static String token;

    @BeforeAll
    static void start() {
        ClientPrograms.installOrLeaveOut();
        var toolbridge = new Toolbridge(folder);
        program = toolbridge.up();
        sidecar = toolbridge.addressOf("sidecar");
        secret = Toolbridge.secretShownBy(program);
        token = toolbridge.token("ada");
    }

    @AfterAll
    static void stop() {
        if (program != null) {
            program.close();
            Used.keepLogs(folder.resolve("logs"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "sdk-1.0.4,               /sse",
        "sdk-1.8.0,               /sse",
        "sdk-1.12.3,              /mcp",
        "sdk-1.32.2,              /mcp/",
        "mcp-remote,              /mcp",
        "mcp-remote sse-first,    /mcp",
        "supergateway http,       /bearer/mcp",
        "supergateway sse,        /sse/",
        "mcporter,                /mcp",
        "@ai-sdk/mcp,             /mcp",
        "@langchain/mcp-adapters, /mcp",
        "@openai/agents,          /bearer/mcp",
        "@mastra/mcp,             /mcp"
    })
    void worksWithAToken(String client, String path) {
        try (var running = ClientPrograms.start(client, sidecar + path, token)) {
            assertWorked(client, ClientPrograms.seenBy(running));
        }
    }

    /// They know only an address; the person in front of them has a name and the secret.
    @ParameterizedTest
    @CsvSource({"sdk-1.8.0 login, /sse", "sdk-1.12.3 login, /mcp", "mcp-remote login, /mcp"})
    void logsItsUserIn(String client, String path) {
        String onThisMachine = sidecar.replace("127.0.0.1", "localhost");
        try (var running = ClientPrograms.start(client, onThisMachine + path)) {
            Reply sent = logIn(ClientPrograms.pageToLogInOn(running));
            assertThat(sent.status()).as(sent::toString).isEqualTo(303);
            follow(URI.create(sent.header("Location").orElseThrow()));
            assertWorked(client, ClientPrograms.seenBy(running));
        }
    }

    private static void assertWorked(String client, JsonNode seen) {
        assertThat(seen.path("tools").asInt()).isEqualTo(TOOLS);
        assertThat(seen.path("read").asText()).contains("By " + client, "Bread, butter");
    }

    private static Reply logIn(String page) {
        var uri = URI.create(page);
        String form = "email=Ada+Lovelace&secret=" + URLEncoder.encode(secret, StandardCharsets.UTF_8);
        return server(uri)
                .send(Call.of("POST", uri.getRawPath() + "?" + uri.getRawQuery())
                        .with("Content-Type", "application/x-www-form-urlencoded")
                        .body(form));
    }

    /// Follows the redirect to the client, as the browser does.
    private static void follow(URI location) {
        server(location).send(Call.of("GET", location.getRawPath() + "?" + location.getRawQuery()));
    }

    private static Server server(URI uri) {
        return new Server(URI.create(uri.getScheme() + "://" + uri.getRawAuthority()));
    }
}
