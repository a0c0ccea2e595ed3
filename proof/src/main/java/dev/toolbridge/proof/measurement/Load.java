package dev.toolbridge.proof.measurement;

import dev.toolbridge.deploy.ImageServer;
import dev.toolbridge.deploy.LocalServers;
import dev.toolbridge.deploy.Sender;
import dev.toolbridge.tests.process.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/// Users who read, list, write and change notes over REST, and call tools over MCP.
final class Load {
    private static final int USERS = 12;
    private static final int WAITING_MAX = 2_000;
    private static final long NS_PER_S = 1_000_000_000L;

    private final List<LoadUser> users = new ArrayList<>();

    /// The outcome of a load.
    ///
    /// @param requests the number of answered requests
    /// @param failures the number of requests without an answer or with a failed one
    /// @param perSecond the rate of answers
    /// @param medianMs half of the answers took no longer
    /// @param p99Ms 99 of a hundred took no longer, the time that a late request waited included
    record Outcome(long requests, int failures, double perSecond, double medianMs, double p99Ms) {}

    Load(LocalServers servers) {
        for (int number = 0; number < USERS; number++) {
            String token = servers.token("load-" + number);
            users.add(new LoadUser(
                    new Sender(servers.of(ImageServer.API), token),
                    new Sender(servers.of(ImageServer.SIDECAR), token)));
        }
    }

    /// The highest rate: each user sends the next request when the last is answered.
    Outcome highest(Duration length) {
        return run(length, (executor, send, end) -> {
            for (LoadUser user : users) {
                executor.execute(() -> {
                    while (System.nanoTime() < end) {
                        send.accept(user, System.nanoTime());
                    }
                });
            }
        });
    }

    /// A steady rate, independent of the answers: a stall counts for all requests that are due during it.
    Outcome steady(Duration length, double perSecond) {
        var waiting = new Semaphore(WAITING_MAX);
        return run(length, (executor, send, end) -> {
            long gapNs = (long) (NS_PER_S / perSecond);
            int number = 0;
            for (long due = System.nanoTime(); due < end; due += gapNs) {
                Await.pause(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
                LoadUser user = users.get(number++ % users.size());
                long scheduled = due;
                waiting.acquireUninterruptibly();
                executor.execute(() -> {
                    send.accept(user, scheduled);
                    waiting.release();
                });
            }
        });
    }

    private interface Plan {
        void submit(ExecutorService executor, Sending sending, long endNs);
    }

    private interface Sending {
        void accept(LoadUser user, long scheduledNs);
    }

    private static Outcome run(Duration length, Plan plan) {
        var tookNs = new ConcurrentLinkedQueue<Long>();
        var failures = new AtomicInteger();
        long begin = System.nanoTime();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            plan.submit(
                    executor,
                    (user, scheduled) -> {
                        if (user.sendOne()) {
                            tookNs.add(System.nanoTime() - scheduled);
                        } else {
                            failures.incrementAndGet();
                        }
                    },
                    begin + length.toNanos());
        }
        double seconds = (double) (System.nanoTime() - begin) / NS_PER_S;
        long[] sorted = tookNs.stream().mapToLong(Long::longValue).sorted().toArray();
        return new Outcome(
                sorted.length, failures.get(), sorted.length / seconds, atMs(sorted, 0.5), atMs(sorted, 0.99));
    }

    private static double atMs(long[] sortedNs, double part) {
        return sortedNs.length == 0 ? 0 : sortedNs[(int) (sortedNs.length * part)] / 1e6;
    }
}
