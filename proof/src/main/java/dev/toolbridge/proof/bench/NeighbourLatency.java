package dev.toolbridge.proof.bench;

import dev.toolbridge.proof.load.Timings;
import dev.toolbridge.proof.report.Plan;
import dev.toolbridge.proof.torture.Crowd;
import dev.toolbridge.tests.process.ApiDatabase;
import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.process.OwnPostgres;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.sync.SyncClient;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// A user who writes and reads at a steady rate: alone; while another user's space gets many times one user's
/// allowed rate; while that space is locked and all its writers wait; and while so many write, to one space or
/// to as many spaces, that the machine has no time left.
final class NeighbourLatency {
    private static final int FLOODERS = 48;
    private static final int RATE = 50;
    private static final int FLOOD_RATE = 200;
    private static final Duration WARM_UP = Duration.ofSeconds(3);

    private static final String HOLD = "SELECT FROM space_head WHERE epoch = 2 FOR UPDATE";

    private final int seconds;
    private final ApiDatabase database;
    private final RunningApi api;

    private NeighbourLatency(int seconds, ApiDatabase database, RunningApi api) {
        this.seconds = seconds;
        this.database = database;
        this.api = api;
    }

    static String run(Plan plan) {
        try (var postgres = OwnPostgres.start();
                RunningApi api = postgres.database().start()) {
            return new NeighbourLatency(plan.size(20, 2), postgres.database(), api).run();
        }
    }

    private String run() {
        var quiet = SyncClient.of(api);
        String path = "/v1/notes/" + quiet.post("/v1/notes", "{}").at("/uid").textValue();
        var flooded = SyncClient.of(api);
        List<SyncClient> one = Collections.nCopies(FLOODERS, flooded);
        List<SyncClient> many =
                Stream.generate(() -> SyncClient.of(api)).limit(FLOODERS).toList();
        Supplier<Timings> neighbour = () -> steady(quiet, path);
        beside(_ -> {}, neighbour);
        Timings alone = neighbour.get();
        Timings steadily = beside(running -> steadily(flooded, running), neighbour);
        Timings endlessly = beside(running -> endlessly(one, running), neighbour);
        Timings spread = beside(running -> endlessly(many, running), neighbour);
        flooded.wipe();
        var stuckClient = flooded.withSession();
        Timings stuck = database.holding(
                HOLD,
                () -> beside(running -> endlessly(Collections.nCopies(FLOODERS, stuckClient), running), neighbour));
        return "p99 alone %s ms; beside a space with %s writes/s %s x, beside a stuck space with %s waiting %s x"
                        .formatted(
                                Timings.figure(alone.p99Ms()),
                                FLOOD_RATE,
                                times(steadily, alone),
                                FLOODERS,
                                times(stuck, alone))
                + "; with all processors taken by writers of one space %s x, of %s spaces %s x"
                        .formatted(times(endlessly, alone), FLOODERS, times(spread, alone));
    }

    private static String times(Timings disturbed, Timings alone) {
        return Timings.figure(disturbed.p99Ms() / alone.p99Ms());
    }

    /// The neighbour's times while others work.
    private static Timings beside(Consumer<BooleanSupplier> others, Supplier<Timings> neighbour) {
        var running = new AtomicBoolean(true);
        var timings = new ArrayList<Timings>();
        new Crowd()
                .with(1, _ -> others.accept(running::get))
                .with(1, _ -> {
                    Await.pause(WARM_UP);
                    timings.add(neighbour.get());
                    running.set(false);
                })
                .act(() -> running.set(false));
        return timings.getFirst();
    }

    private static void endlessly(List<SyncClient> clients, BooleanSupplier running) {
        Crowd.of(clients.size(), client -> {
            while (running.getAsBoolean()) {
                flood(clients.get(client));
            }
            return client;
        });
    }

    private static void steadily(SyncClient client, BooleanSupplier running) {
        Crowd.of(FLOODERS, _ -> {
            while (running.getAsBoolean()) {
                flood(client);
                Await.pause(Duration.ofSeconds(1).multipliedBy(FLOODERS).dividedBy(FLOOD_RATE));
            }
            return client;
        });
    }

    /// Sends writes that may fail, since a locked space refuses them.
    private static void flood(SyncClient client) {
        Reply reply = client.post("/v1/notes", "{\"title\":\"flood\"}");
        if (reply.status() != 201 && reply.status() != 503) {
            throw new AssertionError(reply.toString());
        }
    }

    /// Sends at a fixed rate without waiting for answers: a stall counts for every request due meanwhile.
    private Timings steady(SyncClient client, String path) {
        long begin = System.nanoTime();
        long periodNanos = Duration.ofSeconds(1).toNanos() / RATE;
        return new Timings(Crowd.of(RATE * seconds, number -> {
            long due = begin + number * periodNanos;
            Await.pause(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
            Call call = number % 2 == 0
                    ? Call.of("GET", path)
                    : Call.of("PATCH", path).json("{\"number\":" + number + "}");
            Reply reply = client.send(call);
            if (reply.status() != 200) {
                throw new AssertionError(reply.toString());
            }
            return System.nanoTime() - due;
        }));
    }
}
