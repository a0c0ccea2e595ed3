package dev.toolbridge.tenants.runtime.fly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tenants.runtime.Ensured;
import dev.toolbridge.tenants.runtime.InstanceSelection;
import dev.toolbridge.tenants.runtime.RuntimeUnavailable;
import dev.toolbridge.tenants.runtime.Stopped;
import dev.toolbridge.tests.fly.FlyFault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Two releases of an app, one after the other, while control planes die.
class FlyLifeTest {
    private static final Duration WITHIN = Duration.ofSeconds(30);
    private static final int LEASE_SECONDS = 60;

    /// The steps of a life, each of which may be done again.
    private static final List<BiConsumer<FlyBench, FlyRuntime>> STEPS = List.of(
            (_, runtime) -> runtime.traffic().open(FaultCase.TENANT, "app"),
            (bench, runtime) -> ready(bench, runtime, 1),
            (bench, runtime) -> given(bench, runtime, 1),
            (bench, runtime) -> ready(bench, runtime, 2),
            (bench, runtime) -> given(bench, runtime, 2),
            (bench, runtime) ->
                    gone(runtime.ensureStopped(FaultCase.order(bench, 1).name())));

    /// The first step after which the app has always a machine that gets requests.
    private static final int SERVED_FROM = 3;

    @Test
    void aControlPlaneThatDiesAfterAnyCallLeavesNothingTwice() throws Exception {
        int changes = changes();
        assertThat(changes).isGreaterThan(SERVED_FROM);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> lives = IntStream.rangeClosed(1, changes)
                    .mapToObj(number -> threads.submit(() -> lived(number)))
                    .toList();
            for (Future<Boolean> life : lives) {
                assertThat(life.get()).isTrue();
            }
        }
    }

    /// The number of changes in a life without a death.
    private static int changes() {
        try (FlyBench bench = FlyBench.open()) {
            STEPS.forEach(step -> step.accept(bench, bench.runtime()));
            assertEnd(bench);
            return bench.fake().script().changes();
        }
    }

    /// A life in which the control plane dies when a change was carried out and not yet answered.
    private static boolean lived(int number) throws InterruptedException {
        try (FlyBench bench = FlyBench.open()) {
            int reached = untilDeath(bench, number);
            if (reached >= SERVED_FROM) {
                assertThat(bench.fake().machines(FaultCase.app()))
                        .as("after change " + number)
                        .anyMatch(machine -> machine.endsWith(" started in"));
            }
            bench.fake().script().heal();
            bench.fake().advance(LEASE_SECONDS);
            STEPS.subList(reached, STEPS.size()).forEach(step -> step.accept(bench, bench.another()));
            assertEnd(bench);
            return true;
        }
    }

    /// @return the step in which it died
    private static int untilDeath(FlyBench bench, int number) throws InterruptedException {
        int[] step = {0};
        Thread living = Thread.ofVirtual().unstarted(() -> {
            while (step[0] < STEPS.size() && !Thread.currentThread().isInterrupted()) {
                if (!isDone(bench, STEPS.get(step[0]))) {
                    return;
                }
                step[0]++;
            }
        });
        bench.fake().script().cutAfterChange(number, living::interrupt);
        living.start();
        assertThat(living.join(WITHIN)).isTrue();
        return step[0];
    }

    private static boolean isDone(FlyBench bench, BiConsumer<FlyBench, FlyRuntime> step) {
        try {
            step.accept(bench, bench.runtime());
            return true;
        } catch (IllegalStateException _) {
            return false;
        }
    }

    private static void assertEnd(FlyBench bench) {
        assertThat(bench.fake().apps()).containsExactly(FaultCase.app());
        assertThat(bench.fake().machines(FaultCase.app())).containsExactly("web-r2-0 started in");
        assertThat(bench.fake().machinesEver()).isEqualTo(2);
        assertThat(bench.fake().addresses(FaultCase.app())).isEqualTo(2);
        assertThat(bench.fake().secrets(FaultCase.app())).hasSize(1);
    }

    @Test
    void aMachineThatIsTakenInIsNotTakenOutBeforeAnother() {
        try (FlyBench bench = FlyBench.open()) {
            STEPS.subList(0, SERVED_FROM).forEach(step -> step.accept(bench, bench.runtime()));
            bench.fake().checksSay(Optional.of("the page answered 500"));
            bench.runtime().ensureInstance(FaultCase.order(bench, 2), Duration.ofMillis(1));

            assertThat(isGiven(bench, 2)).isFalse();

            assertThat(bench.fake().machines(FaultCase.app()))
                    .containsExactly("web-r1-0 started in", "web-r2-0 started");
        }
    }

    @Test
    void aLeaseOfAnotherIsAwaitedAndEnforced() {
        try (FlyBench bench = FlyBench.open()) {
            STEPS.subList(0, 2).forEach(step -> step.accept(bench, bench.runtime()));
            bench.fake().script().fail("lease.create", FlyFault.CONFLICT, 2);

            given(bench, bench.runtime(), 1);

            bench.fake().leaseToAnother(FaultCase.app());
            bench.fake().advance(LEASE_SECONDS);
            bench.runtime().traffic().refuse(FaultCase.TENANT, "app");
            assertThat(bench.fake().machines(FaultCase.app())).containsExactly("web-r1-0 stopped");
            given(bench, bench.runtime(), 1);
            assertThat(bench.fake().machines(FaultCase.app())).containsExactly("web-r1-0 started in");

            gone(bench.runtime().destroy(InstanceSelection.of(FaultCase.TENANT)));
            assertThat(bench.fake().apps()).isEmpty();
        }
    }

    private static boolean isGiven(FlyBench bench, int release) {
        try {
            return bench.runtime()
                    .traffic()
                    .give(FaultCase.order(bench, release).name(), Duration.ofMillis(1));
        } catch (RuntimeUnavailable unavailable) {
            assertThat(unavailable).hasMessageContaining("do not pass");
            return false;
        }
    }

    private static void ready(FlyBench bench, FlyRuntime runtime, int release) {
        assertThat(runtime.ensureInstance(FaultCase.order(bench, release), WITHIN))
                .isInstanceOf(Ensured.Ready.class);
    }

    private static void given(FlyBench bench, FlyRuntime runtime, int release) {
        assertThat(runtime.traffic().give(FaultCase.order(bench, release).name(), WITHIN))
                .isTrue();
    }

    private static void gone(Stopped stopped) {
        assertThat(stopped).isEqualTo(new Stopped.Gone());
    }
}
