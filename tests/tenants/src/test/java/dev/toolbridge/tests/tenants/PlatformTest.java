package dev.toolbridge.tests.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Tenants from their order to their end, on one machine.
class PlatformTest {
    private static RunningPlatform platform;

    @BeforeAll
    static void start() {
        platform = RunningPlatform.open();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void aTenantServesItsUsersAndNoOthers() {
        Instant begun = Instant.now();
        RunningTenant acme = platform.tenant("acme-one");
        System.out.println(
                "A tenant took " + Duration.between(begun, Instant.now()).toMillis() + " ms");
        RunningTenant beta = platform.tenant("beta-one");
        String ada = acme.user("ada@example.com");
        String bob = beta.user("bob@example.com");

        assertThat(acme.note(acme.apiToken(ada), "Ours").status()).isEqualTo(201);
        assertThat(acme.initialize(acme.mcpToken(ada)).status()).isEqualTo(200);
        assertThat(beta.notes(beta.apiToken(bob)).body()).doesNotContain("Ours");
        assertThat(beta.notes(acme.apiToken(ada)).status()).isIn(401, 403);
        assertThat(acme.notes(platform.token(
                                bob, beta.organization(), acme.server().address() + "/v1"))
                        .status())
                .isIn(401, 403);
        assertThat(acme.initialize(beta.mcpToken(bob)).status()).isIn(401, 403);
    }
}
