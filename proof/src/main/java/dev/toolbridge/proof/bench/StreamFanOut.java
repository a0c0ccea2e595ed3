package dev.toolbridge.proof.bench;

import dev.toolbridge.proof.load.KeptConnection;
import dev.toolbridge.proof.load.StreamClient;
import dev.toolbridge.proof.load.Timings;
import dev.toolbridge.proof.report.Plan;
import dev.toolbridge.proof.torture.Crowd;
import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.process.RunningApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The time from the sending of a write until each of the many streams of its space has shown it. Each stream must
/// show every change once, in order.
final class StreamFanOut {
    private static final int SUBSCRIPTIONS = 5;
    private static final int WRITERS = 16;
    private static final String NUMBERED = "fan-out-";
    private static final Pattern CHANGE =
            Pattern.compile("\"id\":\"(\\d+)\".*\\{\"seq\":(\\d+),.*\"correlation_id\":\"" + NUMBERED + "(\\d+)\"");

    private final RunningApi api;
    private final int users;
    private final int sockets;
    private final int rate;
    private final int writes;
    private final AtomicLongArray sentNs;
    private final AtomicLongArray writtenNs;

    /// @param users the number of spaces
    /// @param sockets of each user, with five subscriptions each
    /// @param rate the changes a second
    /// @param writes the changes
    private StreamFanOut(RunningApi api, int users, int sockets, int rate, int writes) {
        this.api = api;
        this.users = users;
        this.sockets = sockets;
        this.rate = rate;
        this.writes = writes;
        this.sentNs = new AtomicLongArray(writes);
        this.writtenNs = new AtomicLongArray(writes);
    }

    static String run(Plan plan) {
        try (RunningApi api = RunningApi.start()) {
            int users = plan.size(20, 2);
            int sockets = plan.size(20, 2);
            int rate = plan.size(200, 20);
            new StreamFanOut(api, users, sockets, rate, rate * plan.size(5, 1)).figures();
            return new StreamFanOut(api, users, sockets, rate, rate * plan.size(20, 2)).figures();
        }
    }

    private String figures() {
        List<String> tokens = Stream.generate(() -> api.tokens().of("reader-" + UUID.randomUUID()))
                .limit(users)
                .toList();
        var readers = new ArrayList<StreamClient>();
        try {
            for (int number = 0; number < users * sockets; number++) {
                readers.add(StreamClient.socket(api.server(), tokens.get(number % users), SUBSCRIPTIONS));
            }
            List<List<Long>> nanos = measured(tokens, readers);
            return figures(nanos.stream().flatMap(List::stream).toList());
        } finally {
            readers.forEach(StreamClient::close);
        }
    }

    private String figures(List<Long> nanos) {
        var timings = new Timings(nanos);
        var own = new Timings(IntStream.range(0, writes)
                .mapToObj(number -> writtenNs.get(number) - sentNs.get(number))
                .toList());
        return String.format(
                Locale.ROOT,
                "%d streams, %d changes/s, each to %d streams: p50 %s ms, p99 %s ms after the write was sent, which"
                        + " itself took %s and %s; %d events, lost 0, repeated 0, out of order 0",
                users * sockets * SUBSCRIPTIONS,
                rate,
                sockets * SUBSCRIPTIONS,
                Timings.figure(timings.medianMs()),
                Timings.figure(timings.p99Ms()),
                Timings.figure(own.medianMs()),
                Timings.figure(own.p99Ms()),
                nanos.size());
    }

    private List<List<Long>> measured(List<String> tokens, List<StreamClient> readers) {
        long begin = System.nanoTime();
        return Crowd.of(WRITERS + readers.size(), actor -> {
                    if (actor < WRITERS) {
                        write(actor, begin, tokens);
                        return List.<Long>of();
                    }
                    return read(readers.get(actor - WRITERS), writesOf((actor - WRITERS) % users));
                })
                .stream()
                .toList();
    }

    private int writesOf(int user) {
        return (writes - user + users - 1) / users;
    }

    /// Writes at a fixed rate, to the spaces by turns.
    private void write(int writer, long begin, List<String> tokens) {
        long periodNs = Duration.ofSeconds(1).toNanos() / rate;
        try (var connection = new KeptConnection(api.server().address())) {
            for (int number = writer; number < writes; number += WRITERS) {
                var headers = Map.of(
                        "Authorization", "Bearer " + tokens.get(number % users), "X-Correlation-ID", NUMBERED + number);
                byte[] request = KeptConnection.request("POST", "/v1/notes", headers, "{\"title\":\"shown\"}");
                Await.pause(Duration.ofNanos(Math.max(0, begin + number * periodNs - System.nanoTime())));
                sentNs.set(number, System.nanoTime());
                if (connection.send(request) != 201) {
                    throw new AssertionError("not created: " + connection.body());
                }
                writtenNs.set(number, System.nanoTime());
            }
        }
    }

    /// The times of all changes on one socket.
    private List<Long> read(StreamClient reader, int changes) {
        var nanos = new ArrayList<Long>();
        var shown = new long[SUBSCRIPTIONS];
        while (nanos.size() < changes * SUBSCRIPTIONS) {
            Matcher change = CHANGE.matcher(reader.frame());
            if (change.find()) {
                nanos.add(System.nanoTime() - sentNs.get(Integer.parseInt(change.group(3))));
                int subscription = Integer.parseInt(change.group(1));
                long seq = Long.parseLong(change.group(2));
                if (seq != shown[subscription] + 1) {
                    throw new AssertionError("change " + seq + " came after " + shown[subscription]);
                }
                shown[subscription] = seq;
            }
        }
        return nanos;
    }
}
