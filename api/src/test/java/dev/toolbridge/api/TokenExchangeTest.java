package dev.toolbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.SignedJWT;
import dev.toolbridge.api.access.DevelopmentProvider;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The exchange of the identity provider's token for one of ours.
class TokenExchangeTest {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String PATH = "/auth/token-exchange";
    private static final String SIDECAR_SECRET = "the-sidecars-own-secret";

    @TempDir
    static Path folder;

    private static Workspace workspace;
    private static DevelopmentProvider provider;
    private static RunningServer server;
    private static int users;

    @BeforeAll
    static void start() throws InterruptedException {
        workspace = new Workspace();
        provider = DevelopmentProvider.in(folder);
        server = RunningServer.with(provider, workspace, Map.of("EXCHANGE_CLIENT_SECRET", SIDECAR_SECRET));
    }

    @AfterAll
    static void stop() {
        server.close();
        provider.close();
        workspace.close();
    }

    @Test
    void aTokenForTheMcpServerOpensNothingButIsExchanged() {
        String ada = newUser("org_a");
        String token = token(ada, Map.of("aud", RunningServer.MCP_AUDIENCE));
        assertThat(server.get("/v1/notes", token).statusCode()).isEqualTo(401);
        assertThat(server.get("/v1/auth/tenant", token).statusCode()).isEqualTo(200);

        var answer = exchange(token, Map.of());

        assertThat(answer.path("issued_token_type").asText())
                .isEqualTo("urn:ietf:params:oauth:token-type:access_token");
        assertThat(answer.path("token_type").asText()).isEqualTo("Bearer");
        assertThat(server.get("/v1/notes", answer.path("access_token").asText()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void theNewTokenIsTheSameUserAndSaysWhatItCameFrom() throws ParseException {
        String ada = newUser("org_a");
        String token = token(
                ada,
                Map.of("aud", RunningServer.AUDIENCE, "sid", "session_1", "client_id", "client_1", "org_id", "org_a"));
        String uid = RunningServer.json(server.post("/v1/notes", token, Map.of("title", "A")))
                .path("uid")
                .asText();

        String exchanged = exchange(token, Map.of()).path("access_token").asText();

        assertThat(server.get("/v1/notes/" + uid, exchanged).statusCode()).isEqualTo(200);
        var claims = SignedJWT.parse(exchanged).getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo("toolbridge-api");
        assertThat(claims.getStringClaim("original_iss")).isEqualTo(provider.address());
        assertThat(claims.getStringClaim("exchanged_from")).isEqualTo("mcp_oauth");
        assertThat(claims.getAudience()).containsExactly(RunningServer.AUDIENCE);
        assertThat(claims.getStringClaim("org_id")).isEqualTo("org_a");
        assertThat(claims.getStringClaim("sid")).isEqualTo("session_1");
        assertThat(claims.getStringClaim("client_id")).isEqualTo("client_1");
        assertThat(claims.getClaim("act")).isNull();
    }

    @Test
    void case17OurOwnTokensAreNotExchanged() {
        String ada = newUser("org_a");
        String backend = exchange(token(ada), Map.of()).path("access_token").asText();

        for (String own : List.of(backend, RunningServer.ownersToken("user"))) {
            var refused = server.post(PATH, own, Map.of("grant_type", GRANT, "audience", RunningServer.AUDIENCE));
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(code(refused)).isEqualTo("invalid_request");
        }
    }

    @Test
    void case18WhatIsAskedMustBeRight() {
        String token = token(newUser("org_a"));

        var target = server.post(PATH, token, Map.of("grant_type", GRANT, "audience", "https://other.example"));
        assertThat(target.statusCode()).isEqualTo(400);
        assertThat(code(target)).isEqualTo("invalid_target");
        assertThat(error(server.post(PATH, token, Map.of("grant_type", GRANT)))).isEqualTo("Missing audience");
        assertThat(error(server.post(PATH, token, Map.of("grant_type", "password"))))
                .isEqualTo("Invalid grant_type. Expected: " + GRANT);
        assertThat(error(server.send("POST " + PATH, token, Optional.of("not json"))))
                .isEqualTo("Invalid request body");
        assertThat(error(server.send("POST " + PATH, token, Optional.of("[]")))).isEqualTo("Invalid request body");
        assertThat(server.send("POST " + PATH, "", Optional.of("{}")).statusCode())
                .isEqualTo(401);
    }

    /// Another token in the body would be ignored silently, and the answer would concern another user.
    @Test
    void theTokenInTheBodyIsTheOneThatSigns() {
        String token = token(newUser("org_a"));
        String other = token(newUser("org_a"));

        for (String name : List.of("subject_token", "actor_token")) {
            assertThat(refused(token, Map.of(name, token)).statusCode()).isEqualTo(200);
            assertThat(refused(token, Map.of(name, "")).statusCode()).isEqualTo(200);
            assertThat(error(refused(token, Map.of(name, other)))).startsWith(name + " must be the token");
            assertThat(error(refused(token, Map.of(name, token + " ")))).startsWith(name);
            assertThat(error(refused(token, Map.of(name, List.of(other))))).isEqualTo(name + " must be a text");
        }
        String form = "grant_type=" + GRANT.replace(":", "%3A") + "&audience=https%3A%2F%2Fapi.example&subject_token=x";
        assertThat(error(server.send(
                        "POST " + PATH, token, Optional.of(form), "Content-Type", "application/x-www-form-urlencoded")))
                .startsWith("subject_token");
    }

    /// Read as absent, either would bring a token of another kind, or of more rights, than was asked for.
    @Test
    void aWishThatCannotBeGrantedIsRefused() {
        String token = token(newUser("org_a"));
        String type = "urn:ietf:params:oauth:token-type:";

        assertThat(error(refused(token, Map.of("scope", "")))).startsWith("scope must name a scope");
        assertThat(error(refused(token, Map.of("scope", "  ")))).startsWith("scope must name a scope");
        assertThat(error(refused(token, Map.of("requested_token_type", type + "id_token"))))
                .startsWith("requested_token_type must be");
        for (String given : List.of("", type + "jwt", type + "access_token")) {
            assertThat(refused(token, Map.of("requested_token_type", given)).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void formsAreTakenAsTheStandardHasThem() {
        String form = "grant_type=" + GRANT.replace(":", "%3A") + "&audience=https%3A%2F%2Fapi.example";

        var answer = server.send(
                "POST " + PATH,
                token(newUser("org_a")),
                Optional.of(form),
                "Content-Type",
                "application/x-www-form-urlencoded");

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void itLivesAsLongAsIsAskedButNeverLongerThanTheOneBefore() {
        String ada = newUser("org_a");
        long now = Instant.now().getEpochSecond();
        String longer = token(ada, Map.of("aud", RunningServer.AUDIENCE, "exp", now + 90_000));

        assertThat(seconds(exchange(longer, Map.of()))).isEqualTo(3_600);
        assertThat(seconds(exchange(longer, Map.of("expires_in", 120)))).isEqualTo(120);
        assertThat(seconds(exchange(longer, Map.of("expires_in", 90_000)))).isEqualTo(3_600);
        String shorter = token(ada, Map.of("aud", RunningServer.AUDIENCE, "exp", now + 60));
        assertThat(seconds(exchange(shorter, Map.of()))).isBetween(50L, 60L);
    }

    @Test
    void onlyTheSidecarThatProvesItselfActs() throws ParseException {
        String token = token(newUser("org_a"));
        var proof = Map.<String, Object>of("client_id", "mcp-sidecar", "client_secret", SIDECAR_SECRET);

        var answer = exchange(token, proof);

        assertThat(seconds(answer)).isEqualTo(300);
        assertThat(SignedJWT.parse(answer.path("access_token").asText())
                        .getJWTClaimsSet()
                        .getJSONObjectClaim("act"))
                .containsEntry("sub", "mcp-sidecar");
        for (var bad : List.of(
                Map.<String, Object>of("client_id", "mcp-sidecar", "client_secret", "wrong"),
                Map.<String, Object>of("client_id", "mcp-sidecar"),
                Map.<String, Object>of("client_secret", SIDECAR_SECRET),
                Map.<String, Object>of("client_id", "another", "client_secret", SIDECAR_SECRET))) {
            assertThat(refused(token, bad).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void theTenantIsAuthorisedBeforeItIsBound() {
        String ada = newUser("org_a");
        String token = token(ada);
        var body = Map.of("grant_type", GRANT, "audience", RunningServer.AUDIENCE);

        assertThat(server.post(PATH, token, body, "X-TB-Tenant-ID", "org_b").statusCode())
                .isEqualTo(403);
        String bound = RunningServer.json(server.post(PATH, token, body, "X-TB-Tenant-ID", "org_a"))
                .path("access_token")
                .asText();
        assertThat(server.get("/v1/notes", bound, "X-TB-Tenant-ID", "org_b").statusCode())
                .isEqualTo(403);
        assertThat(server.get("/v1/notes", bound).statusCode()).isEqualTo(200);
    }

    @Test
    void scopesOnlyGetFewer() {
        String ada = newUser("org_a");
        String narrow = token(ada, Map.of("aud", RunningServer.AUDIENCE, "scope", "openid notes:read notes:write"));

        String reading = exchange(narrow, Map.of("scope", "read:notes"))
                .path("access_token")
                .asText();
        assertThat(server.get("/v1/notes", reading).statusCode()).isEqualTo(200);
        assertThat(server.post("/v1/notes", reading, Map.of("title", "A")).statusCode())
                .isEqualTo(403);
        String same = exchange(narrow, Map.of()).path("access_token").asText();
        assertThat(server.post("/v1/notes", same, Map.of("title", "A")).statusCode())
                .isEqualTo(201);
        assertThat(server.get("/v1/tasks", same).statusCode()).isEqualTo(403);
        assertThat(refused(narrow, Map.of("scope", "tasks:read")).statusCode()).isEqualTo(400);
        assertThat(refused(narrow, Map.of("scope", "nonsense")).statusCode()).isEqualTo(400);
    }

    @Test
    void exchangesAreLimitedForEachUser() {
        String ada = token(newUser("org_a"));
        HttpResponse<String> last = refused(ada, Map.of());
        for (int more = 0; more < 25 && last.statusCode() != 429; more++) {
            last = refused(ada, Map.of());
        }

        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.headers().firstValue("Retry-After")).isPresent();
        assertThat(last.headers().firstValue("X-RateLimit-Limit")).contains("60");
        assertThat(last.headers().firstValue("X-RateLimit-Burst")).contains("20");
        assertThat(last.headers().firstValue("X-RateLimit-Remaining")).contains("0");
        assertThat(last.body()).contains("Rate limit exceeded. Please retry after");
        assertThat(server.get("/v1/notes", ada).statusCode()).isEqualTo(200);
        assertThat(exchange(token(newUser("org_a")), Map.of()).has("access_token"))
                .isTrue();
    }

    @Test
    void ourKeysArePublishedWithoutTheirSecrets() {
        var answer = server.get("/.well-known/jwks.json", "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"keys\":[]}");
    }

    private static String newUser(String organization) {
        users++;
        return provider.member("user" + users + "@example.com", organization);
    }

    private static JsonNode exchange(String token, Map<String, ?> more) {
        var answer = refused(token, more);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return RunningServer.json(answer);
    }

    private static HttpResponse<String> refused(String token, Map<String, ?> more) {
        var body = new HashMap<String, Object>(Map.of("grant_type", GRANT, "audience", RunningServer.AUDIENCE));
        body.putAll(more);
        return server.post(PATH, token, body);
    }

    private static long seconds(JsonNode answer) {
        return answer.path("expires_in").asLong();
    }

    private static String code(HttpResponse<String> response) {
        return RunningServer.json(response).path("code").asText();
    }

    private static String error(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(400);
        return RunningServer.json(response).path("error").asText();
    }

    private static String token(String user) {
        return token(user, Map.of("aud", RunningServer.AUDIENCE));
    }

    private static String token(String user, Map<String, Object> claims) {
        return provider.token(Map.of("sub", user, "claims", claims));
    }
}
