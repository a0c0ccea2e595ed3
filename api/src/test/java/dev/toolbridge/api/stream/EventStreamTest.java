package dev.toolbridge.api.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.Await;
import dev.toolbridge.api.RunningServer;
import dev.toolbridge.token.SignedToken;
import dev.toolbridge.token.TokenVerifiers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Streams of server-sent events: every change once, whatever is cut.
@Timeout(60)
class EventStreamTest {
    @RegisterExtension
    static final StreamServer SERVER = new StreamServer();

    private final RunningServer server = SERVER.server();
    private final String user = "reader-" + UUID.randomUUID();
    private final String token = RunningServer.ownersToken(user);

    @Test
    void whatIsCommittedAfterReadyArrives() {
        create(server, "before");
        try (var events = open("")) {
            assertThat(events.response().headers().firstValue("Content-Type")).contains("text/event-stream");
            var ready = events.require("ready");
            assertThat(ready.id()).contains(ready.json().get("cursor").textValue());
            events.require("caught_up");
            String uid = create(server, "after");
            var change = events.require("change");
            assertThat(change.json().get("uid").textValue()).isEqualTo(uid);
            assertThat(change.json().get("changed")).hasToString("[\"title\"]");
            assertThat(change.json().has("payload")).isFalse();
        }
    }

    @Test
    void aStreamGoesOnFromTheLastEvent() {
        create(server, "1");
        String cursor = RunningServer.json(server.get("/v1/changes", token))
                .get("nextCursor")
                .textValue();
        create(server, "2");
        create(server, "3");
        String last;
        try (var events = open("?cursor=" + cursor + "&include=payload")) {
            assertThat(events.require("ready").json().get("cursor").textValue()).isEqualTo(cursor);
            var change = events.require("change");
            assertThat(change.json().at("/payload/title").textValue()).isEqualTo("2");
            last = change.id().orElseThrow();
        }
        try (var events = open("?cursor=" + cursor, "Last-Event-ID", last)) {
            events.require("ready");
            assertThat(seqs(events.changes(1))).containsExactly(3L);
            events.require("caught_up");
        }
    }

    @Test
    void readersOfOneQuestionGetTheSameBytes() {
        var readers = IntStream.range(0, 10).mapToObj(_ -> open("?types=note")).toList();
        readers.forEach(reader -> reader.require("ready"));
        readers.forEach(reader -> reader.require("caught_up"));
        create(server, "shared");
        Set<String> texts = new java.util.HashSet<>();
        readers.forEach(reader -> texts.add(reader.require("change").toString()));
        assertThat(texts).hasSize(1);
        readers.forEach(EventReader::close);
    }

    @Test
    void aFilterPassesOtherChanges() {
        try (var events = open("?types=task")) {
            events.require("ready");
            events.require("caught_up");
            create(server, "note");
            var task = server.post("/v1/tasks", token, Map.of("title", "task"));
            assertThat(events.require("change").json().get("uid"))
                    .isEqualTo(RunningServer.json(task).get("uid"));
        }
    }

    @Test
    void aWipeEndsTheStreamWithAReset() {
        create(server, "a");
        String cursor = RunningServer.json(server.get("/v1/changes", token))
                .get("nextCursor")
                .textValue();
        try (var events = open("?cursor=" + cursor)) {
            events.require("ready");
            events.require("caught_up");
            wipe();
            assertThat(events.require("reset").json().get("code").textValue()).isEqualTo("epoch_mismatch");
            assertThat(events.next()).isEmpty();
        }
        try (var events = open("", "Last-Event-ID", cursor)) {
            events.require("ready");
            assertThat(events.require("reset").json().get("code").textValue()).isEqualTo("epoch_mismatch");
        }
    }

    @Test
    void refusalsComeBeforeTheStreamBegins() {
        assertThat(refused("?since=1").status()).isEqualTo(400);
        assertThat(refused("?cursor=abc").status()).isEqualTo(400);
        assertThat(refused("?types=none").status()).isEqualTo(400);
        assertThat(EventReader.open(server.port(), "", "x").status()).isEqualTo(401);
        assertThat(EventReader.open(server.port(), "", RunningServer.ownersToken(user, "notes:write"))
                        .status())
                .isEqualTo(403);
        var head = server.send("HEAD /v1/changes/stream", token, Optional.empty());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Type")).contains("text/event-stream");
    }

    @Test
    void aUserHasTwentyStreamsAndTheyAreFreeAgainAtOnce() throws Exception {
        for (int round = 0; round < 2; round++) {
            var readers = new ArrayList<EventReader>();
            while (readers.size() < Leases.OF_USER_MAX) {
                readers.add(openSoon());
            }
            var refused = open("");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.text()).contains("too many open streams");
            assertThat(refused.response().headers().firstValue("Retry-After")).isPresent();
            readers.forEach(EventReader::close);
        }
    }

    @Test
    void theStreamEndsWithItsToken() throws Exception {
        String brief = TokenVerifiers.sign(
                new SignedToken(user, Optional.of(RunningServer.DEFAULT_TENANT), Set.of(), Duration.ofSeconds(3)),
                RunningServer.SECRET);
        try (var events = EventReader.open(server.port(), "", brief)) {
            events.require("ready");
            events.require("caught_up");
            assertThat(events.next()).isEmpty();
        }
    }

    @Test
    void aStalledReaderDisturbsNobodyAndMissesNothing() {
        int writes = 60;
        try (var stalled = open("?include=payload");
                var fast = open("?include=payload")) {
            stalled.require("ready");
            fast.require("ready");
            for (int n = 0; n < writes; n++) {
                create(server, "x".repeat(60_000));
                assertThat(fast.changes(1)).hasSize(1);
            }
            assertThat(seqs(stalled.changes(writes)))
                    .isEqualTo(IntStream.rangeClosed(1, writes)
                            .mapToObj(n -> (long) n)
                            .toList());
        }
    }

    @Test
    void aClosingServerEndsItsStreamsAtOnce() throws InterruptedException {
        var closing = SERVER.another();
        try (var events = EventReader.open(closing.port(), "", token)) {
            events.require("ready");
            events.require("caught_up");
            Instant before = Instant.now();
            closing.close();
            assertThat(events.next()).isEmpty();
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(15));
        }
    }

    private EventReader open(String query, String... headers) {
        return EventReader.open(server.port(), query, token, headers);
    }

    /// Opens a stream as soon as there is room for it.
    private EventReader openSoon() throws Exception {
        var opened = new EventReader[1];
        Await.until(
                () -> {
                    opened[0] = open("");
                    return opened[0].status() == 200;
                },
                Duration.ofSeconds(5));
        return opened[0];
    }

    private EventReader refused(String query) {
        var refused = open(query);
        assertThat(refused.response().headers().firstValue("Content-Type").orElse(""))
                .contains("json");
        return refused;
    }

    private String create(RunningServer at, String title) {
        return StreamServer.create(at, token, title);
    }

    private void wipe() {
        String session = RunningServer.json(server.post("/v1/sync/sessions", token, Map.of()))
                .get("id")
                .textValue();
        assertThat(server.post("/v1/sync/wipe", token, Map.of("confirm", "WIPE"), "X-Sync-Session", session)
                        .statusCode())
                .isEqualTo(200);
    }

    private static List<Long> seqs(List<EventReader.Shown> changes) {
        return changes.stream()
                .map(change -> change.json().get("seq").longValue())
                .toList();
    }
}
