package dev.toolbridge.tenants.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.postgres.TestPostgres;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.tenants.runtime.Ensured;
import dev.toolbridge.tenants.runtime.InstanceName;
import dev.toolbridge.tenants.runtime.InstanceOrder;
import dev.toolbridge.tenants.runtime.InstanceSelection;
import dev.toolbridge.tenants.runtime.InstanceState;
import dev.toolbridge.tenants.runtime.Observed;
import dev.toolbridge.tenants.runtime.RunOutcome;
import dev.toolbridge.tenants.runtime.Stopped;
import dev.toolbridge.tenants.runtime.Workload;
import dev.toolbridge.tests.container.BuiltRelease;
import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Server;
import dev.toolbridge.tests.wire.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A tenant's whole workspace from the folder that the image holds: migrated, served by REST and MCP, stopped.
class ReleaseTest {
    private static final Duration BACK_MAX = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final int MEMORY_MB = 512;
    private static final String KEY = UUID.randomUUID().toString();

    private final UUID tenant = UUID.randomUUID();
    private final DatabaseUrl owner = TestPostgres.newDatabase();
    private final DatabaseUrl server = TestPostgres.login(owner);

    @Test
    void aTenantIsServedByRestAndMcpUntilItIsDestroyed() throws IOException {
        try (var bench = ProcessBench.open()) {
            BuiltRelease.copy(bench.artefacts().resolve("toolbridge-1"));
            assertThat(bench.runtime().runOnce(migration(), ProcessBench.READY_MAX))
                    .isInstanceOfSatisfying(RunOutcome.Finished.class, finished -> assertThat(finished.exitStatus())
                            .as(finished.toString())
                            .isZero());
            Observed api = timed(bench, api());
            Observed sidecar = timed(bench, sidecar(port(api)));
            assertIsServed(port(api), port(sidecar));
            System.out.println(
                    "resident: supervisord " + resident(bench.supervisord().pid()) + ", api "
                            + resident(api.pid().orElseThrow()) + ", mcp "
                            + resident(sidecar.pid().orElseThrow()));

            bench.killSupervisord();
            bench.awaitStarts();
            Await.until(BACK_MAX, () -> isReady(port(sidecar)), () -> "the sidecar does not come back");
            assertIsServed(port(api), port(sidecar));

            assertThat(bench.runtime().destroy(InstanceSelection.of(tenant))).isEqualTo(new Stopped.Gone());
            assertThat(Strays.of(bench.folder().instances())).isEmpty();
        }
    }

    private static void assertIsServed(int api, int sidecar) {
        String token = "Bearer " + new Tokens(KEY).of("user-" + UUID.randomUUID());
        var note = Call.of("POST", "/v1/notes").with("Authorization", token).json("{\"title\":\"made here\"}");
        assertThat(Server.onPort(api).send(note).status()).isEqualTo(201);
        assertThat(isReady(sidecar)).isTrue();
        assertThat(Server.onPort(sidecar)
                        .send(Call.of("POST", "/mcp").json("{}"))
                        .status())
                .isEqualTo(401);
    }

    /// Makes an instance, and prints the time until it is ready.
    private static Observed timed(ProcessBench bench, InstanceOrder order) {
        Instant begin = Instant.now();
        Ensured ensured = bench.runtime().ensureInstance(order, ProcessBench.READY_MAX);
        System.out.println(
                "ready after " + Duration.between(begin, Instant.now()).toMillis() + " ms: "
                        + order.name().process());
        assertThat(ensured).isInstanceOfSatisfying(Ensured.Ready.class, ready -> {
            assertThat(ready.isChecked()).isTrue();
            assertThat(ready.instance().state()).isEqualTo(InstanceState.RUNNING);
        });
        return ((Ensured.Ready) ensured).instance();
    }

    private InstanceOrder migration() {
        var maintenance = owner.as("maintenance_" + server.user(), server.password());
        return order(
                "migrate",
                List.of(),
                Map.of(),
                Map.of(
                        "DATABASE_OWNER_URL", new Secret(owner.reveal()),
                        "DATABASE_URL", new Secret(server.reveal()),
                        "DATABASE_MAINTENANCE_URL", new Secret(maintenance.reveal())));
    }

    private InstanceOrder api() {
        return order(
                "api",
                List.of("http", "metrics"),
                Map.of("HTTP_ADDR", "${HOST}:${PORT}", "METRICS_ADDR", "${HOST}:${METRICS_PORT}", "ENV", "dev"),
                Map.of("DATABASE_URL", new Secret(server.reveal()), "JWT_HS256_SECRET", new Secret(KEY)));
    }

    private InstanceOrder sidecar(int api) {
        return order(
                "mcp",
                List.of("http", "metrics"),
                Map.of(
                        "TOOLBRIDGE_HOST", "${HOST}",
                        "TOOLBRIDGE_PORT", "${PORT}",
                        "TOOLBRIDGE_METRICS_ADDR", "${HOST}:${METRICS_PORT}",
                        "TOOLBRIDGE_API_BASE_URL", "http://127.0.0.1:" + api,
                        "ENV", "dev"),
                Map.of("JWT_HS256_SECRET", new Secret(KEY)));
    }

    private InstanceOrder order(
            String process, List<String> ports, Map<String, String> settings, Map<String, Secret> secrets) {
        var all = new HashMap<>(settings);
        all.put("JAVA_HOME", System.getProperty("java.home"));
        return ProcessBench.order(
                new InstanceName(tenant, "toolbridge", 1, process, 0),
                new Workload(
                        "toolbridge-1",
                        List.of("bin/toolbridge-" + process),
                        all,
                        secrets,
                        ports,
                        MEMORY_MB,
                        ports.isEmpty() ? Optional.empty() : Optional.of("/readyz"),
                        STOP));
    }

    private static int port(Observed instance) {
        return instance.addresses().get("http").getPort();
    }

    private static boolean isReady(int port) {
        try {
            return Server.onPort(port).send(Call.of("GET", "/readyz")).status() == 200;
        } catch (UncheckedIOException unreachable) {
            return false;
        }
    }

    private static String resident(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .map(line -> line.replaceAll("\\s+", " "))
                .findFirst()
                .orElse("unknown");
    }
}
