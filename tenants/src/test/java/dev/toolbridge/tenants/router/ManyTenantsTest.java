package dev.toolbridge.tenants.router;

import static dev.toolbridge.tenants.router.TestRouter.inForce;
import static dev.toolbridge.tenants.router.TestRouter.servers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tenants.router.haproxy.HostName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Many tenants: at once, and more than the file has backends for.
class ManyTenantsTest {
    private static final int TENANTS = 100;
    private static final int KILOBYTES_MAX = 40 * 1024;

    @Test
    void hundredTenantsAtOnceAreReachedAndTheWorkerStaysSmall() throws Exception {
        try (var running = new TestRouter();
                var api = TestServer.start("api");
                var mcp = TestServer.start("mcp")) {
            long begunNs = System.nanoTime();
            try (var callers = Executors.newFixedThreadPool(TENANTS)) {
                var results = new ArrayList<Future<?>>();
                for (int tenant = 0; tenant < TENANTS; tenant++) {
                    String host = "t" + tenant + ".localhost";
                    results.add(callers.submit(() -> provide(running, host, api, mcp)));
                }
                for (Future<?> result : results) {
                    result.get();
                }
            }
            System.out.println(TENANTS + " tenants at once in " + (System.nanoTime() - begunNs) / 1_000_000 + " ms");

            for (int tenant = 0; tenant < TENANTS; tenant++) {
                String host = "Host: t" + tenant + ".localhost";
                assertThat(RawExchange.answer(running.port(), "/v1/notes", host))
                        .contains("api /v1/notes");
                assertThat(RawExchange.answer(running.port(), "/mcp", host)).endsWith("mcp\n");
            }
            assertThat(running.router.verify()).isEmpty();
            assertThat(memory(running)).isLessThan(KILOBYTES_MAX);
        }
    }

    @Test
    void fileGrowsBySoftReloadBeforeItsBackendsRunOut() throws Exception {
        try (var running = new TestRouter();
                var api = TestServer.start("api");
                var stream = new RawExchange(running.loopbackPort(0))) {
            running.tenant("first", 0, api);
            stream.send("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n").lineWith("data: ");
            long worker = worker(running, 0);
            for (int backend = 2; backend <= 12; backend++) {
                inForce(running.router.setServers(UUID.randomUUID(), "api", servers(api)));
            }
            assertThat(worker(running, 0)).as("4 of 16 are free").isEqualTo(worker);

            UUID last = UUID.randomUUID();
            inForce(running.router.setServers(last, "api", servers(api)));

            assertThat(worker(running, 0)).as("3 would be free").isNotEqualTo(worker);
            inForce(running.router.ensureRoute(
                    last, new HostName("last.localhost"), OptionalInt.of(running.loopbackPort(1))));
            assertThat(running.get(1, "/").statusCode()).isEqualTo(200);
            assertThat(stream.lineWith("data: ")).isNotEmpty();
        }
    }

    @Test
    void suspensionDoesNotWaitForAReloadThatKeepsSessions() throws Exception {
        try (var running = new TestRouter();
                var api = TestServer.start("api")) {
            UUID tenant = running.tenant("first", 0, api);
            inForce(running.router.setServers(tenant, "mcp", servers(api)));
            running.get(0, "/mcp");
            long worker = worker(running, 0);
            running.alter(
                    "INSERT INTO route_backend (number, tenant_ref, process) VALUES (17, '" + tenant + "', 'far')");
            running.alter("UPDATE router SET backends = 33, revision = revision + 1");

            Thread waiting =
                    Thread.ofVirtual().start(() -> inForce(running.router.setServers(tenant, "far", servers(api))));
            Thread suspending = Thread.ofVirtual().start(() -> inForce(running.router.suspend(tenant)));
            Await.until(() -> running.get(0, "/").statusCode() == 403);
            assertThat(worker(running, 0)).as("the reload waits").isEqualTo(worker);

            waiting.join();
            suspending.join();
            assertThat(worker(running, 0)).isNotEqualTo(worker);
            assertThat(running.router.verify()).isEmpty();
        }
    }

    private static boolean provide(TestRouter running, String host, TestServer api, TestServer mcp) {
        UUID tenant = UUID.randomUUID();
        inForce(running.router.setServers(tenant, "api", servers(api)));
        inForce(running.router.setServers(tenant, "mcp", servers(mcp)));
        inForce(running.router.ensureRoute(tenant, new HostName(host), OptionalInt.empty()));
        return true;
    }

    private static long worker(TestRouter running, int place) {
        return running.router
                .figures(running.tenantOf("first.localhost"), "api")
                .get(place)
                .worker();
    }

    /// The resident memory of the worker.
    private static long memory(TestRouter running) throws Exception {
        long master = Long.parseLong(Files.readString(running.folder.resolve("router/run/haproxy.pid"))
                .strip());
        long worker = ProcessHandle.of(master)
                .orElseThrow()
                .children()
                .findFirst()
                .orElseThrow()
                .pid();
        System.out.println("memory of the router with " + TENANTS + " tenants: worker " + kilobytes(worker, "Rss")
                + " kB; master and worker, shared pages once, "
                + (kilobytes(master, "Pss") + kilobytes(worker, "Pss")) + " kB");
        return kilobytes(worker, "Rss");
    }

    private static long kilobytes(long process, String kind) throws Exception {
        return Files.readString(Path.of("/proc/" + process + "/smaps_rollup"))
                .lines()
                .filter(line -> line.startsWith(kind + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }
}
