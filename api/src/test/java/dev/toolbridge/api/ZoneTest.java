package dev.toolbridge.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.config.Settings;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The zone of a question is the one that it names, else that of its caller, else that of the server.
class ZoneTest {
    private static Workspace workspace;
    private static RunningServer server;

    private final String user = UUID.randomUUID().toString();

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

    @ParameterizedTest
    @CsvSource({
        "'', '', Asia/Tokyo",
        "Europe/Berlin, '', Europe/Berlin",
        "Europe/Berlin, America/Lima, America/Lima",
        "'', America/Lima, America/Lima",
        "Mars/Olympus, '', Asia/Tokyo",
    })
    void isTheNearest(String ofCaller, String asked, String zone) throws Exception {
        assertThat(zone(token(ofCaller), asked)).isEqualTo(zone);
    }

    @Test
    void isNotThatOfAClaimThatIsNoText() throws Exception {
        assertThat(zone(token(5), "")).isEqualTo("Asia/Tokyo");
    }

    @Test
    void isTheZoneOfConditionsToo() throws Exception {
        String token = token("Pacific/Kiritimati");
        server.post("/v1/tasks", token, Map.of("title", "late", "dueDate", "2026-03-01T12:00:00Z"));

        assertThat(server.get("/v1/tasks?dueDate=eq.2026-03-02", token).body()).contains("late");
        assertThat(server.get("/v1/tasks?dueDate=eq.2026-03-02&tz=UTC", token).body())
                .doesNotContain("late");
        String where = "{\"op\":\"patch\",\"type\":\"task\",\"payload\":{},\"expect\":1,"
                + "\"where\":\"dueDate=eq.2026-03-02\"}";
        assertThat(server.send("POST /v1/batch", token, Optional.of("{\"operations\":[" + where + "]}"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void isTheZoneOfConditionsInABatchToo() throws Exception {
        String token = token("UTC");
        server.post("/v1/tasks", token, Map.of("title", "late", "dueDate", "2026-03-01T12:00:00Z"));

        assertThat(onTheSecond("POST /v1/batch", token, "X-TB-Zone", "Pacific/Kiritimati"))
                .isEqualTo(200);
        assertThat(onTheSecond("POST /v1/proposals", token, "X-TB-Zone", "Pacific/Kiritimati"))
                .isEqualTo(201);
        assertThat(onTheSecond("POST /v1/batch", token, "X-TB-Zone", "Mars/Olympus"))
                .isEqualTo(400);
        assertThat(onTheSecond("POST /v1/batch", token)).isEqualTo(422);
        server.send("PATCH /v1/me", token, Optional.of("{\"timeZone\":\"Pacific/Kiritimati\"}"));
        assertThat(onTheSecond("POST /v1/batch", token)).isEqualTo(200);
    }

    /// Changes the only task of a day.
    private static int onTheSecond(String line, String token, String... headers) {
        String operation = "{\"op\":\"patch\",\"type\":\"task\",\"payload\":{\"status\":\"" + UUID.randomUUID()
                + "\"},\"expect\":1,\"where\":\"dueDate=eq.2026-03-02\"}";
        String title = line.endsWith("proposals") ? "\"title\":\"a day\"," : "";
        String body = "{" + title + "\"operations\":[" + operation + "]}";
        return server.send(line, token, Optional.of(body), headers).statusCode();
    }

    @Test
    void ofTheServerMustBeKnown() {
        var settings = new Settings(Map.of(
                "DATABASE_URL", "postgres://u:p@localhost/d",
                "JWT_HS256_SECRET", RunningServer.SECRET,
                "DEFAULT_TIME_ZONE", "Mars/Olympus"));
        assertThatThrownBy(() -> ApiConfig.from(settings))
                .isInstanceOf(SettingError.class)
                .hasMessageContaining("DEFAULT_TIME_ZONE");
    }

    private String token(Object zone) throws ParseException, JOSEException {
        SignedJWT plain = SignedJWT.parse(RunningServer.ownersToken(user));
        var claims = new HashMap<>(plain.getJWTClaimsSet().getClaims());
        claims.put("zoneinfo", zone);
        var all = new JWTClaimsSet.Builder();
        claims.forEach(all::claim);
        var signed = new SignedJWT(plain.getHeader(), all.build());
        signed.sign(new MACSigner(RunningServer.SECRET));
        return signed.serialize();
    }

    private static String zone(String token, String asked) {
        String query = "/v1/tasks/aggregate?select=count()" + (asked.isEmpty() ? "" : "&tz=" + asked);
        return RunningServer.json(server.get(query, token)).path("tz").textValue();
    }
}
