package dev.toolbridge.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.postgres.TestPostgres;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Callers get connections in order of arrival, within the share of their space and within limits of number and time.
@Timeout(10)
final class PoolPlacesTest {
    private static final DatabaseUrl URL = TestPostgres.newDatabase();
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String FLOOD = "the space with the long statements";

    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch letGo = new CountDownLatch(1);
    private final MeterRegistry meters = new SimpleMeterRegistry();

    @AfterEach
    void end() {
        letGo.countDown();
        callers.close();
    }

    @Test
    void whoReturnsAConnectionIsServedAfterThoseWhoWait() throws Exception {
        try (Database database = open(new PoolLimits(1, 100, LONG))) {
            var served = new ConcurrentLinkedQueue<String>();
            var greedy = callers.submit(() -> {
                occupy(database);
                for (int turn = 0; turn < 3; turn++) {
                    database.with(_ -> served.add("greedy"));
                }
            });
            held.await();
            List<Future<?>> others = new ArrayList<>();
            for (String name : List.of("first", "second", "third")) {
                others.add(callers.submit(() -> database.with(_ -> served.add(name))));
                awaitWaiting(others.size());
            }
            letGo.countDown();
            greedy.get();
            for (Future<?> other : others) {
                other.get();
            }
            assertThat(served).startsWith("first", "second", "third").hasSize(6);
        }
    }

    @Test
    void longWorkOfOneSpaceLeavesAConnectionToOthers() throws Exception {
        try (Database database = open(new PoolLimits(4, 100, LONG))) {
            List<Future<?>> flood = new ArrayList<>();
            for (int caller = 0; caller < 10; caller++) {
                flood.add(callers.submit(() -> PoolShare.heldFor(FLOOD, () -> occupy(database))));
            }
            awaitWaiting(7);

            assertThat(PoolShare.heldFor("another", () -> one(database))).isEqualTo(1);
            assertThat(one(database)).isEqualTo(1);

            letGo.countDown();
            for (Future<?> caller : flood) {
                caller.get();
            }
            assertThat(meters.get("toolbridge.database.wait").timer().count()).isEqualTo(7);
        }
    }

    @Test
    void oneWaiterTooManyIsRefusedAtOnce() throws Exception {
        try (Database database = open(new PoolLimits(1, 4, LONG))) {
            var holding = callers.submit(() -> occupy(database));
            held.await();
            List<Future<?>> waiting = new ArrayList<>();
            for (String space : List.of(FLOOD, FLOOD, "another", "a third")) {
                waiting.add(callers.submit(() -> PoolShare.heldFor(space, () -> one(database))));
                awaitWaiting(waiting.size());
                if (waiting.size() == 2) {
                    refused(() -> PoolShare.heldFor(FLOOD, () -> one(database)), "too many requests wait");
                }
            }
            refused(() -> PoolShare.heldFor("a fourth", () -> one(database)), "too many requests wait");
            letGo.countDown();
            holding.get();
            for (Future<?> caller : waiting) {
                caller.get();
            }
            assertThat(meters.get("toolbridge.database.refused")
                            .functionCounter()
                            .count())
                    .isEqualTo(2);
        }
    }

    @Test
    void whoWaitsTooLongIsRefusedAndLeavesNothingBehind() throws Exception {
        try (Database database = open(new PoolLimits(1, 4, Duration.ofSeconds(1)))) {
            var holding = callers.submit(() -> occupy(database));
            held.await();
            refused(() -> PoolShare.heldFor(FLOOD, () -> one(database)), "no connection was free in time");
            awaitWaiting(0);
            letGo.countDown();
            holding.get();
            assertThat(PoolShare.heldFor(FLOOD, () -> one(database))).isEqualTo(1);
        }
    }

    @Test
    void aCallerThatIsInterruptedLeavesTheQueue() throws Exception {
        try (Database database = open(new PoolLimits(1, 4, LONG))) {
            var holding = callers.submit(() -> occupy(database));
            held.await();
            var interrupted = callers.submit(() -> one(database));
            awaitWaiting(1);
            interrupted.cancel(true);
            awaitWaiting(0);
            letGo.countDown();
            holding.get();
            assertThat(one(database)).isEqualTo(1);
        }
    }

    private Database open(PoolLimits limits) {
        Database database = Database.open(URL, limits, "places", Pooler.NONE);
        database.bindTo(meters);
        return database;
    }

    /// Keeps a connection until it is let go.
    private boolean occupy(Database database) {
        return database.with(_ -> {
            held.countDown();
            try {
                letGo.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return true;
        });
    }

    private static int one(Database database) {
        return database.single("SELECT 1", row -> row.column(1).getInt()).getFirst();
    }

    private void awaitWaiting(int count) {
        while (meters.get("toolbridge.database.waiting").gauge().value() != count) {
            assertThat(Thread.currentThread().isInterrupted()).as("out of time").isFalse();
            Thread.onSpinWait();
        }
    }

    private static void refused(Supplier<Integer> work, String words) {
        assertThatThrownBy(work::get).isInstanceOf(DatabaseUnavailable.class).hasStackTraceContaining(words);
    }
}
