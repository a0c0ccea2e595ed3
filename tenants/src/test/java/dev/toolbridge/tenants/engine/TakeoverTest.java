package dev.toolbridge.tenants.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.tenants.operation.Catalogue;
import dev.toolbridge.tenants.operation.Operation;
import dev.toolbridge.tenants.operation.OperationEvent;
import dev.toolbridge.tenants.operation.OperationStatus;
import dev.toolbridge.tenants.store.Creation;
import dev.toolbridge.tenants.store.Origin;
import dev.toolbridge.tenants.store.TestControl;
import dev.toolbridge.tenants.store.TestPlan;
import dev.toolbridge.tests.process.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Servers that are killed or frozen in the middle of operations: another one goes on, and nothing happens twice.
class TakeoverTest {
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final Duration TAKEOVER_MAX = Duration.ofSeconds(15);

    /// The undisturbed operations that take as long on a machine that is busy with other work.
    private static final int OPERATIONS_MAX = 15;

    private final TestControl control = new TestControl();
    private final DatabaseUrl outsideUrl = OutsideWorld.found();
    private final OutsideWorld outside = new OutsideWorld(outsideUrl);
    private final Engine watcher = new Engine(control.database(), new Catalogue(List.of()), EngineWorld.QUICK);

    @AfterEach
    void close() {
        watcher.close();
        outside.close();
        control.close();
    }

    @Test
    void goesOnAfterAKillAtEveryPointOfEveryStep() throws Exception {
        for (String step : EngineProgram.STEPS) {
            for (String point : EngineProgram.POINTS) {
                outside.prepare(step, point, "KILL");
            }
        }
        Operation operation = provision("killed").operation();
        int killed = 0;
        while (outside.faults() > 0) {
            try (EngineProcess server = start("quick")) {
                assertThat(server.ends(30)).as("killed at the next point").isTrue();
                killed++;
            }
        }
        try (EngineProcess _ = start("quick")) {
            requireWhole(ended(operation));
        }
        assertThat(killed).isEqualTo(EngineProgram.STEPS.size() * EngineProgram.POINTS.size());
    }

    @Test
    void takesBackAllAfterKillsWhileItCancels() throws Exception {
        outside.prepare("two", "called", "KILL");
        outside.prepare("undo", "before", "KILL");
        outside.prepare("undo", "called", "KILL");
        Operation operation = provision("cancelled").operation();
        try (EngineProcess server = start("quick")) {
            assertThat(server.ends(30)).isTrue();
        }
        assertThat(outside.steps(label(operation))).containsExactly("one", "two");
        control.operations().cancel(operation.id(), _ -> true, Origin.OURS);
        for (int kills = 0; kills < 2; kills++) {
            try (EngineProcess server = start("quick")) {
                assertThat(server.ends(30)).isTrue();
            }
        }
        try (EngineProcess _ = start("quick")) {
            assertThat(ended(operation).status()).isEqualTo(OperationStatus.CANCELLED);
        }
        assertThat(outside.steps(label(operation))).isEmpty();
    }

    /// Frozen before its look-up, and between that and its call: the second is the one that looking up cannot save.
    @ParameterizedTest
    @ValueSource(strings = {"before", "looked", "called"})
    void aFrozenServerThatWakesHasNoSecondEffect(String point) throws Exception {
        outside.prepare("two", point, "STOP");
        Operation operation = provision("frozen").operation();
        try (EngineProcess frozen = start("quick")) {
            await(operation, event -> event.step().equals(Optional.of("two")));
            try (EngineProcess other = start("quick")) {
                requireWhole(ended(operation));
                long last =
                        control.operations().find(operation.id()).orElseThrow().lastEvent();
                frozen.wake();
                Operation next = provision("after-it").operation();
                other.freeze();
                ended(next);
                assertThat(frozen.isAlive()).isTrue();
                assertThat(control.operations()
                                .find(operation.id())
                                .orElseThrow()
                                .lastEvent())
                        .isEqualTo(last);
                requireWhole(operation);
                requireWhole(next);
            }
        }
    }

    @Test
    void anotherServerTakesOverInFifteenSeconds() throws Exception {
        try (EngineProcess first = start("usual");
                EngineProcess _ = start("usual")) {
            Operation before = provision("undisturbed").operation();
            Duration undisturbed = Times.of(() -> ended(before));
            outside.prepare("two", "called", "KILL");
            Operation operation = provision("taken-over").operation();
            try (EngineProcess _ = start("usual")) {
                Operation ended = ended(operation);
                requireWhole(ended);
                Duration takeover = longestGap(operation);
                System.out.println("takeover after a kill: " + takeover.toMillis() + " ms; " + first.isAlive());
                assertThat(takeover).isLessThan(Times.longer(TAKEOVER_MAX, undisturbed.multipliedBy(OPERATIONS_MAX)));
            }
        }
    }

    private Duration longestGap(Operation operation) {
        List<Instant> times = control.operations().events(operation.id(), 1, 100).stream()
                .map(OperationEvent::at)
                .toList();
        Duration longest = Duration.ZERO;
        for (int place = 1; place < times.size(); place++) {
            Duration gap = Duration.between(times.get(place - 1), times.get(place));
            longest = gap.compareTo(longest) > 0 ? gap : longest;
        }
        return longest;
    }

    private Creation.Created provision(String slug) {
        var order = TestPlan.order(EngineProgram.asked(TestPlan.PROVISION));
        return (Creation.Created) control.tenants().create(TestPlan.tenant(slug), order, Origin.OURS);
    }

    private EngineProcess start(String pace) {
        return EngineProcess.start(new EngineProcess.Setting(control.login(), outsideUrl, pace, 0));
    }

    private Operation ended(Operation operation) {
        Operation ended = end(operation);
        assertThat(ended.status().isEnd()).as(ended.toString()).isTrue();
        return ended;
    }

    private Operation end(Operation operation) {
        try {
            return watcher.watch().ended(operation.id(), LONG).orElseThrow();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private void await(Operation operation, Predicate<OperationEvent> condition) throws InterruptedException {
        long seen = 0;
        while (true) {
            List<OperationEvent> events = watcher.watch().events(operation.id(), seen, 100, LONG);
            assertThat(events).isNotEmpty();
            if (events.stream().anyMatch(condition)) {
                return;
            }
            seen = events.getLast().seq();
        }
    }

    private void requireWhole(Operation operation) {
        Operation ended = control.operations().find(operation.id()).orElseThrow();
        assertThat(ended.status()).as(ended.toString()).isEqualTo(OperationStatus.SUCCEEDED);
        assertThat(outside.steps(label(operation))).containsExactly("one", "three", "two");
    }

    private static String label(Operation operation) {
        return operation.tenant() + "/" + operation.id();
    }
}
