package dev.toolbridge.api.stream.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.api.RunningServer;
import dev.toolbridge.api.stream.StreamServer;
import dev.toolbridge.service.json.Json;
import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Action Cable: projects that are followed, by their members only.
@Timeout(60)
class CableTest {
    @RegisterExtension
    static final StreamServer SERVER = new StreamServer();

    private static final String NAME = "actioncable-v1-json";
    private static final String STRANGER = RunningServer.ownersToken("stranger-" + UUID.randomUUID());

    private final RunningServer server = SERVER.server();
    private final URI address = URI.create("ws://127.0.0.1:" + server.port() + "/api/v1/flukebase_connect/cable");
    private final String token = RunningServer.ownersToken("member-" + UUID.randomUUID());
    private JsonNode project;

    @BeforeEach
    void create() {
        project =
                RunningServer.json(server.post("/v1/projects", token, Map.of("name", "Web shop " + UUID.randomUUID())));
        assertThat(project.path("number").isNumber()).as(project.toString()).isTrue();
    }

    private SocketClient open(String credential) {
        SocketClient client = SocketClient.open(address, NAME, "Authorization", "Bearer " + credential);
        assertThat(said(client).path("type").asText()).isEqualTo("welcome");
        return client;
    }

    /// The next frame but for signs of life.
    private static JsonNode said(SocketClient client) {
        JsonNode frame = client.next();
        while (frame.path("type").asText().equals("ping")) {
            frame = client.next();
        }
        return frame;
    }

    private String identifier(Object projectId) {
        return Json.text(Json.object().put("channel", "ProjectChannel").putPOJO("project_id", projectId));
    }

    private static void command(SocketClient client, String command, String identifier) {
        client.send(Map.of("command", command, "identifier", identifier));
    }

    private void note(String title) {
        var made = server.post("/v1/spaces/" + project.path("id").asText() + "/notes", token, Map.of("title", title));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    }

    private String inProject(String rest) {
        return "/v1/projects/" + project.path("id").asText() + rest;
    }

    /// Lets a user join as a viewer, and gives the id of the member.
    private String join(String guest) {
        JsonNode invited = RunningServer.json(server.post(inProject("/invitations"), token, Map.of("role", "viewer")));
        var joined = server.post(
                "/v1/projects/join", guest, Map.of("code", invited.path("code").asText()));
        assertThat(joined.statusCode()).as(joined.body()).isEqualTo(200);
        return RunningServer.json(server.get(inProject("/members"), token))
                .at("/members/1/id")
                .asText();
    }

    @Test
    void aMemberHearsOfChanges() {
        try (var client = open(token)) {
            String identifier = identifier(project.path("number").asLong());
            command(client, "subscribe", identifier);
            JsonNode confirmed = said(client);
            assertThat(confirmed.path("type").asText()).isEqualTo("confirm_subscription");
            assertThat(confirmed.path("identifier").asText()).isEqualTo(identifier);
            command(client, "subscribe", identifier);
            command(client, "message", identifier);
            note("The first");

            JsonNode heard = said(client);
            assertThat(heard.path("identifier").asText()).isEqualTo(identifier);
            assertThat(heard.at("/message/change/type").asText()).isEqualTo("note");
            assertThat(heard.at("/message/cursor").asText()).isNotEmpty();

            command(client, "unsubscribe", identifier);
            command(client, "subscribe", identifier(project.path("slug").asText()));
            assertThat(said(client).path("type").asText()).isEqualTo("confirm_subscription");
        }
    }

    @Test
    void theServerGivesSignsOfLife() {
        try (var client = open(token)) {
            JsonNode beat = client.next();
            assertThat(beat.path("type").asText()).isEqualTo("ping");
            assertThat(beat.path("message").asLong()).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"channel\":\"DeploymentChannel\",\"deployment_id\":1}",
                "{\"channel\":\"ProjectChannel\"}",
                "{\"channel\":\"ProjectChannel\",\"project_id\":987654321}",
                "{\"channel\":\"ProjectChannel\",\"project_id\":1.5}",
                "{\"channel\":\"ProjectChannel\",\"project_id\":\"%\"}",
                "{\"channel\":\"ProjectChannel\",\"project_id\":\"\"}",
                "{\"channel\":\"ProjectChannel\",\"project_id\":\"nobodys\",\"types\":7}",
                "ProjectChannel"
            })
    void whatIsNotThereIsRejected(String identifier) {
        try (var client = open(token)) {
            command(client, "subscribe", identifier);
            JsonNode answer = said(client);
            assertThat(answer.path("type").asText()).isEqualTo("reject_subscription");
            assertThat(answer.path("identifier").asText()).isEqualTo(identifier);
        }
    }

    @Test
    void aStrangerIsRejected() {
        try (var client = open(STRANGER)) {
            command(client, "subscribe", identifier(project.path("id").asText()));
            assertThat(said(client).path("type").asText()).isEqualTo("reject_subscription");
        }
    }

    @Test
    void theOneWhoIsRemovedHearsNoMore() {
        String guest = RunningServer.ownersToken("guest-" + UUID.randomUUID());
        String member = join(guest);
        try (var client = open(guest)) {
            String identifier = identifier(project.path("id").asText());
            command(client, "subscribe", identifier);
            assertThat(said(client).path("type").asText()).isEqualTo("confirm_subscription");

            var removed = server.delete(inProject("/members/" + member), token);
            assertThat(removed.statusCode()).as(removed.body()).isEqualTo(204);
            note("Unheard");

            assertThat(said(client).path("type").asText()).isEqualTo("reject_subscription");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"no json", "[]", "{\"command\":\"subscribe\"}", "{\"command\":\"shout\",\"identifier\":\"a\"}"})
    void whatCannotBeReadEndsTheSocket(String frame) {
        try (var client = open(token)) {
            client.sendText(frame);
            JsonNode end = said(client);
            assertThat(end.path("type").asText()).isEqualTo("disconnect");
            assertThat(end.path("reason").asText()).isEqualTo("invalid_request");
            assertThat(end.path("reconnect").asBoolean(true)).isFalse();
            assertThat(client.closeCode()).isEqualTo(4400);
        }
    }

    @Test
    void nobodyGetsInWithoutAToken() {
        assertThatThrownBy(() -> SocketClient.open(address, NAME))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(WebSocketHandshakeException.class, refused -> assertThat(
                                refused.getResponse().statusCode())
                        .isEqualTo(401));
        var plain = server.get("/api/v1/flukebase_connect/cable", token);
        assertThat(plain.statusCode()).isEqualTo(426);
        assertThat(RunningServer.json(plain).path("message").asText()).contains("WebSocket");
    }
}
