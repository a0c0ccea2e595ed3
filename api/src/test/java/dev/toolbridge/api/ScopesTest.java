package dev.toolbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.api.access.DevelopmentProvider;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.contract.scope.Scope;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The rights of a user under the scopes of a token: never more than the scopes.
class ScopesTest {
    @TempDir
    static java.nio.file.Path folder;

    private static Workspace workspace;
    private static DevelopmentProvider provider;
    private static RunningServer server;
    private static String user;

    @BeforeAll
    static void start() throws InterruptedException {
        workspace = new Workspace();
        provider = DevelopmentProvider.in(folder);
        server = RunningServer.with(provider, workspace, Map.of("SCOPES_IGNORED", "access_as_user"));
        user = provider.member("scopes@example.com", "org_a");
    }

    @AfterAll
    static void stop() {
        server.close();
        provider.close();
        workspace.close();
    }

    private static String token(String claim, Object scopes) {
        return token(user, claim, scopes);
    }

    private static String token(String subject, String claim, Object scopes) {
        return provider.token(Map.of(
                "sub", subject, "claims", Map.of("aud", RunningServer.AUDIENCE, "org_id", "org_a", claim, scopes)));
    }

    private static int reads(String token) {
        return server.get("/v1/notes", token).statusCode();
    }

    private static int writes(String token) {
        return server.post("/v1/notes", token, Map.of("title", "A")).statusCode();
    }

    static Stream<Object> unknown() {
        return Stream.of(
                "deployments:read",
                "boards:read",
                "branches:create",
                "note:read",
                "read:note",
                "*:*",
                "*:write",
                "notes:*",
                "Notes:Read",
                "phone",
                "openid deployments:read offline_access",
                List.of("deployments:read"),
                List.of("openid", "User.Read"));
    }

    @ParameterizedTest
    @MethodSource("unknown")
    void aTokenOfUnknownScopesMayNothing(Object scopes) {
        for (String claim : List.of("scope", "scp")) {
            String token = token(claim, scopes);
            assertThat(reads(token)).isEqualTo(403);
            assertThat(writes(token)).isEqualTo(403);
            assertThat(server.get("/v1/keys", token).statusCode()).isEqualTo(403);
            assertThat(server.get("/v1/sync/changes?latest=true", token).statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void anOwnersTokenOfUnknownScopesMayNothingEither() {
        String token = RunningServer.ownersToken("somebody", "deployments:read");

        assertThat(reads(token)).isEqualTo(403);
        assertThat(writes(token)).isEqualTo(403);
        assertThat(server.get("/v1/keys", token).statusCode()).isEqualTo(403);
    }

    @Test
    void knownScopesInEitherClaimNarrow() {
        for (String token : List.of(
                token("scp", List.of("read:notes")), token("scp", "notes:read"), token("scope", "notes:read x:y"))) {
            assertThat(reads(token)).isEqualTo(200);
            assertThat(writes(token)).isEqualTo(403);
        }
    }

    /// Keys that name the types of the first release one by one lose nothing when types are added.
    @Test
    void theFeedOfAllTypesShowsThoseThatATokenNames() {
        String device = provider.member("device@example.com", "org_a");
        String firsts =
                Entities.FIRST.stream().map(type -> Scope.read(type.plural())).collect(Collectors.joining(" "));
        String first = token(device, "scope", "sync " + firsts);
        String whole = token(device, "scope", "sync *:read milestones:write tasks:write");
        server.post("/v1/milestones", whole, Map.of("title", "M"));
        server.post("/v1/tasks", whole, Map.of("title", "T"));

        for (String query : List.of("", "?latest=true")) {
            assertThat(feed(first, query).path("upserts").toString())
                    .contains("\"task\"")
                    .doesNotContain("milestone");
            assertThat(feed(whole, query).path("upserts").toString()).contains("\"task\"", "\"milestone\"");
        }
        String part = "?cursor=" + feed(first, "").path("nextCursor").asText();
        String all = "?cursor=" + feed(whole, "").path("nextCursor").asText();
        assertThat(feed(first, part).path("upserts")).isEmpty();
        assertThat(feed(first, all).path("upserts")).isEmpty();
        assertThat(changes(whole, part).statusCode())
                .as("a cursor beyond which milestones were hidden")
                .isEqualTo(400);
        String fewer = token(device, "scope", "sync " + firsts.replace("notes:read", "milestones:read"));
        assertThat(changes(fewer, "").statusCode()).isEqualTo(403);
    }

    private static JsonNode feed(String token, String query) {
        var answer = changes(token, query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return RunningServer.json(answer);
    }

    private static HttpResponse<String> changes(String token, String query) {
        String session = RunningServer.json(server.post("/v1/sync/sessions", token, Map.of()))
                .path("id")
                .asText();
        return server.get("/v1/sync/changes" + query, token, "X-Sync-Session", session, "X-Sync-Epoch", "1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"openid profile email offline_access", "access_as_user", "access_as_user openid"})
    void scopesOfALoginAndThoseOfTheSettingNarrowNothing(String scopes) {
        assertThat(writes(token("scope", scopes))).isEqualTo(201);
        assertThat(writes(token("scp", List.of(scopes.split(" ", -1))))).isEqualTo(201);
    }

    @Test
    void aClaimThatCannotBeReadIsRefused() {
        for (Object odd : List.of(7, true, Map.of("a", 1), List.of(1), "notes:read\u00e9")) {
            assertThat(reads(token("scope", odd))).as(odd.toString()).isEqualTo(401);
            assertThat(reads(token("scp", odd))).as(odd.toString()).isEqualTo(401);
        }
    }

    @Test
    void whatIsExchangedIsNoWiderThanBefore() {
        String unknown = exchanged(token("scope", "deployments:read openid"), Map.of());
        assertThat(reads(unknown)).isEqualTo(403);
        assertThat(writes(unknown)).isEqualTo(403);
        String narrow = exchanged(token("scp", List.of("*:read")), Map.of("scope", "notes:read read:tasks"));
        assertThat(reads(narrow)).isEqualTo(200);
        assertThat(server.get("/v1/tasks", narrow).statusCode()).isEqualTo(200);
        assertThat(server.get("/v1/comments", narrow).statusCode()).isEqualTo(403);
        assertThat(writes(narrow)).isEqualTo(403);
    }

    @Test
    void anExchangeForUnknownOrUnreadableScopesIsRefused() {
        String whole = token("scope", "openid");
        for (Object scope : List.of(
                "deployments:read",
                "notes:read deployments:read",
                "openid",
                List.of("notes:read"),
                Map.of("notes", "read"),
                7,
                "notes:read\tnotes:write",
                "*:write")) {
            assertThat(exchange(whole, Map.of("scope", scope)).statusCode())
                    .as(scope.toString())
                    .isEqualTo(400);
        }
        assertThat(exchange(token("scope", "notes:read"), Map.of("scope", "*:read"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aKeyMadeWithARightToMakeKeysAloneWouldMayNothingAndIsNotMade() {
        var refused = server.post("/v1/keys", token("scope", "keys:manage"), Map.of("name", "all?"));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("scopes that the caller has");
    }

    private static java.net.http.HttpResponse<String> exchange(String token, Map<String, ?> more) {
        var body = new java.util.HashMap<String, Object>(Map.of(
                "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange", "audience", RunningServer.AUDIENCE));
        body.putAll(more);
        return server.post("/auth/token-exchange", token, body);
    }

    private static String exchanged(String token, Map<String, ?> more) {
        var answer = exchange(token, more);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return RunningServer.json(answer).path("access_token").asText();
    }
}
