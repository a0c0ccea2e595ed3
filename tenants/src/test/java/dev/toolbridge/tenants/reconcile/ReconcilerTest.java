package dev.toolbridge.tenants.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.engine.Engine;
import dev.toolbridge.tenants.engine.EnginePace;
import dev.toolbridge.tenants.operation.Catalogue;
import dev.toolbridge.tenants.operation.Operation;
import dev.toolbridge.tenants.operation.OperationPlan;
import dev.toolbridge.tenants.operation.Problem;
import dev.toolbridge.tenants.operation.Step;
import dev.toolbridge.tenants.operation.StepOutcome;
import dev.toolbridge.tenants.store.ConditionStore;
import dev.toolbridge.tenants.store.OperationQuestion;
import dev.toolbridge.tenants.store.Origin;
import dev.toolbridge.tenants.store.Started;
import dev.toolbridge.tenants.store.TestControl;
import dev.toolbridge.tenants.store.TestPlan;
import dev.toolbridge.tenants.tenant.Condition;
import dev.toolbridge.tenants.tenant.ConditionType;
import dev.toolbridge.tenants.tenant.Finding;
import dev.toolbridge.tenants.tenant.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReconcilerTest {
    private static final ReconcilerPace OFTEN = new ReconcilerPace(
            Duration.ofSeconds(1), Duration.ofMillis(100), Duration.ofSeconds(5), Duration.ofMinutes(10));
    private static final ReconcilerPace ONCE = new ReconcilerPace(
            Duration.ofHours(1), Duration.ofMillis(100), Duration.ofSeconds(60), Duration.ofMinutes(10));
    private static final Duration LONG = Duration.ofSeconds(30);

    private final TestControl control = new TestControl();
    private final List<AutoCloseable> running = new ArrayList<>();
    private final BlockingQueue<UUID> looked = new LinkedBlockingQueue<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable part : running) {
            part.close();
        }
        control.close();
    }

    @Test
    void recordsWhatItFindsAndSinceWhen() throws Exception {
        Tenant tenant = control.active("found");
        var findings = new ConcurrentLinkedQueue<>(List.of(
                found(Condition.Status.TRUE, "Ready"),
                found(Condition.Status.TRUE, "Readier"),
                found(Condition.Status.FALSE, "Gone")));
        start(OFTEN, check(one -> Findings.of(findings.size() > 1 ? findings.poll() : findings.peek())));

        Condition first = next(tenant, "Ready");
        Condition second = next(tenant, "Readier");
        Condition third = next(tenant, "Gone");
        assertThat(second.since()).isEqualTo(first.since());
        assertThat(third.since()).isAfter(first.since());
        assertThat(third.observedGeneration()).isEqualTo(1);
        assertThat(third.status()).isEqualTo(Condition.Status.FALSE);
    }

    @Test
    void knowsNothingWhenACheckFails() throws Exception {
        Tenant tenant = control.active("failing");
        start(OFTEN, check(one -> {
            throw new IllegalStateException("it has a secret");
        }));

        Condition condition = next(tenant, "IllegalStateException");
        assertThat(condition.status()).isEqualTo(Condition.Status.UNKNOWN);
        assertThat(condition.message()).doesNotContain("secret");
    }

    @Test
    void startsWhatIsProposedOnceAndNotAgainSoonAfterItFailed() throws Exception {
        Tenant tenant = control.active("proposed");
        var runs = new AtomicInteger();
        var plan = new OperationPlan(
                TestPlan.DEPLOY,
                List.of(new Step("refused", 1, LONG, context -> {
                    runs.incrementAndGet();
                    return new StepOutcome.Refused(new Problem("No.", "No.", "None."));
                })),
                List.of());
        Engine engine = start(
                OFTEN,
                plan,
                check(one -> new Findings(
                        List.of(found(Condition.Status.FALSE, "Missing")),
                        List.of(new Proposal("deploy", Json.object(), "it is missing")))));

        for (int count = 0; count < 3; count++) {
            assertThat(looked.poll(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo(tenant.ref());
        }
        List<Operation> deploys = operations(tenant).stream()
                .filter(operation -> operation.kind().equals("deploy"))
                .toList();
        assertThat(deploys).hasSize(1);
        engine.watch().ended(deploys.getFirst().id(), LONG);
        assertThat(deploys.getFirst().actor()).isEqualTo(Reconciler.ACTOR);
        assertThat(runs).hasValue(1);
    }

    @Test
    void looksAtEachTenantOnceAlthoughTwoServersLook() throws Exception {
        for (int number = 0; number < 20; number++) {
            control.active("shared-" + number);
        }
        start(ONCE, check(one -> Findings.of(found(Condition.Status.TRUE, "Ready"))));
        int first = drain(20);
        assertThat(first).isEqualTo(20);
        assertThat(looked).isEmpty();
        awaitAllDone();

        start(ONCE, check(one -> Findings.of(found(Condition.Status.TRUE, "Ready"))));
        assertThat(drain(20)).as("a server that starts looks at all").isEqualTo(20);
    }

    @Test
    void looksAtAHundredTenantsInFiveSeconds() throws Exception {
        for (int number = 0; number < 100; number++) {
            control.active("many-" + number);
        }
        Instant begun = Instant.now();
        start(ONCE, check(one -> Findings.of(found(Condition.Status.TRUE, "Ready"))));
        assertThat(drain(100)).isEqualTo(100);
        Duration took = Duration.between(begun, Instant.now());
        System.out.println("100 tenants looked at in " + took.toMillis() + " ms");
        assertThat(took).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void looksAgainSoonWhenAnOtherOperationKeepsAProposalBack() throws Exception {
        Tenant tenant = control.active("kept-back");
        var busy = (Started.Accepted)
                control.operations().start(tenant.ref(), TestPlan.order(TestPlan.DESTROY), Origin.OURS);
        var looks = new AtomicInteger();
        Engine engine = start(ONCE, check(one -> {
            if (looks.incrementAndGet() == 2) {
                control.alter("UPDATE operation SET status = 'succeeded' WHERE id = '"
                        + busy.operation().id() + "'");
                control.alter("UPDATE tenant SET status = 'active' WHERE ref = '" + tenant.ref() + "'");
            }
            return new Findings(List.of(), List.of(new Proposal("deploy", Json.object(), "it is missing")));
        }));

        Operation deploy = await(() -> operations(tenant).stream()
                .filter(operation -> operation.kind().equals("deploy"))
                .findFirst());
        engine.watch().ended(deploy.id(), LONG);
        assertThat(looks).hasValue(2);
    }

    @Test
    void looksTheLessOftenTheLongerAnOperationKeepsAProposalBack() {
        ReconcilerPace pace = ReconcilerPace.USUAL;
        assertThat(pace.behind(Duration.ofSeconds(-1))).isEqualTo(Duration.ofSeconds(3));
        assertThat(pace.behind(Duration.ofSeconds(3))).isEqualTo(Duration.ofSeconds(3));
        assertThat(pace.behind(Duration.ofSeconds(20))).isEqualTo(Duration.ofSeconds(20));
        assertThat(pace.behind(Duration.ofDays(1))).isEqualTo(pace.period());
        assertThat(OFTEN.behind(Duration.ZERO)).isEqualTo(OFTEN.period());
    }

    /// A look ends a moment after its check.
    private void awaitAllDone() throws InterruptedException {
        String due = "SELECT tenant_ref FROM reconciliation WHERE next_at <= now()";
        while (!control.database().single(due, _ -> true).isEmpty()) {
            assertThat(looked.poll(50, TimeUnit.MILLISECONDS)).isNull();
        }
    }

    private int drain(int count) throws InterruptedException {
        var seen = new ArrayList<UUID>();
        while (seen.size() < count) {
            UUID one = looked.poll(LONG.toSeconds(), TimeUnit.SECONDS);
            assertThat(one).isNotNull();
            seen.add(one);
        }
        return Set.copyOf(seen).size();
    }

    private Engine start(ReconcilerPace pace, TenantCheck check) {
        return start(pace, TestPlan.plan(TestPlan.DEPLOY), check);
    }

    private Engine start(ReconcilerPace pace, OperationPlan plan, TenantCheck check) {
        var catalogue = new Catalogue(List.of(plan));
        var engine = new Engine(control.database(), catalogue, EnginePace.USUAL);
        engine.start();
        var reconciler =
                new Reconciler(control.database(), catalogue, engine, new Reconciler.Rounds(List.of(check), pace));
        reconciler.start();
        running.add(reconciler);
        running.add(engine);
        return engine;
    }

    /// The work of a check that counts its looks.
    private interface Work {
        Findings of(Tenant tenant);
    }

    private TenantCheck check(Work work) {
        return new TenantCheck() {
            @Override
            public Set<ConditionType> types() {
                return Set.of(ConditionType.RUNTIME);
            }

            @Override
            public Findings check(Tenant tenant) {
                looked.add(tenant.ref());
                return work.of(tenant);
            }
        };
    }

    private static Finding found(Condition.Status status, String reason) {
        return new Finding(ConditionType.RUNTIME, status, reason, "A sentence.");
    }

    /// The condition when it has this reason.
    private Condition next(Tenant tenant, String reason) throws InterruptedException {
        var conditions = new ConditionStore(control.database());
        return await(() -> conditions.of(List.of(tenant.ref())).getOrDefault(tenant.ref(), List.of()).stream()
                .filter(condition -> condition.reason().equals(reason))
                .findFirst());
    }

    private <T> T await(Supplier<Optional<T>> search) throws InterruptedException {
        Instant end = Instant.now().plus(LONG);
        while (Instant.now().isBefore(end)) {
            Optional<T> found = search.get();
            if (found.isPresent()) {
                return found.get();
            }
            looked.poll(100, TimeUnit.MILLISECONDS);
        }
        throw new AssertionError("it never comes");
    }

    private List<Operation> operations(Tenant tenant) {
        return control.operations()
                .page(new OperationQuestion(Optional.of(tenant.ref()), Optional.empty(), Optional.empty(), 100));
    }
}
