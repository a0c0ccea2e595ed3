package dev.toolbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Callers learn who they are, and keep their time zone.
class ProfileTest {
    private static Workspace workspace;
    private static RunningServer server;

    private final String user = UUID.randomUUID().toString();
    private final String token = RunningServer.ownersToken(user);

    @BeforeAll
    static void start() throws InterruptedException {
        workspace = new Workspace();
        server = RunningServer.alone(workspace, Map.of("DEFAULT_TIME_ZONE", "Asia/Tokyo"));
    }

    @AfterAll
    static void stop() {
        server.close();
        workspace.close();
    }

    @Test
    void tellsTheCaller() {
        JsonNode profile = RunningServer.json(server.get("/v1/me", token, "X-TB-Client", "a client"));

        assertThat(profile.path("subject").asText()).isEqualTo(user);
        assertThat(profile.path("client").asText()).isEqualTo("a client");
        assertThat(StreamSupport.stream(profile.path("scopes").spliterator(), false)
                        .map(JsonNode::asText))
                .contains("notes:read", "tenant:admin");
        assertThat(profile.path("timeZone").asText()).isEqualTo("Asia/Tokyo");
        assertThat(profile.path("timeZoneFrom").asText()).isEqualTo("server");
    }

    @Test
    void theNearestZoneCounts() {
        assertThat(zone("")).isEqualTo("Asia/Tokyo server");
        assertThat(change("\"Europe/Paris\"").statusCode()).isEqualTo(200);
        assertThat(zone("")).isEqualTo("Europe/Paris user");
        assertThat(zone("", "X-TB-Zone", "America/Lima")).isEqualTo("America/Lima header");
        assertThat(zone("?tz=Africa/Lagos", "X-TB-Zone", "America/Lima")).isEqualTo("Africa/Lagos query");
        assertThat(RunningServer.json(server.get("/v1/tasks/aggregate?select=count()", token))
                        .path("tz")
                        .asText())
                .isEqualTo("Europe/Paris");
        assertThat(RunningServer.json(server.get("/v1/me", RunningServer.ownersToken("another")))
                        .path("timeZone")
                        .asText())
                .isEqualTo("Asia/Tokyo");
        assertThat(change("null").statusCode()).isEqualTo(200);
        assertThat(zone("")).isEqualTo("Asia/Tokyo server");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"Mars/Olympus\"", "\"\"", "5", "{}", "\"europe/paris\"", "\"+01:00\""})
    void aZoneThatDoesNotExistIsRefused(String zone) {
        HttpResponse<String> refused = change(zone);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("timeZone", "an IANA name");
        assertThat(zone("")).endsWith("server");
    }

    @Test
    void aHeaderThatNamesNoZoneIsRefused() {
        assertThat(server.get("/v1/me", token, "X-TB-Zone", "Mars/Olympus").statusCode())
                .isEqualTo(400);
        assertThat(server.get("/v1/tasks", token, "X-TB-Zone", "CEST").body()).contains("invalid_header");
    }

    private HttpResponse<String> change(String zone) {
        return server.send("PATCH /v1/me", token, Optional.of("{\"timeZone\":" + zone + "}"));
    }

    private String zone(String query, String... headers) {
        JsonNode profile = RunningServer.json(server.get("/v1/me" + query, token, headers));
        return profile.path("timeZone").asText() + " "
                + profile.path("timeZoneFrom").asText();
    }
}
