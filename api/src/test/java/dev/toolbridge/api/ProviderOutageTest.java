package dev.toolbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.access.DevelopmentProvider;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The answers to callers while the identity provider is away, as `docs/operations.md` lists them.
class ProviderOutageTest {
    private static final String TENANT = "org_a";

    /// The provider's two seconds, and a margin for a busy machine.
    private static final Duration ANSWER_MAX = Duration.ofSeconds(4);

    @TempDir
    private static Path folder;

    private static Workspace workspace;
    private static DevelopmentProvider provider;

    private RunningServer server;
    private String known;
    private String unknown;

    @BeforeAll
    static void startProvider() {
        workspace = new Workspace();
        provider = DevelopmentProvider.in(folder);
    }

    @AfterAll
    static void stopProvider() {
        provider.close();
        workspace.close();
    }

    @BeforeEach
    void start() throws InterruptedException {
        server = RunningServer.with(provider, workspace, Map.of());
        known = token(provider.member(UUID.randomUUID() + "@example.com", TENANT));
        unknown = token(provider.member(UUID.randomUUID() + "@example.com", TENANT));
    }

    @AfterEach
    void stop() {
        server.close();
        provider.heal();
    }

    @ParameterizedTest
    @ValueSource(strings = {"down", "slow", "rate-limited", "malformed", "odd", "redirect"})
    void whileMembershipsCannotBeHad(String fault) {
        assertThat(notes(known).statusCode()).isEqualTo(200);
        String key = RunningServer.json(
                        server.post("/v1/keys", known, Map.of("name", "mine"), "X-TB-Tenant-ID", TENANT))
                .path("key")
                .asText();
        provider.fault("memberships", fault);

        assertThat(notes(known).statusCode()).isEqualTo(200);
        assertThat(notes(key).statusCode()).isEqualTo(200);
        assertThat(server.get("/v1/notes", RunningServer.ownersToken("owner")).statusCode())
                .isEqualTo(200);
        long startNs = System.nanoTime();
        assertAway(notes(unknown));
        assertThat(Duration.ofNanos(System.nanoTime() - startNs)).isLessThan(ANSWER_MAX);
        assertAway(server.get("/v1/auth/tenant", unknown));
        assertAway(server.get("/v1/notes", unknown));
    }

    @ParameterizedTest
    @ValueSource(strings = {"down", "slow", "malformed", "redirect"})
    void whileKeysCannotBeHad(String fault) throws InterruptedException {
        assertThat(notes(known).statusCode()).isEqualTo(200);
        provider.fault("keys", fault);

        assertThat(notes(unknown).statusCode()).isEqualTo(200);
        try (var newcomer = RunningServer.with(provider, workspace, Map.of())) {
            assertAway(newcomer.get("/v1/notes", known, "X-TB-Tenant-ID", TENANT));
            assertThat(newcomer.get("/v1/notes", RunningServer.ownersToken("owner"))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void whenItIsBackNobodyHasToWaitLong() {
        provider.fault("memberships", "down");
        assertAway(notes(unknown));

        provider.heal();

        assertThat(notes(unknown).statusCode()).isEqualTo(200);
    }

    private static void assertAway(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Integer.parseInt(answer.headers().firstValue("Retry-After").orElseThrow()))
                .isPositive();
        assertThat(answer.body()).contains("the identity provider is unavailable");
    }

    private HttpResponse<String> notes(String credential) {
        return server.get("/v1/notes", credential, "X-TB-Tenant-ID", TENANT);
    }

    private String token(String user) {
        return provider.token(Map.of("sub", user, "claims", Map.of("aud", RunningServer.AUDIENCE)));
    }
}
