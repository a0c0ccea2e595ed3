package dev.toolbridge.tenants.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.operation.Catalogue;
import dev.toolbridge.tenants.operation.Operation;
import dev.toolbridge.tenants.operation.OperationEvent;
import dev.toolbridge.tenants.operation.OperationKind;
import dev.toolbridge.tenants.operation.OperationPlan;
import dev.toolbridge.tenants.operation.OperationStatus;
import dev.toolbridge.tenants.operation.Problem;
import dev.toolbridge.tenants.operation.Step;
import dev.toolbridge.tenants.operation.StepOutcome;
import dev.toolbridge.tenants.operation.StepRecord;
import dev.toolbridge.tenants.operation.StepState;
import dev.toolbridge.tenants.operation.StepWork;
import dev.toolbridge.tenants.store.Creation;
import dev.toolbridge.tenants.store.Origin;
import dev.toolbridge.tenants.store.Started;
import dev.toolbridge.tenants.store.TestControl;
import dev.toolbridge.tenants.store.TestPlan;
import dev.toolbridge.tenants.tenant.Tenant;
import dev.toolbridge.tenants.tenant.TenantStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Operations in one process: outcomes of steps, waits, cancellation, and the tenant's status.
class EngineTest {
    static final EnginePace QUICK = new EnginePace(
            Duration.ofMillis(100),
            Duration.ofMillis(200),
            Duration.ofMillis(200),
            Duration.ofSeconds(2),
            Duration.ofMillis(20),
            8);

    private static final Problem PROBLEM = new Problem("It failed.", "It was asked to.", "Ask again.");
    private static final Duration LONG = Duration.ofSeconds(30);

    private final TestControl control = new TestControl();
    private final ConcurrentLinkedQueue<Engine> engines = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        engines.forEach(Engine::close);
        control.close();
    }

    @Test
    void runsTheStepsInOrderWithTheResultsOfThoseBefore() throws Exception {
        var seen = new ConcurrentLinkedQueue<String>();
        OperationPlan plan = plan(
                TestPlan.PROVISION, step("first", context -> done("external_id", "ext-1")), step("second", context -> {
                    seen.add(context.label() + " "
                            + context.results().get("first").path("external_id").asText());
                    return done("ok", "yes");
                }));
        Engine engine = engine(plan);
        var created = (Creation.Created)
                control.tenants().create(TestPlan.tenant("in-order"), TestPlan.order(plan), Origin.OURS);
        engine.hint(created.operation().id());

        Operation ended = ended(engine, created.operation());
        assertThat(ended.status()).isEqualTo(OperationStatus.SUCCEEDED);
        assertThat(seen)
                .containsExactly(
                        created.tenant().ref() + "/" + created.operation().id() + " ext-1");
        assertThat(ended.steps().getFirst().externalId()).hasValue("ext-1");
        assertThat(tenant(created.tenant()).status()).isEqualTo(TenantStatus.ACTIVE);
        assertThat(tenant(created.tenant()).observedGeneration()).isEqualTo(1);
        assertThat(control.operations().events(ended.id(), 0, 100))
                .extracting(OperationEvent::what)
                .containsExactly("queued", "step_started", "step_done", "step_started", "step_done", "succeeded");
        assertThat(control.operations().events(ended.id(), 0, 100))
                .extracting(OperationEvent::seq)
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void findsAnOperationThatNobodyHintedAt() throws Exception {
        OperationPlan plan = TestPlan.plan(TestPlan.PROVISION);
        Engine engine = engine(plan);
        Creation.Created created = control.created(TestPlan.tenant("unhinted"));

        assertThat(ended(engine, created.operation()).status()).isEqualTo(OperationStatus.SUCCEEDED);
    }

    @Test
    void triesAPassingFaultFiveTimesAndGoesOnFromThereWhenAsked() throws Exception {
        var firsts = new AtomicInteger();
        var runs = new AtomicInteger();
        OperationPlan plan = plan(
                TestPlan.DEPLOY,
                step("before", context -> {
                    firsts.incrementAndGet();
                    return done("ok", "yes");
                }),
                step("fails", context -> {
                    if (runs.incrementAndGet() > 5) {
                        return done("ok", "yes");
                    }
                    return runs.get() % 2 == 0 ? throwing() : new StepOutcome.Passing(PROBLEM);
                }));
        Engine engine = engine(plan);
        Tenant tenant = control.active("five-times");
        Operation failed = ended(engine, start(engine, tenant, plan));

        assertThat(failed.status()).isEqualTo(OperationStatus.FAILED);
        assertThat(failed.problem()).hasValue(PROBLEM);
        assertThat(failed.steps().get(1))
                .extracting(StepRecord::state, StepRecord::attempt)
                .containsExactly(StepState.FAILED, 5);
        assertThat(tenant(tenant).status()).isEqualTo(TenantStatus.ACTIVE);

        control.operations().retry(failed.id(), Origin.OURS);
        engine.hint(failed.id());
        assertThat(ended(engine, failed).status()).isEqualTo(OperationStatus.SUCCEEDED);
        assertThat(firsts).hasValue(1);
        assertThat(runs).hasValue(6);
    }

    @Test
    void failsAtOnceWhenAStepIsRefused() throws Exception {
        OperationPlan plan = plan(TestPlan.DEPLOY, step("refused", context -> new StepOutcome.Refused(PROBLEM)));
        Engine engine = engine(plan);
        Operation failed = ended(engine, start(engine, control.active("refused"), plan));

        assertThat(failed.status()).isEqualTo(OperationStatus.FAILED);
        assertThat(failed.steps().getFirst().attempt()).isEqualTo(1);
        assertThat(control.operations()
                        .events(failed.id(), 0, 100)
                        .getLast()
                        .detail()
                        .path("problem"))
                .isEqualTo(PROBLEM.json());
    }

    @Test
    void waitsUntilTheTimeGivenAndFailsAtTheDeadline() throws Exception {
        var looks = new AtomicInteger();
        OperationPlan plan = plan(
                TestPlan.DEPLOY,
                step("waits", context -> looks.incrementAndGet() < 3 ? waiting() : done("ok", "yes")),
                new Step("never", 1, Duration.ofSeconds(1), context -> waiting()));
        Engine engine = engine(plan);
        Operation failed = ended(engine, start(engine, control.active("waiting"), plan));

        assertThat(looks).hasValue(3);
        assertThat(failed.status()).isEqualTo(OperationStatus.FAILED);
        assertThat(failed.steps()).extracting(StepRecord::state).startsWith(StepState.DONE, StepState.FAILED);
        assertThat(failed.steps().get(1).failures()).isZero();
    }

    @Test
    void cancelInterruptsTheStepAndTakesBack() throws Exception {
        var begun = new CountDownLatch(1);
        var undone = new ConcurrentLinkedQueue<String>();
        var plan = new OperationPlan(
                TestPlan.PROVISION,
                List.of(step("hangs", context -> {
                    begun.countDown();
                    new CountDownLatch(1).await();
                    return done("ok", "never");
                })),
                List.of(step("undo", context -> {
                    undone.add(context.label());
                    return done("ok", "yes");
                })));
        Engine engine = engine(plan);
        var created = (Creation.Created)
                control.tenants().create(TestPlan.tenant("cancelled"), TestPlan.order(plan), Origin.OURS);
        engine.hint(created.operation().id());
        begun.await();
        control.operations().cancel(created.operation().id(), Origin.OURS);
        engine.hint(created.operation().id());

        Operation ended = ended(engine, created.operation());
        assertThat(ended.status()).isEqualTo(OperationStatus.CANCELLED);
        assertThat(undone)
                .containsExactly(
                        created.tenant().ref() + "/" + created.operation().id());
        assertThat(tenant(created.tenant()).status()).isEqualTo(TenantStatus.DESTROYED);
        assertThat(control.tenants()
                        .create(TestPlan.tenant("cancelled"), TestPlan.order(TestPlan.PROVISION), Origin.OURS))
                .as("a tenant that was never active leaves its slug free")
                .isInstanceOf(Creation.Created.class);
        assertThat(control.operations().cancel(ended.id(), Origin.OURS)).isEqualTo(new Started.NotAllowed("cancelled"));
    }

    @Test
    void staysSuspendedWhenTheChangeThatRanBesideEnds() throws Exception {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        OperationPlan deploy = plan(TestPlan.DEPLOY, step("deploys", context -> {
            begun.countDown();
            go.await();
            return done("ok", "yes");
        }));
        OperationPlan suspend = TestPlan.plan(TestPlan.SUSPEND);
        OperationPlan resume = TestPlan.plan(TestPlan.RESUME);
        Engine engine = engine(deploy, suspend, resume);
        Tenant tenant = control.active("suspended");
        Operation deployment = start(engine, tenant, deploy);
        begun.await();
        ended(engine, start(engine, tenant, suspend));
        assertThat(tenant(tenant).status()).isEqualTo(TenantStatus.SUSPENDED);

        go.countDown();
        ended(engine, deployment);
        assertThat(tenant(tenant).status()).isEqualTo(TenantStatus.SUSPENDED);
        ended(engine, start(engine, tenant, resume));
        assertThat(tenant(tenant).status()).isEqualTo(TenantStatus.ACTIVE);
    }

    @Test
    void keepsTheSlugOfADestroyedTenantNinetyDays() throws Exception {
        OperationPlan destroy = TestPlan.plan(TestPlan.DESTROY);
        Engine engine = engine(destroy);
        Tenant tenant = control.active("destroyed");
        ended(engine, start(engine, tenant, destroy));

        assertThat(tenant(tenant).destroyedAt()).isPresent();
        assertThat(control.tenants()
                        .create(TestPlan.tenant("destroyed"), TestPlan.order(TestPlan.PROVISION), Origin.OURS))
                .isEqualTo(new Creation.SlugTaken());
        control.alter("DO $$ BEGIN ASSERT (SELECT free_at BETWEEN now() + interval '89 days' AND now() + interval"
                + " '90 days' FROM slug WHERE slug = 'destroyed'); END $$");
    }

    @Test
    void leavesAStepThatItDoesNotKnowToAServerThatDoes() throws Exception {
        var runs = new ConcurrentLinkedQueue<String>();
        var newer = new Step("changed", 2, LONG, context -> {
            runs.add("newer");
            return done("ok", "yes");
        });
        Step older = step("changed", context -> {
            runs.add("older");
            return done("ok", "yes");
        });
        OperationPlan plan = plan(TestPlan.DEPLOY, newer);
        Tenant tenant = control.active("two-versions");
        Engine old = engine(plan(TestPlan.DEPLOY, older));
        Operation operation = start(old, tenant, plan);
        assertThat(old.watch()
                        .ended(operation.id(), Duration.ofSeconds(1))
                        .orElseThrow()
                        .status())
                .isEqualTo(OperationStatus.QUEUED);

        engine(plan);
        assertThat(ended(old, operation).status()).isEqualTo(OperationStatus.SUCCEEDED);
        assertThat(runs).containsExactly("newer");
    }

    @Test
    void givesARunningOperationBackWhenItIsClosed() throws Exception {
        var begun = new CountDownLatch(1);
        var isFirst = new AtomicInteger();
        OperationPlan plan = plan(TestPlan.DEPLOY, step("hangs once", context -> {
            if (isFirst.getAndIncrement() == 0) {
                begun.countDown();
                new CountDownLatch(1).await();
            }
            return done("ok", "yes");
        }));
        Engine first = engine(plan);
        Operation operation = start(first, control.active("closed"), plan);
        begun.await();
        first.close();

        Operation left = control.operations().find(operation.id()).orElseThrow();
        assertThat(left.steps().getFirst())
                .extracting(StepRecord::state, StepRecord::failures)
                .containsExactly(StepState.PENDING, 0);
        assertThat(ended(engine(plan), operation).status()).isEqualTo(OperationStatus.SUCCEEDED);
    }

    private Engine engine(OperationPlan... plans) {
        var engine = new Engine(control.database(), new Catalogue(List.of(plans)), QUICK);
        engines.add(engine);
        engine.start();
        return engine;
    }

    private Operation start(Engine engine, Tenant tenant, OperationPlan plan) {
        Started started = control.operations().start(tenant.ref(), TestPlan.order(plan), Origin.OURS);
        Operation operation = ((Started.Accepted) started).operation();
        engine.hint(operation.id());
        return operation;
    }

    private static Operation ended(Engine engine, Operation operation) throws InterruptedException {
        Operation ended = engine.watch().ended(operation.id(), LONG).orElseThrow();
        assertThat(ended.status().isEnd()).as(ended.toString()).isTrue();
        return ended;
    }

    private Tenant tenant(Tenant tenant) {
        return control.tenants().find(tenant.ref()).orElseThrow();
    }

    private static OperationPlan plan(OperationKind kind, Step... steps) {
        return new OperationPlan(kind, List.of(steps), List.of());
    }

    private static Step step(String name, StepWork work) {
        return new Step(name, 1, LONG, work);
    }

    private static StepOutcome done(String key, String value) {
        return new StepOutcome.Done(Json.object().put(key, value));
    }

    private static StepOutcome waiting() {
        return new StepOutcome.Waiting(PROBLEM, Instant.now().plusMillis(100));
    }

    private static StepOutcome throwing() {
        throw new IllegalStateException("it has a secret");
    }
}
