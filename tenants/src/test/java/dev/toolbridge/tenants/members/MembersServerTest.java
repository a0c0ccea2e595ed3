package dev.toolbridge.tenants.members;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.identity.RunningProvider;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server between a tenant and a running identity provider.
class MembersServerTest {
    private static final String KEY_A = "tbm_" + "a".repeat(40);
    private static final String KEY_B = "tbm_" + "b".repeat(40);
    private static final String MEMBERSHIPS = "/user_management/organization_memberships";
    private static final String EVENTS =
            "/events?limit=100&events=organization_membership.created&events=organization.deleted&events=user.deleted";

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-27T10:00:00Z"));

    @TempDir
    Path folder;

    private RunningProvider provider;
    private Path keys;
    private MembersServer server;
    private String ada;

    @BeforeEach
    void start() throws IOException {
        provider = RunningProvider.in(Files.createDirectory(folder.resolve("provider")));
        ada = provider.newMember("ada@example.com", "org_a", "org_b");
        provider.newMember("bob@example.com", "org_b");
        keys = folder.resolve("keys");
        KeyFile.write(
                keys, List.of(MemberKey.of(new Secret(KEY_A), "org_a"), MemberKey.of(new Secret(KEY_B), "org_b")));
        server = MembersServer.start(
                MembersConfig.from(new Settings(Map.of(
                        "ENV", "dev",
                        "MEMBERS_ADDR", "127.0.0.1:0",
                        "MEMBERS_KEYS", keys.toString(),
                        "WORKOS_API_KEY", RunningProvider.API_KEY,
                        "WORKOS_API_BASE_URL", provider.address(),
                        "RATE_LIMIT_PER_MINUTE", "60",
                        "RATE_LIMIT_BURST", "30"))),
                now::get);
    }

    @AfterEach
    void stop() {
        server.close();
        provider.close();
        http.close();
    }

    @Test
    void aTenantReadsItsOwnMembersOnly() {
        var own = json(get(KEY_A, MEMBERSHIPS + "?user_id=" + ada + "&statuses=active&limit=100&order=asc"));

        assertThat(own.path("data").findValuesAsText("organization_id")).containsExactly("org_a");
        assertThat(own.path("list_metadata").path("after").isNull()).isTrue();
        assertThat(json(get(KEY_A, MEMBERSHIPS + "?user_id=bob@example.com")).path("data"))
                .isEmpty();
        assertThat(json(get(KEY_A, MEMBERSHIPS + "?organization_id=org_a&user_id=" + ada))
                        .path("data"))
                .hasSize(1);
        assertThat(get(KEY_A, MEMBERSHIPS + "?organization_id=org_b&user_id=" + ada)
                        .statusCode())
                .isEqualTo(403);
        assertThat(get(KEY_A, MEMBERSHIPS + "?organization_id=&user_id=" + ada).statusCode())
                .isEqualTo(403);
        assertThat(get(KEY_A, MEMBERSHIPS + "?organization_id=org_a").statusCode())
                .isEqualTo(400);
        assertThat(get(KEY_A, MEMBERSHIPS + "?user_id=").statusCode()).isEqualTo(400);
    }

    @Test
    void aTenantReadsItsOwnOrganisationOnly() {
        assertThat(json(get(KEY_A, "/organizations/org_a")).path("name").asText())
                .isEqualTo("The org_a");
        for (String other : List.of("org_b", "org_nobody", "external_id", "org_a%2F..%2Forg_b", "..")) {
            assertThat(get(KEY_A, "/organizations/" + other).statusCode())
                    .as(other)
                    .isEqualTo(404);
        }
        assertThat(get(KEY_A, "/organizations").statusCode()).isEqualTo(404);
    }

    @Test
    void aTenantReadsWhatHappenedToItselfOnly() {
        provider.workos().getOrganizations().delete("org_b");

        assertThat(json(get(KEY_A, EVENTS)).path("data").findValuesAsText("organization_id"))
                .containsExactly("org_a");
        assertThat(json(get(KEY_B, EVENTS)).path("data").findValuesAsText("event"))
                .containsExactly(
                        "organization_membership.created", "organization_membership.created", "organization.deleted");
        assertThat(get(KEY_A, EVENTS + "&organization_id=org_b").statusCode()).isEqualTo(400);
        assertThat(get(KEY_A, "/events?events=invitation.created").statusCode()).isEqualTo(400);
        assertThat(get(KEY_A, "/events").statusCode()).isEqualTo(400);
        String first = json(get(KEY_B, EVENTS)).path("data").path(0).path("id").asText();
        assertThat(json(get(KEY_B, EVENTS + "&after=" + first)).path("data")).hasSize(2);
    }

    @Test
    void withoutAKeyNothingIsRead() {
        long before = provider.calls("memberships");
        for (String key : List.of("", "tbm_wrong", RunningProvider.API_KEY, KEY_A + "x")) {
            var answer = get(key, MEMBERSHIPS + "?user_id=" + ada);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        }
        assertThat(send(HttpRequest.newBuilder(at("/organizations/org_a")).GET())
                        .statusCode())
                .isEqualTo(401);
        assertThat(provider.calls("memberships")).isEqualTo(before);
        assertThat(send(HttpRequest.newBuilder(at("/healthz")).GET()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void nothingCanBeChanged() {
        for (String path : List.of(MEMBERSHIPS, "/organizations/org_a", "/events")) {
            for (String method : List.of("POST", "PUT", "DELETE", "PATCH")) {
                var request = HttpRequest.newBuilder(at(path))
                        .header("Authorization", "Bearer " + KEY_A)
                        .method(method, HttpRequest.BodyPublishers.ofString("{}"));
                assertThat(send(request).statusCode()).isEqualTo(405);
            }
        }
    }

    @Test
    void everyFailureIsAClearAnswerInTime() {
        for (String fault : List.of("down", "malformed", "odd", "redirect", "slow", "rate-limited")) {
            provider.faultOnce("memberships", fault);
            var answer = get(KEY_A, MEMBERSHIPS + "?user_id=" + ada);
            assertThat(answer.statusCode()).as(fault).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.body()).contains("unavailable").doesNotContain(ada, "ada@");
            provider.heal();
        }
        assertThat(get(KEY_A, MEMBERSHIPS + "?limit=101&user_id=" + ada).statusCode())
                .isEqualTo(400);
        assertThat(get(KEY_A, MEMBERSHIPS + "?user_id=" + "x".repeat(512)).statusCode())
                .isEqualTo(200);
        assertThat(get(KEY_A, MEMBERSHIPS + "?user_id=" + "x".repeat(513)).statusCode())
                .isEqualTo(400);
        assertThat(get(KEY_A, MEMBERSHIPS + "?user_id=a&user_id=b").statusCode())
                .isEqualTo(400);
    }

    @Test
    void oneTenantsRequestsAreLimitedAndAnothersAreNot() {
        for (int number = 0; number < 30; number++) {
            assertThat(get(KEY_A, "/organizations/org_nobody").statusCode()).isEqualTo(404);
        }

        var refused = get(KEY_A, "/organizations/org_nobody");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(get(KEY_B, "/organizations/org_b").statusCode()).isEqualTo(200);
    }

    @Test
    void aNewKeyIsTakenAndAnOldOneIsNot() throws IOException {
        String fresh = "tbm_" + "c".repeat(40);
        KeyFile.write(keys, List.of(MemberKey.of(new Secret(fresh), "org_a")));
        now.updateAndGet(time -> time.plusSeconds(1));

        assertThat(get(fresh, "/organizations/org_a").statusCode()).isEqualTo(200);
        assertThat(get(KEY_A, "/organizations/org_a").statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> get(String key, String path) {
        return send(HttpRequest.newBuilder(at(path))
                .header("Authorization", "Bearer " + key)
                .GET());
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        try {
            return Json.parse(answer.body().getBytes(StandardCharsets.UTF_8));
        } catch (IOException malformed) {
            throw new AssertionError(answer.body(), malformed);
        }
    }
}
