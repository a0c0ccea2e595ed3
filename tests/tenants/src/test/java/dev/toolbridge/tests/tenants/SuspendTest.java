package dev.toolbridge.tests.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.process.Times;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A tenant is suspended while its users work, and resumed.
@OnOneTenant
class SuspendTest {
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration EFFECTIVE_MAX = Duration.ofSeconds(1);

    /// The requests under the same load that take as long on a machine that is busy with other work.
    private static final int REQUESTS_MAX = 150;

    @Test
    void usersAreRefusedAtOnceAndMissNothing(RunningTenant tenant) {
        String user = tenant.user("ada@suspended-one.example");
        String token = tenant.apiToken(user);
        try (var load = new UsersAtWork(tenant);
                var listener = new Listener(tenant, token)) {
            Await.until(SOON, listener::isOpen, () -> "no stream");
            assertThat(tenant.note(token, "Before").status()).isEqualTo(201);
            load.await(201, 10);
            Duration request = Times.median(() -> tenant.notes(token));

            long begunNs = System.nanoTime();
            AskedOperation suspended = tenant.changed("suspend", "{\"reason\":\"unpaid\"}");
            Duration took = Duration.ofNanos(System.nanoTime() - begunNs);
            int answered = load.count(201);

            System.out.println("Suspended under load in " + took.toMillis() + " ms");
            assertThat(suspended.status()).isEqualTo("succeeded");
            assertThat(took).isLessThan(Times.longer(EFFECTIVE_MAX, request.multipliedBy(REQUESTS_MAX)));
            assertThat(tenant.status()).isEqualTo("suspended");
            assertThat(tenant.notes(token).at("/code").asText()).isEqualTo("tenant_suspended");
            Await.until(SOON, () -> !listener.isOpen(), () -> "the stream is still open");
            load.await(403, 10);
            assertThat(load.count(201)).isLessThanOrEqualTo(answered + UsersAtWork.CLIENTS);
            assertThat(tenant.initialize(tenant.mcpToken(user)).status()).isEqualTo(403);

            assertThat(tenant.changed("resume", "").status()).isEqualTo("succeeded");
            load.await(201, 10);
            assertThat(tenant.note(token, "After").status()).isEqualTo(201);
            Await.until(SOON, () -> listener.changes().size() == 2, () -> "changes: " + listener.changes());
            assertThat(listener.openings()).isEqualTo(2);
            assertThat(listener.changes().getFirst()).contains("Before");
            assertThat(listener.changes().getLast()).contains("After");
            assertThat(load.statuses()).isSubsetOf(UsersAtWork.NO_ANSWER, 201, 403);
            assertThat(load.count(UsersAtWork.NO_ANSWER)).as("cut").isLessThanOrEqualTo(UsersAtWork.CLIENTS);
        }
    }
}
