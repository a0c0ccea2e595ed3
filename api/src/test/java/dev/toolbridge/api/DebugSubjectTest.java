package dev.toolbridge.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.http.RawConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Case 39: the header with which a developer acts as any user.
class DebugSubjectTest {
    private static final String HEADER = "X-Debug-Sub";
    private static Workspace workspace;

    @BeforeAll
    static void start() {
        workspace = new Workspace();
    }

    @AfterAll
    static void stop() {
        workspace.close();
    }

    @Test
    void itIsOffUnlessSwitchedOn() throws InterruptedException {
        for (String environment : List.of("production", "dev")) {
            try (var server = RunningServer.alone(workspace, Map.of("ENV", environment))) {
                assertThat(server.get("/v1/notes", "", HEADER, "ada").statusCode())
                        .isEqualTo(401);
            }
        }
    }

    @Test
    void switchedOnATokenStillWins() throws InterruptedException {
        try (var server = RunningServer.alone(workspace, Map.of("ENV", "dev", "ALLOW_DEBUG_SUB", "1"))) {
            assertThat(server.get("/v1/notes", "", HEADER, "ada").statusCode()).isEqualTo(200);
            assertThat(server.get("/v1/notes", "bad", HEADER, "ada").statusCode())
                    .isEqualTo(401);
            assertThat(server.get("/v1/notes", "", HEADER, " ").statusCode()).isEqualTo(401);
            assertThat(server.get("/v1/notes", "", HEADER, "a".repeat(256)).statusCode())
                    .isEqualTo(401);
            String uid = RunningServer.json(server.send(
                            "POST /v1/notes", RunningServer.ownersToken("ada"), java.util.Optional.of("{}")))
                    .path("uid")
                    .asText();
            assertThat(server.get("/v1/notes/" + uid, "", HEADER, "ada").statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "200 Host: localhost",
                "200 Host: LOCALHOST:8081",
                "200 Host: 127.0.0.1:8081\r\nOrigin: http://localhost:5173",
                "200 Host: [::1]:8081",
                "421 Host: evil.example",
                "421 Host: localhost.evil.example:8081",
                "421 Host: 127.0.0.1.evil.example",
                "403 Host: localhost\r\nOrigin: https://evil.example",
                "403 Host: localhost\r\nOrigin: http://localhost.evil.example",
                "403 Host: localhost\r\nOrigin: null"
            })
    void noPageFromElsewhereIsAnybody(String expected) throws InterruptedException {
        try (var server = RunningServer.alone(workspace, Map.of("ENV", "dev", "ALLOW_DEBUG_SUB", "1"));
                var connection = RawConnection.to(server.port())) {
            connection.send("GET /v1/notes HTTP/1.1\r\n" + expected.substring(4) + "\r\nX-Debug-Sub: ada\r\n\r\n");

            assertThat(connection.hear("GET").status()).isEqualTo(Integer.parseInt(expected.substring(0, 3)));
        }
    }

    @Test
    void itStopsTheStartWhereItMustNotBe() {
        refused(Map.of("ENV", "production"));
        refused(Map.of("ENV", "dev", "HTTP_ADDR", ":8081"));
        refused(Map.of("ENV", "dev", "HTTP_ADDR", "0.0.0.0:8081"));
        refused(Map.of("ENV", "dev", "HTTP_ADDR", "192.168.1.4:8081"));
    }

    private static void refused(Map<String, String> more) {
        var settings = new HashMap<>(Map.of(
                "DATABASE_URL", "postgres://a:b@localhost/c",
                "JWT_HS256_SECRET", RunningServer.SECRET,
                "ALLOW_DEBUG_SUB", "true"));
        settings.putAll(more);
        assertThatThrownBy(() -> ApiConfig.from(new Settings(settings)))
                .isInstanceOf(SettingError.class)
                .hasMessageContaining("ALLOW_DEBUG_SUB");
    }
}
