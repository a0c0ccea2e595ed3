package dev.toolbridge.proof.torture;

import dev.toolbridge.proof.report.Plan;
import dev.toolbridge.tests.process.ApiDatabase;
import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.sync.SyncClient;
import dev.toolbridge.tests.wire.Call;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/// Cuts streams of changes anywhere and kills one of two servers again and again, while a user writes through both.
/// Each reader must see every number of the journal once, in order.
final class StreamAttack {
    private static final int READERS = 4;
    private static final int WRITERS = 2;
    private static final int CHANGES_MAX = 12;
    private static final int PAUSE_MAX_MS = 300;
    private static final Duration CUTS_MAX = Duration.ofMinutes(5);
    private static final Duration REST_MAX = Duration.ofMinutes(1);
    private static final Duration WRITE_PAUSE = Duration.ofMillis(5);

    private final Plan plan;
    private final int cuts;
    private final int kills;
    private final List<AtomicReference<RunningApi>> servers;
    private final SyncClient user;
    private final String beginning;
    private final AtomicInteger cut = new AtomicInteger();
    private final AtomicLong written = new AtomicLong();
    private final AtomicBoolean isDisturbing = new AtomicBoolean(true);
    private final AtomicInteger cutters = new AtomicInteger(READERS);
    private final CountDownLatch writers = new CountDownLatch(WRITERS);

    private StreamAttack(Plan plan, List<AtomicReference<RunningApi>> servers) {
        this.plan = plan;
        this.cuts = plan.size(1_200, 60);
        this.kills = plan.size(20, 1);
        this.servers = servers;
        this.user = SyncClient.of(servers.getFirst().get());
        this.beginning = user.get("/v1/changes?latest=true").at("/nextCursor").textValue();
    }

    static String run(Plan plan) {
        var first = new AtomicReference<>(ApiDatabase.fresh().start());
        var second = new AtomicReference<>(first.get().startAgain());
        try {
            return new StreamAttack(plan, List.of(first, second)).run();
        } finally {
            Stream.of(first, second).forEach(server -> server.get().close());
        }
    }

    private String run() {
        new Crowd()
                .with(1, _ -> disturb())
                .with(WRITERS, this::write)
                .with(READERS, this::read)
                .act(() -> isDisturbing.set(false));
        return "%s cuts, %s kills, %s changes for %s readers: lost 0, repeated 0, out of order 0"
                .formatted(cut.get(), kills, written.get(), READERS);
    }

    /// Kills the servers by turns, and goes on until there are enough cuts.
    private void disturb() {
        Random random = plan.random(0);
        for (int count = 0; count < kills && isDisturbing.get(); count++) {
            Await.pause(Duration.ofMillis(random.nextInt(PAUSE_MAX_MS)));
            var server = servers.get(count % servers.size());
            server.get().program().kill();
            server.set(server.get().startAgainInPlace());
        }
        Await.until(CUTS_MAX, () -> cut.get() >= cuts || !isDisturbing.get(), () -> "only " + cut + " cuts");
        isDisturbing.set(false);
    }

    private void write(int writer) {
        Random random = plan.random(1 + writer);
        try {
            while (cutters.get() > 0) {
                var client = user.at(servers.get(random.nextInt(servers.size())).get());
                Call call = Call.of("POST", "/v1/notes")
                        .json("{\"title\":\"made\"}")
                        .with("Idempotency-Key", UUID.randomUUID().toString());
                var made = Persistent.send(() -> client.send(call));
                if (made.status() != 201) {
                    throw new AssertionError("not created: " + made);
                }
                written.incrementAndGet();
                Await.pause(WRITE_PAUSE);
            }
        } finally {
            writers.countDown();
        }
    }

    /// Cuts while the servers are disturbed, then reads what is left.
    private void read(int reader) {
        Random random = plan.random(1 + WRITERS + reader);
        var tail = new StreamTail(user.token(), beginning);
        try {
            while (isDisturbing.get()) {
                cut.addAndGet(tail.read(any(random), 1 + random.nextInt(CHANGES_MAX)) > 0 ? 1 : 0);
            }
        } finally {
            cutters.decrementAndGet();
        }
        awaitWriters();
        Instant end = Instant.now().plus(REST_MAX);
        while (tail.seq() < written.get() && Instant.now().isBefore(end)) {
            tail.read(any(random), (int) (written.get() - tail.seq()));
        }
        if (tail.seq() != written.get()) {
            throw new AssertionError(tail.seq() + " changes of " + written + " came");
        }
    }

    private URI any(Random random) {
        return servers.get(random.nextInt(servers.size())).get().server().address();
    }

    private void awaitWriters() {
        try {
            writers.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
