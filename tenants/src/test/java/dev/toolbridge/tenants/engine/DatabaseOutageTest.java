package dev.toolbridge.tenants.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.database.DatabaseUnavailable;
import dev.toolbridge.postgres.EmbeddedPostgres;
import dev.toolbridge.postgres.EmbeddedPostgresConfig;
import dev.toolbridge.postgres.TestPostgres;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.operation.Catalogue;
import dev.toolbridge.tenants.operation.Operation;
import dev.toolbridge.tenants.operation.OperationPlan;
import dev.toolbridge.tenants.operation.OperationStatus;
import dev.toolbridge.tenants.operation.Step;
import dev.toolbridge.tenants.operation.StepOutcome;
import dev.toolbridge.tenants.store.Creation;
import dev.toolbridge.tenants.store.Origin;
import dev.toolbridge.tenants.store.TestControl;
import dev.toolbridge.tenants.store.TestPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The control plane's own database goes away in the middle of operations, and returns.
class DatabaseOutageTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Secret PASSWORD = new Secret("of this test only");

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private final AtomicInteger made = new AtomicInteger();

    @TempDir
    private Path folder;

    @Test
    void goesOnWhenPostgresHasRestarted() throws Exception {
        var config = new EmbeddedPostgresConfig(
                folder,
                folder.resolve("postgresql.log"),
                0,
                PASSWORD,
                PASSWORD,
                EmbeddedPostgresConfig.Durability.FULL);
        EmbeddedPostgres first = EmbeddedPostgres.start(config);
        try (var control = new TestControl(first.ownerUrl());
                var engine = new Engine(control.database(), new Catalogue(List.of(plan())), EngineWorld.QUICK)) {
            Operation operation = begun(control, engine);
            first.close();
            go.countDown();
            try (EmbeddedPostgres _ = EmbeddedPostgres.start(config.at(first.port()))) {
                requireSucceeded(engine, operation);
            }
        }
    }

    @Test
    void goesOnWhenThereAreConnectionsAgain() throws Exception {
        try (var control = new TestControl();
                var engine = new Engine(control.database(), new Catalogue(List.of(plan())), EngineWorld.QUICK)) {
            Operation operation = begun(control, engine);
            String role = control.login().user();
            control.alter("ALTER ROLE " + role + " CONNECTION LIMIT 0");
            String name = control.login().jdbc().replaceFirst("^.*/([^/?]*).*$", "$1");
            TestPostgres.execute(
                    TestPostgres.admin(name),
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '" + role + "'");
            go.countDown();
            control.alter("ALTER ROLE " + role + " CONNECTION LIMIT 10");
            requireSucceeded(engine, operation);
        }
    }

    private OperationPlan plan() {
        return new OperationPlan(
                TestPlan.PROVISION,
                List.of(new Step("waits", 1, LONG, context -> {
                    begun.countDown();
                    go.await();
                    made.incrementAndGet();
                    return new StepOutcome.Done(Json.object());
                })),
                List.of());
    }

    private Operation begun(TestControl control, Engine engine) throws InterruptedException {
        engine.start();
        var order = TestPlan.order(plan());
        var created = (Creation.Created) control.tenants().create(TestPlan.tenant("outage"), order, Origin.OURS);
        begun.await();
        return created.operation();
    }

    private void requireSucceeded(Engine engine, Operation operation) throws InterruptedException {
        Operation ended = null;
        while (ended == null) {
            try {
                ended = engine.watch().ended(operation.id(), LONG).orElseThrow();
            } catch (DatabaseUnavailable away) {
                assertThat(made.get())
                        .as("the database returns: " + away.words())
                        .isLessThan(5);
            }
        }
        assertThat(ended.status()).as(ended.toString()).isEqualTo(OperationStatus.SUCCEEDED);
    }
}
