package dev.toolbridge.proof.load;

import dev.toolbridge.proof.torture.Crowd;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Clients with a connection each, and one request that each of them repeats.
///
/// @param requests the request of each client
/// @param status the status of every answer
public record Load(URI server, List<byte[]> requests, int status) {

    public Load {
        requests = List.copyOf(requests);
    }

    /// Sends each request after the answer to the one before.
    public Timings closed(Duration time) {
        return run(time, (_, sentAt) -> sentAt);
    }

    /// Sends so many requests in a second, whether the answers come or not: a late answer delays those behind it, and
    /// counts from the time at which its request was due.
    public Timings open(double perSecond, Duration time) {
        long pauseNs = (long) (requests.size() * 1e9 / perSecond);
        return run(time, (number, _) -> number * pauseNs);
    }

    /// The time at which a client sends a request, counted from its first one.
    private interface Rhythm {
        long dueNs(int number, long nowNs);
    }

    private Timings run(Duration time, Rhythm rhythm) {
        List<KeptConnection> connections = IntStream.range(0, requests.size())
                .mapToObj(_ -> new KeptConnection(server))
                .toList();
        try {
            List<long[]> all =
                    Crowd.of(requests.size(), client -> client(connections.get(client), client, time, rhythm));
            return new Timings(
                    all.stream().flatMapToLong(LongStream::of).boxed().toList());
        } finally {
            connections.forEach(KeptConnection::close);
        }
    }

    private long[] client(KeptConnection connection, int client, Duration time, Rhythm rhythm) {
        var taken = LongStream.builder();
        long begin = System.nanoTime();
        long due = rhythm.dueNs(0, 0);
        for (int number = 0; due < time.toNanos(); number++) {
            due = rhythm.dueNs(number, System.nanoTime() - begin);
            awaitUntil(begin + due);
            int answered = connection.send(requests.get(client));
            if (answered != status) {
                throw new AssertionError("answered with " + answered + ": " + connection.body());
            }
            taken.add(System.nanoTime() - begin - due);
        }
        return taken.build().toArray();
    }

    /// Waits for a time; to the millisecond would be too coarse here.
    private static void awaitUntil(long atNs) {
        try {
            // The latch is never counted down.
            boolean counted = new CountDownLatch(1).await(atNs - System.nanoTime(), TimeUnit.NANOSECONDS);
            assert !counted;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", stopped);
        }
    }
}
