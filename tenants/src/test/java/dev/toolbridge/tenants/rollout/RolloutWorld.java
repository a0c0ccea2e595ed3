package dev.toolbridge.tenants.rollout;

import dev.toolbridge.contract.UidForm;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.engine.Engine;
import dev.toolbridge.tenants.engine.EnginePace;
import dev.toolbridge.tenants.operation.Catalogue;
import dev.toolbridge.tenants.operation.OperationPlan;
import dev.toolbridge.tenants.operation.Problem;
import dev.toolbridge.tenants.operation.Step;
import dev.toolbridge.tenants.operation.StepContext;
import dev.toolbridge.tenants.operation.StepOutcome;
import dev.toolbridge.tenants.store.Origin;
import dev.toolbridge.tenants.store.TestControl;
import dev.toolbridge.tenants.store.TestPlan;
import dev.toolbridge.tenants.tenant.Tenant;
import dev.toolbridge.tests.process.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/// A control database with tenants, and servers on it whose deployments end as a test says.
final class RolloutWorld implements AutoCloseable {
    private static final EnginePace QUICK = new EnginePace(
            Duration.ofMillis(100),
            Duration.ofMillis(200),
            Duration.ofMillis(200),
            Duration.ofSeconds(2),
            Duration.ofMillis(20),
            8);

    private static final Duration LONG = Duration.ofSeconds(60);

    final TestControl control = TestControl.whole();
    final RolloutStore store = new RolloutStore(control.database());

    /// The tenants whose deployment fails.
    final Set<UUID> failing = ConcurrentHashMap.newKeySet();

    /// The tenants whose deployment goes on until they are taken out.
    final Set<UUID> held = ConcurrentHashMap.newKeySet();

    /// Every run of a deployment.
    final ConcurrentLinkedQueue<UUID> deployed = new ConcurrentLinkedQueue<>();

    private final List<Server> servers = new ArrayList<>();

    /// An engine and the work on rollouts.
    record Server(Engine engine, Rollouts rollouts) implements AutoCloseable {

        @Override
        public void close() {
            rollouts.close();
            engine.close();
        }
    }

    Server server() {
        var catalogue = new Catalogue(List.of(plan()));
        var engine = new Engine(control.database(), catalogue, QUICK);
        var server = new Server(engine, new Rollouts(control.database(), catalogue, engine));
        servers.add(server);
        engine.start();
        server.rollouts().start();
        return server;
    }

    OperationPlan plan() {
        var step = new Step("deploy", 1, Duration.ofMinutes(1), this::deploy);
        return new OperationPlan(TestPlan.DEPLOY, List.of(step), List.of());
    }

    private StepOutcome deploy(StepContext context) {
        if (held.contains(context.tenant())) {
            return new StepOutcome.Waiting(
                    new Problem("", "", ""), Instant.now().plusMillis(50));
        }
        deployed.add(context.tenant());
        return failing.contains(context.tenant())
                ? new StepOutcome.Refused(new Problem("The release", "it is bad", "mend it"))
                : new StepOutcome.Done(Json.object());
    }

    List<Tenant> tenants(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> control.active("tenant-" + number))
                .toList();
    }

    UUID begin(int failuresMax, Integer... waves) {
        var order = new RolloutOrder(UidForm.fresh(Instant.now()), "next", List.of(waves), failuresMax, 0, "a test");
        return ((RolloutStore.Outcome.Done) store.create(order, "{\"user\":\"tester\"}", Origin.OURS)).rollout();
    }

    RolloutStore.Outcome change(UUID rollout, RolloutStatus status) {
        return store.change(rollout, status, Origin.OURS);
    }

    Rollout rollout(UUID id) {
        return store.find(id).orElseThrow();
    }

    void await(UUID id, RolloutStatus status) {
        Await.until(
                LONG, () -> rollout(id).status() == status, () -> rollout(id).toString());
    }

    void await(UUID id, RolloutTenant.State state, int count) {
        Await.until(
                LONG, () -> rollout(id).count(state) == count, () -> rollout(id).toString());
    }

    @Override
    public void close() {
        servers.forEach(Server::close);
        control.close();
    }
}
