package dev.toolbridge.tenants.router;

import static dev.toolbridge.tenants.router.TestRouter.inForce;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tenants.router.RouteOutcome.Reason;
import dev.toolbridge.tenants.router.haproxy.HostName;
import dev.toolbridge.tests.process.Times;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A tenant is suspended under load, resumed, and removed; another is not touched.
class SuspendTest {
    private static final Duration EFFECTIVE_MAX = Duration.ofSeconds(1);

    /// The requests under the same load that take as long on a machine that is busy with other work.
    private static final int REQUESTS_MAX = 200;

    private static final Executor THREADS = work -> Thread.ofVirtual().start(work);

    private TestRouter running;
    private TestServer api;
    private UUID tenant;

    @BeforeEach
    void start() {
        running = new TestRouter();
        api = TestServer.start("api");
        tenant = running.tenant("acme", 0, api);
        running.tenant("beta", 1, api);
    }

    @AfterEach
    void stop() {
        running.close();
        api.close();
    }

    @Test
    void suspendedUnderLoadIsRefusedAtOnceAndResumedWithoutLoss() throws Exception {
        try (var load = new Load(running.loopbackPort(0));
                var other = new Load(running.loopbackPort(1));
                var stream = new RawExchange(running.loopbackPort(0));
                var kept = new RawExchange(running.loopbackPort(1))) {
            load.await(200, 300);
            stream.send("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n").lineWith("data: ");
            kept.send("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n").lineWith("data: ");

            Duration request = Times.median(() -> running.get(0, "/"));

            Duration suspended = Times.of(() -> inForce(running.router.suspend(tenant)));
            int answered = load.count(200);
            load.await(403, 100);

            System.out.println("suspended under load in " + suspended.toMillis() + " ms");
            assertThat(suspended).isLessThan(Times.longer(EFFECTIVE_MAX, request.multipliedBy(REQUESTS_MAX)));
            assertThat(load.count(200)).isLessThanOrEqualTo(answered + Load.CLIENTS);
            assertThat(stream.rest()).doesNotContain("0\n\n");
            assertThat(kept.lineWith("data: ")).isNotEmpty();
            assertThat(running.get(0, "/").body()).contains("\"code\":\"tenant_suspended\"");

            inForce(running.router.resume(tenant));
            int refused = load.count(403);
            load.await(200, 300);
            assertThat(load.count(403)).isLessThanOrEqualTo(refused + Load.CLIENTS);
            assertThat(other.answers().keySet()).containsExactly("200 api");
        }
    }

    @Test
    void aRequestThatIsBeingAnsweredAtTheSuspensionIsFinished() {
        var answer = CompletableFuture.supplyAsync(() -> running.get(0, "/held"), THREADS);
        Await.until(() -> running.router.figures(tenant, "api").getFirst().open() == 1);

        var suspended = CompletableFuture.supplyAsync(() -> running.router.suspend(tenant), THREADS);
        Await.until(() -> running.get(0, "/").statusCode() == 403);
        api.release();

        assertThat(answer.join().body()).isEqualTo("at last");
        assertThat(suspended.join()).isInstanceOf(RouteOutcome.InForce.class);
    }

    @Test
    void streamsOfTheWorkerBeforeAReloadAreCutToo() throws Exception {
        try (var stream = new RawExchange(running.loopbackPort(0))) {
            stream.send("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n").lineWith("data: ");
            running.alter("UPDATE router SET backends = backends + 1, revision = revision + 1");
            assertThat(running.router.settle().isReloaded()).isTrue();
            assertThat(stream.lineWith("data: ")).isNotEmpty();

            inForce(running.router.suspend(tenant));

            stream.rest();
            assertThat(running.get(0, "/").statusCode()).isEqualTo(403);
        }
    }

    @Test
    void suspensionHoldsForHostsThatComeLaterAndAfterAKill() {
        inForce(running.router.suspend(tenant));
        inForce(running.router.ensureRoute(
                tenant, new HostName("second.localhost"), OptionalInt.of(running.loopbackPort(2))));
        assertThat(running.get(2, "/").statusCode()).isEqualTo(403);

        running.router.stop();
        running.router.settle();

        assertThat(running.get(0, "/").statusCode()).isEqualTo(403);
        assertThat(running.get(2, "/").statusCode()).isEqualTo(403);
    }

    @Test
    void removedTenantLeavesNothing() throws Exception {
        try (var stream = new RawExchange(running.loopbackPort(0))) {
            stream.send("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n").lineWith("data: ");

            inForce(running.router.remove(tenant));
            inForce(running.router.remove(tenant));

            stream.rest();
        }
        assertThat(running.get(0, "/").statusCode()).isEqualTo(404);
        assertThat(running.get(1, "/").statusCode()).isEqualTo(200);
        assertThat(running.router.verify()).isEmpty();
        assertThat(running.router.figures(tenant, "api")).isEmpty();
        assertThat(running.router.suspend(tenant)).isEqualTo(new RouteOutcome.Refused(Reason.NO_SUCH_TENANT));
        UUID next = running.tenant("gamma", 0, api);
        assertThat(running.router.figures(next, "api")).hasSize(1);
        assertThat(running.get(0, "/").statusCode()).isEqualTo(200);
    }
}
