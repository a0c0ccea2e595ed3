package dev.toolbridge.tenants.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.operation.Catalogue;
import dev.toolbridge.tenants.operation.Operation;
import dev.toolbridge.tenants.operation.OperationKind;
import dev.toolbridge.tenants.operation.OperationPlan;
import dev.toolbridge.tenants.operation.Problem;
import dev.toolbridge.tenants.operation.Step;
import dev.toolbridge.tenants.operation.StepOutcome;
import dev.toolbridge.tenants.operation.StepWork;
import dev.toolbridge.tenants.store.Origin;
import dev.toolbridge.tenants.store.Started;
import dev.toolbridge.tenants.store.TestControl;
import dev.toolbridge.tenants.store.TestPlan;
import dev.toolbridge.tenants.tenant.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A control database, and engines on it that work quickly.
final class EngineWorld implements AutoCloseable {
    static final EnginePace QUICK = new EnginePace(
            Duration.ofMillis(100),
            Duration.ofMillis(200),
            Duration.ofMillis(200),
            Duration.ofSeconds(2),
            Duration.ofMillis(20),
            8);

    static final Problem PROBLEM = new Problem("It failed.", "It was asked to.", "Ask again.");
    static final Duration LONG = Duration.ofSeconds(30);

    private final TestControl control = new TestControl();
    private final ConcurrentLinkedQueue<Engine> engines = new ConcurrentLinkedQueue<>();

    TestControl control() {
        return control;
    }

    @Override
    public void close() {
        engines.forEach(Engine::close);
        control.close();
    }

    Engine engine(OperationPlan... plans) {
        var engine = new Engine(control.database(), new Catalogue(List.of(plans)), QUICK);
        engines.add(engine);
        engine.start();
        return engine;
    }

    Operation start(Engine engine, Tenant tenant, OperationPlan plan) {
        Started started = control.operations().start(tenant.ref(), TestPlan.order(plan), Origin.OURS);
        Operation operation = ((Started.Accepted) started).operation();
        engine.hint(operation.id());
        return operation;
    }

    static Operation ended(Engine engine, Operation operation) throws InterruptedException {
        Operation ended = engine.watch().ended(operation.id(), LONG).orElseThrow();
        assertThat(ended.status().isEnd()).as(ended.toString()).isTrue();
        return ended;
    }

    Tenant tenant(Tenant tenant) {
        return control.tenants().find(tenant.ref()).orElseThrow();
    }

    static OperationPlan plan(OperationKind kind, Step... steps) {
        return new OperationPlan(kind, List.of(steps), List.of());
    }

    static Step step(String name, StepWork work) {
        return new Step(name, 1, LONG, work);
    }

    static StepOutcome done(String key, String value) {
        return new StepOutcome.Done(Json.object().put(key, value));
    }

    static StepOutcome waiting() {
        return new StepOutcome.Waiting(PROBLEM, Instant.now().plusMillis(100));
    }

    static StepOutcome throwing() {
        throw new IllegalStateException("it has a secret");
    }
}
