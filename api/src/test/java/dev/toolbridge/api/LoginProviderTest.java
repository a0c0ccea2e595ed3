package dev.toolbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.access.DevelopmentProvider;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A server that accepts another login provider's tokens, with the settings of the old deployment.
class LoginProviderTest {
    private static final String OLD_AUDIENCE = "https://old.example";
    private static final String TENANT = "/v1/auth/tenant";
    private static final String EXCHANGE = "/auth/token-exchange";

    @TempDir
    static Path folder;

    private static Workspace workspace;
    private static DevelopmentProvider provider;
    private static RunningServer server;
    private static String user;

    @BeforeAll
    static void start() throws InterruptedException {
        workspace = new Workspace();
        provider = DevelopmentProvider.in(folder);
        server = RunningServer.with(
                provider,
                workspace,
                Map.of("JWT_EXCHANGE_AUDIENCES", OLD_AUDIENCE + ", second", "JWT_ID_TOKEN_CLIENTS", "client_1"));
        user = provider.member("somebody@example.com", "org_a");
    }

    @AfterAll
    static void stop() {
        server.close();
        provider.close();
        workspace.close();
    }

    private static String token(Map<String, Object> claims) {
        return provider.token(Map.of("sub", user, "claims", claims));
    }

    private static HttpResponse<String> exchange(String token, String audience) {
        return server.post(
                EXCHANGE,
                token,
                Map.of("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange", "audience", audience));
    }

    @ParameterizedTest
    @ValueSource(strings = {OLD_AUDIENCE, "second"})
    void aTokenExchangedForAnyExchangeAudienceOpensTheRoutes(String audience) {
        var answer = exchange(token(Map.of("aud", RunningServer.MCP_AUDIENCE)), audience);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        String exchanged = RunningServer.json(answer).path("access_token").asText();
        assertThat(server.get("/v1/notes", exchanged).statusCode()).isEqualTo(200);
        assertThat(server.post("/v1/notes", exchanged, Map.of("title", "A")).statusCode())
                .isEqualTo(201);
    }

    @Test
    void anExchangeAudienceIsNoAudienceOfTheProvidersTokens() {
        assertThat(server.get("/v1/notes", token(Map.of("aud", OLD_AUDIENCE))).statusCode())
                .isEqualTo(401);
        assertThat(exchange(token(Map.of("aud", RunningServer.AUDIENCE)), RunningServer.AUDIENCE)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void anIdTokenAsksForTheTenantAndOpensNothingElse() {
        var claims = new HashMap<String, Object>(Map.of("aud", "client_1", "nonce", "n-0S6", "at_hash", "MTIz"));
        String idToken = token(claims);

        var answer = server.get(TENANT, idToken);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(RunningServer.json(answer).path("tenant_id").asText()).isEqualTo("org_a");
        for (String path : List.of("/v1/notes", "/v1/keys", "/v1/auth/key", "/v1/audit", "/v1/sync/state")) {
            assertThat(server.get(path, idToken).statusCode()).as(path).isEqualTo(401);
        }
        assertThat(exchange(idToken, OLD_AUDIENCE).statusCode()).isEqualTo(401);
        claims.put("aud", "client_2");
        assertThat(server.get(TENANT, token(claims)).statusCode()).isEqualTo(401);
        claims.put("aud", RunningServer.AUDIENCE);
        assertThat(server.get(TENANT, token(claims)).statusCode()).isEqualTo(401);
        assertThat(server.get(TENANT, token(Map.of("aud", "client_1"))).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer", "BEARER", "Bearer"})
    void theSchemeIsReadWithoutRegardToCase(String scheme) {
        assertThat(authorized(scheme + " " + token(Map.of("aud", RunningServer.AUDIENCE))))
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Bearer", "Bearer  %s", "Bearer\t%s", "Bearer Bearer %s", "Bearer %s, Bearer %s", "Basic %s"})
    void anotherSpellingIsNoCredential(String form) {
        assertThat(authorized(form.replace("%s", token(Map.of("aud", RunningServer.AUDIENCE)))))
                .isEqualTo(401);
    }

    @Test
    void aTokenOf16KiBIsTakenAndALongerOneIsToldSo() {
        String grouped = token(Map.of("aud", RunningServer.AUDIENCE, "groups", groups(300)));
        assertThat(grouped.length()).isBetween(12_000, 16_384);
        assertThat(server.get("/v1/notes", grouped).statusCode()).isEqualTo(200);

        var refused = server.get("/v1/notes", token(Map.of("aud", RunningServer.AUDIENCE, "groups", groups(420))));

        assertThat(refused.statusCode()).isEqualTo(431);
        assertThat(refused.body()).contains("headers_too_large", "the token is longer than 16384 characters");
    }

    private static List<String> groups(int count) {
        return java.util.stream.IntStream.range(0, count)
                .mapToObj(number -> String.format(Locale.ROOT, "00000000-0000-4000-8000-%012d", number))
                .toList();
    }

    private static int authorized(String header) {
        return server.send("GET /v1/notes", "", Optional.empty(), "Authorization", header)
                .statusCode();
    }
}
