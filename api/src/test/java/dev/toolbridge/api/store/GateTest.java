package dev.toolbridge.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.service.error.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GateTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor();
    private final List<List<Integer>> transactions = Collections.synchronizedList(new ArrayList<>());
    private final Semaphore begun = new Semaphore(0);
    private final Semaphore mayEnd = new Semaphore(0);

    @AfterEach
    void close() {
        mayEnd.release(1_000);
        writers.close();
    }

    @Test
    void carriesOutTogetherWhatWaitedAndAnswersEachByItself() throws Exception {
        var gate = gate(10, 100, PATIENCE);
        Future<String> first = begin(gate, "space", 1);
        List<Future<String>> waiting = waiting(gate, List.of(2, 3, 4));
        mayEnd.release(2);

        assertThat(first.get()).isEqualTo("did 1");
        assertThat(results(waiting)).containsExactly("did 2", "did 3", "did 4");
        assertThat(transactions).containsExactly(List.of(1), List.of(2, 3, 4));
    }

    @Test
    void takesAlongOnlyWhatFitsAndKeepsTheOrder() throws Exception {
        var gate = gate(10, 100, PATIENCE);
        assertThat(begin(gate, "space", 1)).isNotDone();
        List<Future<String>> waiting = waiting(gate, List.of(4, 5, 500, 6, 2));
        mayEnd.release(10);

        results(waiting);
        assertThat(transactions).containsExactly(List.of(1), List.of(4, 5), List.of(500), List.of(6, 2));
    }

    @Test
    void neverRunsTwoTransactionsOfOneSpace() throws Exception {
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        var gate = new Gate<String, Integer, Integer>(new Gate.Limits(3, 1_000, PATIENCE), _ -> 1, (_, works) -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            List<Integer> results = works.stream().map(work -> work * work).toList();
            running.decrementAndGet();
            return results;
        });
        List<Future<Integer>> results = IntStream.range(0, 1_000)
                .mapToObj(work -> writers.submit(() -> gate.pass("space", work)))
                .toList();

        for (int work = 0; work < results.size(); work++) {
            assertThat(results.get(work).get()).isEqualTo(work * work);
        }
        assertThat(most.get()).isEqualTo(1);
    }

    @Test
    void doesNotLetOneSpaceWaitForAnother() throws Exception {
        var gate = gate(10, 100, PATIENCE);
        assertThat(begin(gate, "space", 1)).isNotDone();
        assertThat(waiting(gate, List.of(2, 3))).hasSize(2);

        assertThat(begin(gate, "other", 4)).isNotDone();

        assertThat(transactions).containsExactly(List.of(1), List.of(4));
    }

    @Test
    void refusesMoreThanMayWait() throws Exception {
        var gate = gate(10, 2, PATIENCE);
        assertThat(begin(gate, "space", 1)).isNotDone();
        assertThat(waiting(gate, List.of(2, 3))).hasSize(2);

        assertThatThrownBy(() -> gate.pass("space", 4)).isInstanceOf(Refusal.class);
    }

    @Test
    void refusesWhoWaitedTooLongAndGoesOn() throws Exception {
        var gate = gate(10, 100, Duration.ofMillis(20));
        Future<String> first = begin(gate, "space", 1);

        assertThatThrownBy(() -> gate.pass("space", 2)).isInstanceOf(Refusal.class);
        mayEnd.release(2);
        assertThat(first.get()).isEqualTo("did 1");
        assertThat(gate.pass("space", 3)).isEqualTo("did 3");
        assertThat(transactions).containsExactly(List.of(1), List.of(3));
    }

    @Test
    void tellsAFailureToAllWhoWereInItAndGoesOn() throws Exception {
        var gate = new Gate<String, Integer, String>(new Gate.Limits(10, 100, PATIENCE), _ -> 1, (_, works) -> {
            begun.release();
            mayEnd.acquireUninterruptibly();
            if (works.contains(3)) {
                throw new IllegalStateException("broken");
            }
            return works.stream().map(work -> "did " + work).toList();
        });
        Future<String> first = begin(gate, "space", 1);
        List<Future<String>> waiting = waiting(gate, List.of(2, 3));
        mayEnd.release(3);

        assertThat(first.get()).isEqualTo("did 1");
        for (Future<String> failed : waiting) {
            assertThatThrownBy(failed::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("broken");
        }
        assertThat(gate.pass("space", 4)).isEqualTo("did 4");
    }

    /// Works weigh what they are; each transaction waits until it may end.
    private Gate<String, Integer, String> gate(int weightMax, int waitingMax, Duration patience) {
        return new Gate<>(new Gate.Limits(weightMax, waitingMax, patience), work -> work, (_, works) -> {
            transactions.add(works);
            begun.release();
            mayEnd.acquireUninterruptibly();
            return works.stream().map(work -> "did " + work).toList();
        });
    }

    private Future<String> pass(Gate<String, Integer, String> gate, String key, int work) {
        return writers.submit(() -> gate.pass(key, work));
    }

    /// Begins a transaction that goes on until it may end.
    private Future<String> begin(Gate<String, Integer, String> gate, String key, int work) throws InterruptedException {
        Future<String> result = pass(gate, key, work);
        begun.acquire();
        return result;
    }

    /// Lets works enter one after the other, while a transaction runs.
    private List<Future<String>> waiting(Gate<String, Integer, String> gate, List<Integer> works) {
        var waiting = new ArrayList<Future<String>>();
        for (int work : works) {
            waiting.add(pass(gate, "space", work));
            while (gate.waiting("space") < waiting.size()) {
                Thread.onSpinWait();
            }
        }
        return waiting;
    }

    private static List<String> results(List<Future<String>> futures) throws Exception {
        var results = new ArrayList<String>();
        for (Future<String> future : futures) {
            results.add(future.get());
        }
        return results;
    }
}
