package dev.toolbridge.api.store.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.service.error.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WriteQueueTest {
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
        var queue = queue(10, 100, PATIENCE);
        Future<String> first = begin(queue, "space", 1);
        List<Future<String>> waiting = waiting(queue, List.of(2, 3, 4));
        mayEnd.release(2);

        assertThat(first.get()).isEqualTo("did 1");
        assertThat(results(waiting)).containsExactly("did 2", "did 3", "did 4");
        assertThat(transactions).containsExactly(List.of(1), List.of(2, 3, 4));
    }

    @Test
    void takesAlongOnlyWhatFitsAndKeepsTheOrder() throws Exception {
        var queue = queue(10, 100, PATIENCE);
        assertThat(begin(queue, "space", 1)).isNotDone();
        List<Future<String>> waiting = waiting(queue, List.of(4, 5, 500, 6, 2));
        mayEnd.release(10);

        results(waiting);
        assertThat(transactions).containsExactly(List.of(1), List.of(4, 5), List.of(500), List.of(6, 2));
    }

    @Test
    void putsNothingTogetherWithWhatGoesAlone() throws Exception {
        var queue = queue(10, 100, PATIENCE);
        assertThat(begin(queue, "space", 1)).isNotDone();
        var waiting = new ArrayList<>(waiting(queue, List.of(2, 3)));
        waiting.add(waitingBehind(queue, 2, () -> queue.passAlone("space", () -> alone("did it alone"))));
        waiting.add(waitingBehind(queue, 3, () -> queue.pass("space", 5)));
        waiting.add(waitingBehind(queue, 4, () -> queue.pass("space", 4)));
        mayEnd.release(10);

        assertThat(results(waiting)).containsExactly("did 2", "did 3", "did it alone", "did 5", "did 4");
        assertThat(transactions).containsExactly(List.of(1), List.of(2, 3), List.of(), List.of(5, 4));
    }

    @Test
    void goesOnAfterAFailureOfWhatWentAlone() {
        var queue = queue(10, 100, PATIENCE);
        mayEnd.release();

        assertThatThrownBy(() -> queue.passAlone("space", () -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(queue.pass("space", 1)).isEqualTo("did 1");
    }

    @Test
    void neverRunsTwoTransactionsOfOneSpace() throws Exception {
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        var queue = new WriteQueue<String, Integer, Integer>(
                new WriteQueue.Limits(3, 1_000, PATIENCE), _ -> 1, (_, works) -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    List<Integer> results =
                            works.stream().map(work -> work * work).toList();
                    running.decrementAndGet();
                    return results;
                });
        List<Future<Integer>> results = IntStream.range(0, 1_000)
                .mapToObj(work -> writers.submit(() -> queue.pass("space", work)))
                .toList();

        for (int work = 0; work < results.size(); work++) {
            assertThat(results.get(work).get()).isEqualTo(work * work);
        }
        assertThat(most.get()).isEqualTo(1);
    }

    @Test
    void doesNotLetOneSpaceWaitForAnother() throws Exception {
        var queue = queue(10, 100, PATIENCE);
        assertThat(begin(queue, "space", 1)).isNotDone();
        assertThat(waiting(queue, List.of(2, 3))).hasSize(2);

        assertThat(begin(queue, "other", 4)).isNotDone();

        assertThat(transactions).containsExactly(List.of(1), List.of(4));
    }

    @Test
    void refusesMoreThanMayWait() throws Exception {
        var queue = queue(10, 2, PATIENCE);
        assertThat(begin(queue, "space", 1)).isNotDone();
        assertThat(waiting(queue, List.of(2, 3))).hasSize(2);

        assertThatThrownBy(() -> queue.pass("space", 4)).isInstanceOf(Refusal.class);
    }

    @Test
    void refusesWhoWaitedTooLongAndGoesOn() throws Exception {
        var queue = queue(10, 100, Duration.ofMillis(20));
        Future<String> first = begin(queue, "space", 1);

        assertThatThrownBy(() -> queue.pass("space", 2)).isInstanceOf(Refusal.class);
        mayEnd.release(2);
        assertThat(first.get()).isEqualTo("did 1");
        assertThat(queue.pass("space", 3)).isEqualTo("did 3");
        assertThat(transactions).containsExactly(List.of(1), List.of(3));
    }

    @Test
    void tellsAFailureToAllWhoWereInItAndGoesOn() throws Exception {
        var queue = new WriteQueue<String, Integer, String>(
                new WriteQueue.Limits(10, 100, PATIENCE), _ -> 1, (_, works) -> {
                    begun.release();
                    mayEnd.acquireUninterruptibly();
                    if (works.contains(3)) {
                        throw new IllegalStateException("broken");
                    }
                    return works.stream().map(work -> "did " + work).toList();
                });
        Future<String> first = begin(queue, "space", 1);
        List<Future<String>> waiting = waiting(queue, List.of(2, 3));
        mayEnd.release(3);

        assertThat(first.get()).isEqualTo("did 1");
        for (Future<String> failed : waiting) {
            assertThatThrownBy(failed::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("broken");
        }
        assertThat(queue.pass("space", 4)).isEqualTo("did 4");
    }

    /// A queue whose works are their own weights; each transaction waits until the test lets it end.
    private WriteQueue<String, Integer, String> queue(int weightMax, int waitingMax, Duration patience) {
        return new WriteQueue<>(new WriteQueue.Limits(weightMax, waitingMax, patience), work -> work, (_, works) -> {
            transactions.add(works);
            begun.release();
            mayEnd.acquireUninterruptibly();
            return works.stream().map(work -> "did " + work).toList();
        });
    }

    private Future<String> pass(WriteQueue<String, Integer, String> queue, String key, int work) {
        return writers.submit(() -> queue.pass(key, work));
    }

    /// Begins a transaction that runs until the test lets it end.
    private Future<String> begin(WriteQueue<String, Integer, String> queue, String key, int work)
            throws InterruptedException {
        Future<String> result = pass(queue, key, work);
        begun.acquire();
        return result;
    }

    /// Enqueues works one after the other while a transaction runs.
    private List<Future<String>> waiting(WriteQueue<String, Integer, String> queue, List<Integer> works) {
        var waiting = new ArrayList<Future<String>>();
        for (int work : works) {
            waiting.add(waitingBehind(queue, waiting.size(), () -> queue.pass("space", work)));
        }
        return waiting;
    }

    private Future<String> waitingBehind(WriteQueue<String, Integer, String> queue, int others, Callable<String> pass) {
        Future<String> result = writers.submit(pass);
        while (queue.waiting("space") <= others) {
            Thread.onSpinWait();
        }
        return result;
    }

    /// A transaction without works.
    private String alone(String result) {
        transactions.add(List.of());
        return result;
    }

    private static List<String> results(List<Future<String>> futures) throws Exception {
        var results = new ArrayList<String>();
        for (Future<String> future : futures) {
            results.add(future.get());
        }
        return results;
    }
}
