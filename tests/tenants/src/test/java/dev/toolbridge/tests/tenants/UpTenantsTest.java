package dev.toolbridge.tests.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Server;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A platform as `up --tenants` starts it, with a tenant of it, and its end.
class UpTenantsTest {
    private static final Duration END_MAX = Duration.ofMinutes(3);
    private static final Duration BACK_MAX = Duration.ofMinutes(2);
    private static final String INITIALIZE = """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},
            "clientInfo":{"name":"trial","version":"1"}}}
            """;

    private final CommandLine toolbridge = new CommandLine();

    @AfterEach
    void end() {
        toolbridge.run("down");
    }

    @Test
    void aTenantIsMadeServedAndEndedByCommands() throws Exception {
        up();
        var created = toolbridge.run("tenants", "create", "Acme", "--slug", "acme", "--plan", "trial");
        assertThat(created.status()).as(created.output()).isZero();
        assertThat(created.output()).contains("organization", "trial", "succeeded");
        assertThat(toolbridge.run("tenants", "create", "Acme", "--slug", "acme").output())
                .contains("the slug is taken (slug_taken, field: slug)");
        Server acme = acme();
        String token = "Bearer " + toolbridge.run("token", "--tenant", "acme").lastLine();
        var note = Call.of("POST", "/v1/notes").with("Authorization", token).json("{\"title\":\"Ours\"}");
        assertThat(acme.send(note).status()).isEqualTo(201);
        var initialize = Call.of("POST", "/mcp")
                .with("Authorization", token)
                .with("Accept", "application/json, text/event-stream")
                .json(INITIALIZE);
        assertThat(acme.send(initialize).status()).isEqualTo(200);

        toolbridge.endLauncher(ProcessHandle::destroy);
        Await.until(END_MAX, () -> toolbridge.left().isEmpty(), () -> "left running: " + toolbridge.left());

        up();
        Call notes = Call.of("GET", "/v1/notes").with("Authorization", token);
        Await.until(BACK_MAX, () -> shows(acme, notes), () -> "the note is away");
        assertThat(json("status").path("parts")).hasSize(6);
        toolbridge.endLauncher(ProcessHandle::destroyForcibly);
        assertThat(toolbridge.run("down").status()).isZero();
        Await.until(END_MAX, () -> toolbridge.left().isEmpty(), () -> "left running: " + toolbridge.left());
    }

    /// The router comes back after the control plane is ready.
    private static boolean shows(Server acme, Call notes) {
        try {
            return acme.send(notes).body().contains("Ours");
        } catch (UncheckedIOException notListening) {
            return false;
        }
    }

    private void up() {
        var up = toolbridge.run(
                "up",
                "--tenants",
                "--detach",
                "--identity-port",
                "0",
                "--members-port",
                "0",
                "--tenants-port",
                "0",
                "--router-port",
                "0");
        assertThat(up.status()).as(up.output()).isZero();
    }

    private Server acme() throws JsonProcessingException {
        JsonNode addresses = json("tenants", "show", "acme").path("addresses");
        return Server.onPort(addresses.path(0).path("loopback_port").asInt());
    }

    private JsonNode json(String... words) throws JsonProcessingException {
        String[] all = java.util.Arrays.copyOf(words, words.length + 1);
        all[words.length] = "--json";
        return new ObjectMapper().readTree(toolbridge.run(all).output());
    }
}
