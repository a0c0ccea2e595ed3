package dev.toolbridge.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Subscriptions follow the API's changes by one cursor through all failures; and the resource of changes.
@Timeout(60)
class SubscriptionsTest {
    private static final String CHANGES = "toolbridge://changes";
    private static final String FEED = "/v1/changes/stream";
    private static final long PATIENCE_SECONDS = 20;

    @Sidecar
    private TestServer server;

    private String newNote(String title) {
        return call("create_note", "title", title).at("/structuredContent/uid").asText();
    }

    private JsonNode call(String tool, String name, String value) {
        return StatelessWire.call(
                        server.address("/mcp"),
                        TestServer.token("ann"),
                        tool,
                        Json.object().put(name, value))
                .result();
    }

    private EventReader listen(String query, String... uris) {
        var listen =
                StatelessWire.request(server.address("/mcp" + query), TestServer.token("ann"), "subscriptions/listen");
        var list = listen.parameters().putObject("notifications").putArray("resourceSubscriptions");
        List.of(uris).forEach(list::add);
        var events = EventReader.open(listen.built());
        assertThat(events.message().path("method").asText()).endsWith("acknowledged");
        return events;
    }

    private static String updated(EventReader events) {
        JsonNode message = events.message();
        assertThat(message.path("method").asText()).isEqualTo("notifications/resources/updated");
        return message.at("/params/uri").asText();
    }

    private static Set<String> updated(EventReader events, int count) {
        var uris = new HashSet<String>();
        while (uris.size() < count) {
            uris.add(updated(events));
        }
        return uris;
    }

    private long streams() {
        return server.api.requests.stream()
                .filter(request -> request.path().equals(FEED))
                .count();
    }

    /// Refuses that many streams, and tells when that is done.
    private CountDownLatch failing(int times, ErrorCode code) {
        var left = new CountDownLatch(times);
        server.api.behave(request -> failed(request, left, code));
        return left;
    }

    private static Optional<Answer> failed(Request request, CountDownLatch left, ErrorCode code) {
        if (request.path().equals(FEED) && left.getCount() > 0) {
            left.countDown();
            throw Refusal.of(code, "not now");
        }
        return Optional.empty();
    }

    @Test
    void whatHappensRightAfterTheAcknowledgementIsTold() {
        String uid = newNote("a");
        try (var events = listen("", "toolbridge://notes/" + uid.toUpperCase(Locale.ROOT), CHANGES)) {
            server.api.touch(uid, "bob");
            assertThat(updated(events, 2))
                    .containsExactlyInAnyOrder("toolbridge://notes/" + uid.toUpperCase(Locale.ROOT), CHANGES);
        }
    }

    @Test
    void manyResourcesCostOneStream() {
        String[] uris = new String[50];
        for (int note = 0; note < uris.length; note++) {
            uris[note] = "toolbridge://notes/" + newNote("note " + note);
        }
        try (var events = listen("", uris)) {
            long before = server.api.requests.size();
            String last = uris[uris.length - 1];
            server.api.touch(last.substring(last.lastIndexOf('/') + 1), "bob");
            assertThat(updated(events)).isEqualTo(last);
            assertThat(server.api.requests.size()).isEqualTo((int) before);
            assertThat(streams()).isEqualTo(1);
        }
    }

    @Test
    void aDeletionIsAChange() {
        String uid = newNote("a");
        try (var events = listen("", "toolbridge://notes/" + uid)) {
            call("delete_note", "uid", uid);
            assertThat(updated(events)).isEqualTo("toolbridge://notes/" + uid);
        }
    }

    @Test
    void whatTheAddressLeavesOutIsNotTold() {
        String task = call("create_task", "title", "for this one")
                .at("/structuredContent/uid")
                .asText();
        try (var events = listen("?entities=tasks", CHANGES, "toolbridge://tasks/" + task)) {
            newNote("not for this one");
            server.api.touch(task, "bob");
            assertThat(List.of(updated(events), updated(events)))
                    .containsExactlyInAnyOrder(CHANGES, "toolbridge://tasks/" + task);
            assertThat(read("?entities=tasks").path("changes")).hasSize(1).allSatisfy(change -> assertThat(
                            change.path("uri").asText())
                    .isEqualTo("toolbridge://tasks/" + task));
        }
    }

    @Test
    void aChangeIsToldWithinASecond() {
        String uid = newNote("a");
        try (var events = listen("", "toolbridge://notes/" + uid)) {
            var times = new ArrayList<Duration>();
            for (int round = 0; round < 5; round++) {
                Instant before = Instant.now();
                server.api.touch(uid, "bob");
                assertThat(updated(events)).isEqualTo("toolbridge://notes/" + uid);
                times.add(Duration.between(before, Instant.now()));
            }
            assertThat(times.stream().sorted().toList().get(2)).as("median").isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void anApiThatIsAwayForAWhileCostsNoChange() throws InterruptedException {
        String uid = newNote("a");
        String other = newNote("other");
        try (var events = listen("", "toolbridge://notes/" + uid, "toolbridge://notes/" + other)) {
            CountDownLatch away = failing(2, ErrorCode.UNAVAILABLE);
            server.api.feed.cut();
            server.api.touch(uid, "bob");
            assertThat(away.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(updated(events)).isEqualTo("toolbridge://notes/" + uid);
            server.api.touch(other, "bob");
            assertThat(updated(events)).isEqualTo("toolbridge://notes/" + other);
        }
    }

    @Test
    void anApiThatWasAwayAtTheBeginningMakesEverythingSuspicious() {
        String uid = newNote("a");
        failing(1, ErrorCode.UNAVAILABLE);
        try (var events = listen("", "toolbridge://notes/" + uid)) {
            assertThat(updated(events)).isEqualTo("toolbridge://notes/" + uid);
        }
    }

    @Test
    void aStreamThatIsCutGoesOnWhereItWas() {
        String uid = newNote("a");
        try (var events = listen("", "toolbridge://notes/" + uid, "toolbridge://notes/" + newNote("other"))) {
            for (int cut = 0; cut < 3; cut++) {
                server.api.feed.cut();
                server.api.touch(uid, "bob");
                assertThat(updated(events)).isEqualTo("toolbridge://notes/" + uid);
            }
        }
    }

    @Test
    void afterAWipeEverythingMayHaveChanged() {
        String uid = newNote("a");
        try (var events = listen("", "toolbridge://notes/" + uid, CHANGES)) {
            server.api.feed.wipe();
            assertThat(updated(events, 2)).hasSize(2);
            server.api.touch(uid, "bob");
            assertThat(updated(events, 2)).hasSize(2);
        }
    }

    @Test
    void afterAWipeBetweenTwoStreamsToo() {
        String uid = newNote("a");
        try (var events = listen("", "toolbridge://notes/" + uid)) {
            server.api.feed.cut();
            server.api.feed.wipe();
            assertThat(updated(events)).isEqualTo("toolbridge://notes/" + uid);
        }
    }

    @Test
    void aCursorThatCannotBeFollowedBeginsAnew() {
        String uid = newNote("a");
        try (var events = listen("", "toolbridge://notes/" + uid)) {
            server.api.feed.forget();
            server.api.feed.cut();
            assertThat(updated(events)).isEqualTo("toolbridge://notes/" + uid);
        }
    }

    @Test
    void aCredentialThatIsRefusedIsNotShownAgainUntilThereIsANewerOne() throws InterruptedException {
        String uid = newNote("a");
        var wire = Wire.connected(server.address("/mcp"), TestServer.token("ann", Duration.ofMinutes(5)));
        try (var events = EventReader.open(wire.builder().GET().build())) {
            wire.post(wire.request("resources/subscribe", "{\"uri\":\"toolbridge://notes/" + uid + "\"}"));
            CountDownLatch refused = failing(1, ErrorCode.UNAUTHORIZED);
            server.api.feed.cut();
            assertThat(refused.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            server.api.touch(uid, "bob");
            long before = streams();

            var refreshed = new Wire(server.address("/mcp"), TestServer.token("ann"));
            refreshed.useSession(wire.session());
            assertThat(streams()).isEqualTo(before);
            refreshed.post(refreshed.request("ping", "{}"));

            assertThat(updated(events)).isEqualTo("toolbridge://notes/" + uid);
        }
    }

    @Test
    void aSessionWatchesAllByOneFeedAndForgetsWhatItUnsubscribes() {
        String first = "toolbridge://notes/" + newNote("a");
        String second = "toolbridge://notes/" + newNote("b");
        var wire = Wire.connected(server.address("/mcp"), TestServer.token("ann"));
        try (var events = EventReader.open(wire.builder().GET().build())) {
            for (String uri : List.of(first, second, CHANGES)) {
                wire.post(wire.request("resources/subscribe", "{\"uri\":\"" + uri + "\"}"));
            }
            assertThat(streams()).isEqualTo(1);
            wire.post(wire.request("resources/unsubscribe", "{\"uri\":\"" + first + "\"}"));
            wire.post(wire.request("resources/unsubscribe", "{\"uri\":\"" + CHANGES + "\"}"));
            server.api.touch(first.substring(first.lastIndexOf('/') + 1), "bob");
            server.api.touch(second.substring(second.lastIndexOf('/') + 1), "bob");
            assertThat(updated(events)).isEqualTo(second);
        }
    }

    @Test
    void theChangesAreAResourceNewestFirst() {
        String kept = newNote("kept");
        String gone = newNote("gone");
        call("delete_note", "uid", gone);
        JsonNode listed = StatelessWire.request(server.address("/mcp"), TestServer.token("ann"), "resources/list")
                .result();
        assertThat(listed.at("/resources/0/uri").asText()).isEqualTo(CHANGES);

        JsonNode changes = read("").path("changes");

        assertThat(changes).hasSize(2);
        assertThat(changes.toString())
                .contains("{\"uri\":\"toolbridge://notes/" + kept
                        + "\",\"type\":\"note\",\"title\":\"kept\",\"version\":1")
                .contains("{\"uri\":\"toolbridge://notes/" + gone + "\",\"type\":\"note\",\"deleted\":true");
    }

    private JsonNode read(String query) {
        var read = StatelessWire.request(server.address("/mcp" + query), TestServer.token("ann"), "resources/read");
        read.parameters().put("uri", CHANGES);
        read.headers.put("Mcp-Name", CHANGES);
        String text = read.result().at("/contents/0/text").asText();
        try {
            return Json.parse(text.getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(text, malformed);
        }
    }
}
