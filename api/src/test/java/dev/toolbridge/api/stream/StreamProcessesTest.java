package dev.toolbridge.api.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.RunningServer;
import dev.toolbridge.api.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Streams of several processes on one database: changes of the others arrive, whatever is cut or ends.
@Timeout(60)
class StreamProcessesTest {
    private static final Map<String, String> SETTINGS =
            Map.of("RATE_LIMIT_BURST", "9000", "RATE_LIMIT_PER_MINUTE", "9000");
    private static final Workspace WORKSPACE = new Workspace();
    private static RunningServer server;
    private static RunningServer other;

    private final String user = "reader-" + UUID.randomUUID();
    private final String token = RunningServer.ownersToken(user);

    @BeforeAll
    static void start() throws InterruptedException {
        server = RunningServer.alone(WORKSPACE, SETTINGS);
        other = RunningServer.alone(WORKSPACE, SETTINGS);
    }

    @AfterAll
    static void stop() {
        server.close();
        other.close();
        WORKSPACE.close();
    }

    @Test
    void aCutAtAnyPlaceLosesAndDoublesNothing() {
        var random = new Random(14);
        int writes = 400;
        var writer = CompletableFuture.runAsync(
                () -> IntStream.range(0, writes).forEach(n -> create(n % 2 == 0 ? server : other, "n" + n)));
        var arrived = new ArrayList<Long>();
        String last = RunningServer.json(server.get("/v1/changes?latest=true", token))
                .get("nextCursor")
                .textValue();
        var first = RunningServer.json(server.get("/v1/changes?limit=1", token)).get("changes");
        long begun = first.isEmpty() ? 0 : 1;
        int cuts = 0;
        while (arrived.isEmpty() || arrived.getLast() < writes) {
            try (var events = EventReader.open(
                    random.nextBoolean() ? server.port() : other.port(), "", token, "Last-Event-ID", last)) {
                int count = random.nextInt(4);
                for (int n = 0; n < count && (arrived.isEmpty() || arrived.getLast() < writes); n++) {
                    var event = events.next().orElseThrow();
                    last = event.id().orElse(last);
                    if (event.name().equals("change")) {
                        arrived.add(event.json().get("seq").longValue());
                    }
                }
            }
            cuts++;
        }
        writer.join();
        assertThat(cuts).isGreaterThan(100);
        long from = arrived.getFirst();
        assertThat(from).isLessThanOrEqualTo(begun + writes);
        assertThat(arrived)
                .isEqualTo(IntStream.rangeClosed((int) from, writes)
                        .mapToObj(n -> (long) n)
                        .toList());
    }

    @Test
    void hintsOfAnotherProcessArrive() {
        try (var events = open("")) {
            events.require("ready");
            events.require("caught_up");
            var times = new ArrayList<Duration>();
            for (int n = 0; n < 5; n++) {
                Instant before = Instant.now();
                create(other, "n" + n);
                events.require("change");
                times.add(Duration.between(before, Instant.now()));
            }
            assertThat(times.stream().sorted().toList().get(2)).as("median").isLessThan(Duration.ofMillis(900));
        }
    }

    @Test
    void behindAPoolerThatSharesSessionsChangesOfOthersArriveToo() throws InterruptedException {
        var settings = new java.util.HashMap<>(SETTINGS);
        settings.put("DATABASE_POOLER", "transaction");
        try (var pooled = RunningServer.alone(WORKSPACE, settings);
                var events = EventReader.open(pooled.port(), "", token)) {
            events.require("ready");
            events.require("caught_up");
            String uid = create(other, "elsewhere");
            assertThat(events.require("change").json().get("uid").textValue()).isEqualTo(uid);
        }
    }

    @Test
    void serversThatEndLoseAndDoubleNothing() throws InterruptedException {
        String last = RunningServer.json(server.get("/v1/changes?latest=true", token))
                .get("nextCursor")
                .textValue();
        var arrived = new ArrayList<Long>();
        for (int round = 0; round < 6; round++) {
            try (var ending = RunningServer.alone(WORKSPACE, SETTINGS);
                    var events = EventReader.open(ending.port(), "", token, "Last-Event-ID", last)) {
                create(server, "1");
                create(ending, "2");
                var shown = events.changes(1 + round % 2).getLast();
                last = shown.id().orElseThrow();
                arrived.add(shown.json().get("seq").longValue());
            }
        }
        try (var events = EventReader.open(server.port(), "", token, "Last-Event-ID", last)) {
            long seen = arrived.getLast();
            assertThat(arrived).containsExactly(1L, 3L, 4L, 6L, 7L, 9L);
            assertThat(events.changes(3))
                    .extracting(change -> change.json().get("seq").longValue())
                    .containsExactly(seen + 1, seen + 2, seen + 3);
        }
    }

    private EventReader open(String query, String... headers) {
        return EventReader.open(server.port(), query, token, headers);
    }

    private String create(RunningServer at, String title) {
        var response = at.post("/v1/notes", token, Map.of("title", title));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return RunningServer.json(response).get("uid").textValue();
    }
}
