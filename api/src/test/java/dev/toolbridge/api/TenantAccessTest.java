package dev.toolbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.access.DevelopmentProvider;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The tenants that users may select, by the identity provider's memberships.
class TenantAccessTest {
    private static final String TENANT = "X-TB-Tenant-ID";
    private static final String MISSING = "Unauthorized: missing tenant header\n";
    private static final String NOT_AUTHORIZED = "Unauthorized: not authorized for requested tenant\n";

    private static Workspace workspace;

    @TempDir
    Path folder;

    private DevelopmentProvider provider;
    private RunningServer server;

    @BeforeAll
    static void createDatabase() {
        workspace = new Workspace();
    }

    @AfterAll
    static void closeDatabase() {
        workspace.close();
    }

    @BeforeEach
    void start() throws InterruptedException {
        provider = DevelopmentProvider.in(folder);
        server = RunningServer.with(provider, workspace, Map.of());
    }

    @AfterEach
    void stop() {
        server.close();
        provider.close();
    }

    @Test
    void aMemberOfOneOrganisationNeedsNoHeader() {
        String ada = provider.member("ada@example.com", "org_a");

        assertThat(notes(token(ada)).statusCode()).isEqualTo(200);
        assertThat(notes(token(ada), TENANT, "org_a").statusCode()).isEqualTo(200);
    }

    @Test
    void case26AMemberOfSeveralMustSay() {
        String ada = provider.member("ada@example.com", "org_a", "org_b");

        var answer = notes(token(ada));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo(MISSING);
        assertThat(notes(token(ada), TENANT, "").body()).isEqualTo(MISSING);
        assertThat(notes(token(ada), TENANT, "org_a,org_b").statusCode()).isEqualTo(400);
        assertThat(notes(token(ada), TENANT, "org_a", TENANT, "org_b").statusCode())
                .isEqualTo(400);
        assertThat(notes(token(ada), TENANT, "org_b").statusCode()).isEqualTo(200);
    }

    @Test
    void case27AnotherTenantIsRefusedWhetherItIsThereOrNot() {
        String ada = provider.member("ada@example.com", "org_a");
        provider.member("bob@example.com", "org_b");

        for (String other : List.of("org_b", "org_nobody", "' OR 1=1 --", "tenant_other")) {
            var answer = notes(token(ada), TENANT, other);
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).isEqualTo(NOT_AUTHORIZED);
        }
    }

    @Test
    void case28TheDefaultTenantIsForUsersWithoutAnOrganisation() {
        String ada = provider.member("ada@example.com", "org_a");
        String bob = provider.member("bob@example.com");

        assertThat(notes(token(bob)).statusCode()).isEqualTo(200);
        assertThat(notes(token(bob), TENANT, RunningServer.DEFAULT_TENANT).statusCode())
                .isEqualTo(200);
        assertThat(notes(token(ada), TENANT, RunningServer.DEFAULT_TENANT).body())
                .isEqualTo(NOT_AUTHORIZED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending", "inactive"})
    void case29AMembershipThatIsNotActiveIsNone(String status) {
        String ada = provider.member("ada@example.com", "org_a");
        provider.control("PUT", "/memberships", Map.of("user_id", ada, "organization_id", "org_a", "status", status));

        assertThat(notes(token(ada), TENANT, "org_a").statusCode()).isEqualTo(403);
    }

    @Test
    void case31TheTokensTenantIsTheOnlyOne() {
        String ada = provider.member("ada@example.com", "org_a", "org_b");
        String bound = token(ada, "org_id", "org_a");

        assertThat(notes(bound).statusCode()).isEqualTo(200);
        assertThat(notes(bound, TENANT, "org_a").statusCode()).isEqualTo(200);
        assertThat(notes(bound, TENANT, "org_b").statusCode()).isEqualTo(403);
        assertThat(notes(token(ada, "org_id", "org_c")).statusCode()).isEqualTo(403);
    }

    @Test
    void case34WhoIsKnownStaysAndWhoIsNotHearsThatItCannotBeTold() {
        String ada = provider.member("ada@example.com", "org_a");
        String bob = provider.member("bob@example.com", "org_b");
        assertThat(notes(token(ada), TENANT, "org_a").statusCode()).isEqualTo(200);

        for (String fault : List.of("down", "rate-limited", "malformed", "odd", "redirect")) {
            provider.fault("memberships", fault);
            assertThat(notes(token(ada), TENANT, "org_a").statusCode()).isEqualTo(200);
            var answer = notes(token(bob), TENANT, "org_b");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }
    }

    @Test
    void case38WithoutAKeyThereIsOnlyTheDefaultTenant() throws InterruptedException {
        String ada = provider.member("ada@example.com", "org_a");
        try (var closed = RunningServer.with(provider, workspace, Map.of("WORKOS_API_KEY", ""))) {
            assertThat(closed.get("/v1/notes", token(ada)).statusCode()).isEqualTo(200);
            assertThat(closed.get("/v1/notes", token(ada), TENANT, "org_a").statusCode())
                    .isEqualTo(403);
            assertThat(closed.get("/v1/notes", token(ada, "org_id", "org_a")).statusCode())
                    .isEqualTo(403);
            var choice = closed.get("/v1/auth/tenant", token(ada));
            assertThat(choice.statusCode()).isEqualTo(503);
            assertThat(choice.body()).contains("WorkOS tenant resolution not configured");
        }
    }

    @Test
    void aServerForOneTenantRefusesAllOthers() throws InterruptedException {
        String ada = provider.member("ada@example.com", "org_a", "org_b");
        try (var only = RunningServer.with(provider, workspace, Map.of("TENANT_ID", "org_a"))) {
            assertThat(only.get("/v1/notes", token(ada)).statusCode()).isEqualTo(200);
            assertThat(only.get("/v1/notes", token(ada), TENANT, "org_b").statusCode())
                    .isEqualTo(403);
            assertThat(only.get("/v1/notes", token(ada, "org_id", "org_b")).statusCode())
                    .isEqualTo(403);
            assertThat(only.get("/v1/notes", RunningServer.ownersToken("u", Optional.of("org_b")))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(RunningServer.json(only.get("/v1/auth/tenant", token(ada)))
                            .path("tenant_id")
                            .asText())
                    .isEqualTo("org_a");
        }
    }

    @Test
    void whatCanBeChosenIsTold() {
        String ada = provider.member("ada@example.com", "org_a", "org_b");
        String bob = provider.member("bob@example.com", "org_b");
        String cleo = provider.member("cleo@example.com");

        var several = choice(token(ada));
        assertThat(several.path("tenant_id").asText("missing")).isEmpty();
        assertThat(several.path("requires_selection").asBoolean()).isTrue();
        assertThat(several.path("organizations").findValuesAsText("id")).containsExactly("org_a", "org_b");
        assertThat(several.path("organizations").findValuesAsText("name")).containsExactly("The org_a", "The org_b");
        var one = choice(token(bob));
        assertThat(one.path("tenant_id").asText()).isEqualTo("org_b");
        assertThat(one.path("organization_name").asText()).isEqualTo("The org_b");
        assertThat(one.path("requires_selection").asBoolean(true)).isFalse();
        var none = choice(token(cleo));
        assertThat(none.path("tenant_id").asText()).isEqualTo(RunningServer.DEFAULT_TENANT);
        assertThat(none.path("organization_name").asText()).isEqualTo("ThinkPen");
        assertThat(choice(token(ada, "org_id", "org_b")).path("tenant_id").asText())
                .isEqualTo("org_b");
    }

    @Test
    void twoTenantsAreTwoWorldsForOneUser() {
        String ada = provider.member("ada@example.com", "org_a", "org_b");
        String uid = RunningServer.json(server.post("/v1/notes", token(ada), Map.of("title", "A"), TENANT, "org_a"))
                .path("uid")
                .asText();

        assertThat(notes(token(ada), TENANT, "org_b").body()).doesNotContain(uid);
        assertThat(server.get("/v1/notes/" + uid, token(ada), TENANT, "org_b").statusCode())
                .isEqualTo(404);
        assertThat(server.get("/v1/notes/" + uid, token(ada), TENANT, "org_a").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aGuestOnlyReads() {
        String ada = provider.member("ada@example.com", "org_a");
        for (String role : List.of("guest", "a role of their own")) {
            provider.control("PUT", "/memberships", Map.of("user_id", ada, "organization_id", "org_a", "role", role));
            assertThat(notes(token(ada)).statusCode()).isEqualTo(200);
            var refused = server.post("/v1/notes", token(ada), Map.of("title", "A"));
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .contains("insufficient_scope", "notes:write");
        }
    }

    @Test
    void case32AWebhookPutsSomebodyOutAtOnce() {
        provider.control(
                "PUT",
                "/webhooks",
                Map.of(
                        "url",
                        "http://127.0.0.1:" + server.port() + "/v1/webhooks/workos",
                        "secret",
                        DevelopmentProvider.WEBHOOK_SECRET));
        String ada = provider.member("ada@example.com", "org_a");
        assertThat(notes(token(ada), TENANT, "org_a").statusCode()).isEqualTo(200);

        provider.control("DELETE", "/memberships", Map.of("user_id", ada, "organization_id", "org_a"));

        long start = System.nanoTime();
        while (notes(token(ada), TENANT, "org_a").statusCode() == 200) {
            assertThat(System.nanoTime() - start)
                    .isLessThan(java.time.Duration.ofSeconds(5).toNanos());
        }
        assertThat(notes(token(ada), TENANT, "org_a").body()).isEqualTo(NOT_AUTHORIZED);
    }

    @Test
    void case33OnlyGenuineWebhooksCount() {
        provider.control(
                "PUT",
                "/webhooks",
                Map.of("url", "http://127.0.0.1:" + server.port() + "/v1/webhooks/workos", "secret", "not the secret"));
        assertThat(delivered("{\"id\":\"event_1\"}", System.currentTimeMillis()))
                .isEqualTo(401);
        provider.control(
                "PUT",
                "/webhooks",
                Map.of(
                        "url",
                        "http://127.0.0.1:" + server.port() + "/v1/webhooks/workos",
                        "secret",
                        DevelopmentProvider.WEBHOOK_SECRET));
        long now = System.currentTimeMillis();
        assertThat(delivered("{\"id\":\"event_1\",\"event\":\"unknown\"}", now)).isEqualTo(200);
        assertThat(delivered("{\"id\":\"event_1\",\"event\":\"unknown\"}", now)).isEqualTo(200);
        assertThat(delivered("{\"id\":\"event_1\"}", now - 200_000)).isEqualTo(401);
        assertThat(delivered("{\"id\":\"event_1\"}", now + 200_000)).isEqualTo(401);
        assertThat(delivered("not json", now)).isEqualTo(400);
        assertThat(delivered("\"" + "x".repeat(5_000_000) + "\"", now)).isEqualTo(413);
        assertThat(server.get("/v1/webhooks/workos", "").statusCode()).isEqualTo(405);
    }

    private int delivered(String body, long timestampMs) {
        return provider.control("POST", "/webhooks", Map.of("body", body, "timestamp_ms", timestampMs))
                .path("status")
                .asInt();
    }

    private com.fasterxml.jackson.databind.JsonNode choice(String token) {
        return RunningServer.json(server.get("/v1/auth/tenant", token));
    }

    private HttpResponse<String> notes(String token, String... headers) {
        return server.get("/v1/notes", token, headers);
    }

    private String token(String user, String... claims) {
        var all = new java.util.HashMap<String, Object>(Map.of("aud", RunningServer.AUDIENCE));
        for (int index = 0; index < claims.length; index += 2) {
            all.put(claims[index], claims[index + 1]);
        }
        return provider.token(Map.of("sub", user, "claims", all));
    }
}
