package dev.toolbridge.tenants.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tenants.operation.Operation;
import dev.toolbridge.tenants.operation.OperationEvent;
import dev.toolbridge.tenants.operation.OperationPlan;
import dev.toolbridge.tenants.operation.OperationStatus;
import dev.toolbridge.tenants.operation.Step;
import dev.toolbridge.tenants.operation.StepOutcome;
import dev.toolbridge.tenants.operation.StepRecord;
import dev.toolbridge.tenants.operation.StepState;
import dev.toolbridge.tenants.store.Creation;
import dev.toolbridge.tenants.store.Origin;
import dev.toolbridge.tenants.store.TestPlan;
import dev.toolbridge.tenants.tenant.Tenant;
import dev.toolbridge.tenants.tenant.TenantStatus;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Operations in one process: outcomes of steps, waits, versions, and the end of the server.
class EngineTest {
    private final EngineWorld world = new EngineWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void runsTheStepsInOrderWithTheResultsOfThoseBefore() throws Exception {
        var seen = new ConcurrentLinkedQueue<String>();
        OperationPlan plan = EngineWorld.plan(
                TestPlan.PROVISION,
                EngineWorld.step("first", context -> EngineWorld.done("external_id", "ext-1")),
                EngineWorld.step("second", context -> {
                    seen.add(context.label() + " "
                            + context.results().get("first").path("external_id").asText());
                    return EngineWorld.done("ok", "yes");
                }));
        Engine engine = world.engine(plan);
        var created = (Creation.Created)
                world.control().tenants().create(TestPlan.tenant("in-order"), TestPlan.order(plan), Origin.OURS);
        engine.hint(created.operation().id());

        Operation ended = EngineWorld.ended(engine, created.operation());
        assertThat(ended.status()).isEqualTo(OperationStatus.SUCCEEDED);
        assertThat(seen)
                .containsExactly(
                        created.tenant().ref() + "/" + created.operation().id() + " ext-1");
        assertThat(ended.steps().getFirst().externalId()).hasValue("ext-1");
        assertThat(world.tenant(created.tenant()).status()).isEqualTo(TenantStatus.ACTIVE);
        assertThat(world.tenant(created.tenant()).observedGeneration()).isEqualTo(1);
        assertThat(world.control().operations().events(ended.id(), 0, 100))
                .extracting(OperationEvent::what)
                .containsExactly("queued", "step_started", "step_done", "step_started", "step_done", "succeeded");
        assertThat(world.control().operations().events(ended.id(), 0, 100))
                .extracting(OperationEvent::seq)
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void findsAnOperationThatNobodyHintedAt() throws Exception {
        OperationPlan plan = TestPlan.plan(TestPlan.PROVISION);
        Engine engine = world.engine(plan);
        Creation.Created created = world.control().created(TestPlan.tenant("unhinted"));

        assertThat(EngineWorld.ended(engine, created.operation()).status()).isEqualTo(OperationStatus.SUCCEEDED);
    }

    @Test
    void triesAPassingFaultFiveTimesAndGoesOnFromThereWhenAsked() throws Exception {
        var firsts = new AtomicInteger();
        var runs = new AtomicInteger();
        OperationPlan plan = EngineWorld.plan(
                TestPlan.DEPLOY,
                EngineWorld.step("before", context -> {
                    firsts.incrementAndGet();
                    return EngineWorld.done("ok", "yes");
                }),
                EngineWorld.step("fails", context -> {
                    if (runs.incrementAndGet() > 5) {
                        return EngineWorld.done("ok", "yes");
                    }
                    return runs.get() % 2 == 0 ? EngineWorld.throwing() : new StepOutcome.Passing(EngineWorld.PROBLEM);
                }));
        Engine engine = world.engine(plan);
        Tenant tenant = world.control().active("five-times");
        Operation failed = EngineWorld.ended(engine, world.start(engine, tenant, plan));

        assertThat(failed.status()).isEqualTo(OperationStatus.FAILED);
        assertThat(failed.problem()).hasValue(EngineWorld.PROBLEM);
        assertThat(failed.steps().get(1))
                .extracting(StepRecord::state, StepRecord::attempt)
                .containsExactly(StepState.FAILED, 5);
        assertThat(world.tenant(tenant).status()).isEqualTo(TenantStatus.ACTIVE);

        world.control().operations().retry(failed.id(), _ -> true, Origin.OURS);
        engine.hint(failed.id());
        assertThat(EngineWorld.ended(engine, failed).status()).isEqualTo(OperationStatus.SUCCEEDED);
        assertThat(firsts).hasValue(1);
        assertThat(runs).hasValue(6);
    }

    @Test
    void failsAtOnceWhenAStepIsRefused() throws Exception {
        OperationPlan plan = EngineWorld.plan(
                TestPlan.DEPLOY, EngineWorld.step("refused", context -> new StepOutcome.Refused(EngineWorld.PROBLEM)));
        Engine engine = world.engine(plan);
        Operation failed =
                EngineWorld.ended(engine, world.start(engine, world.control().active("refused"), plan));

        assertThat(failed.status()).isEqualTo(OperationStatus.FAILED);
        assertThat(failed.steps().getFirst().attempt()).isEqualTo(1);
        assertThat(world.control()
                        .operations()
                        .events(failed.id(), 0, 100)
                        .getLast()
                        .detail()
                        .path("problem"))
                .isEqualTo(EngineWorld.PROBLEM.json());
    }

    @Test
    void waitsUntilTheTimeGivenAndFailsAtTheDeadline() throws Exception {
        var looks = new AtomicInteger();
        OperationPlan plan = EngineWorld.plan(
                TestPlan.DEPLOY,
                EngineWorld.step(
                        "waits",
                        context -> looks.incrementAndGet() < 3 ? EngineWorld.waiting() : EngineWorld.done("ok", "yes")),
                new Step("never", 1, Duration.ofSeconds(1), context -> EngineWorld.waiting()));
        Engine engine = world.engine(plan);
        Operation failed =
                EngineWorld.ended(engine, world.start(engine, world.control().active("waiting"), plan));

        assertThat(looks).hasValue(3);
        assertThat(failed.status()).isEqualTo(OperationStatus.FAILED);
        assertThat(failed.steps()).extracting(StepRecord::state).startsWith(StepState.DONE, StepState.FAILED);
        assertThat(failed.steps().get(1).failures()).isZero();
    }

    @Test
    void leavesAStepThatItDoesNotKnowToAServerThatDoes() throws Exception {
        var runs = new ConcurrentLinkedQueue<String>();
        var newer = new Step("changed", 2, EngineWorld.LONG, context -> {
            runs.add("newer");
            return EngineWorld.done("ok", "yes");
        });
        Step older = EngineWorld.step("changed", context -> {
            runs.add("older");
            return EngineWorld.done("ok", "yes");
        });
        OperationPlan plan = EngineWorld.plan(TestPlan.DEPLOY, newer);
        Tenant tenant = world.control().active("two-versions");
        Engine old = world.engine(EngineWorld.plan(TestPlan.DEPLOY, older));
        Operation operation = world.start(old, tenant, plan);
        assertThat(old.watch()
                        .ended(operation.id(), Duration.ofSeconds(1))
                        .orElseThrow()
                        .status())
                .isEqualTo(OperationStatus.QUEUED);

        world.engine(plan);
        assertThat(EngineWorld.ended(old, operation).status()).isEqualTo(OperationStatus.SUCCEEDED);
        assertThat(runs).containsExactly("newer");
    }

    @Test
    void givesARunningOperationBackWhenItIsClosed() throws Exception {
        var begun = new CountDownLatch(1);
        var isFirst = new AtomicInteger();
        OperationPlan plan = EngineWorld.plan(TestPlan.DEPLOY, EngineWorld.step("hangs once", context -> {
            if (isFirst.getAndIncrement() == 0) {
                begun.countDown();
                new CountDownLatch(1).await();
            }
            return EngineWorld.done("ok", "yes");
        }));
        Engine first = world.engine(plan);
        Operation operation = world.start(first, world.control().active("closed"), plan);
        begun.await();
        first.close();

        Operation left = world.control().operations().find(operation.id()).orElseThrow();
        assertThat(left.steps().getFirst())
                .extracting(StepRecord::state, StepRecord::failures)
                .containsExactly(StepState.PENDING, 0);
        assertThat(EngineWorld.ended(world.engine(plan), operation).status()).isEqualTo(OperationStatus.SUCCEEDED);
    }
}
