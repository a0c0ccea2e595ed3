package dev.toolbridge.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.json.Json;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Subscriptions of one user with the same rights share one stream at the API, by whichever credential is valid.
@Timeout(60)
class UserStreamTest {
    private static final String FEED = "/v1/changes/stream";
    private static final Duration BRIEF = Duration.ofSeconds(3);

    @Sidecar
    private TestServer server;

    /// A session with a stream of its own at the sidecar, and a subscription.
    private record Subscriber(Wire wire, EventReader events) implements AutoCloseable {

        String updated() {
            JsonNode message = events.message();
            assertThat(message.path("method").asText()).isEqualTo("notifications/resources/updated");
            return message.at("/params/uri").asText();
        }

        /// The same session with a newer token.
        Subscriber with(String token, URI address) {
            var renewed = new Wire(address, token);
            renewed.useSession(wire.session());
            return new Subscriber(
                    renewed, EventReader.open(renewed.builder().GET().build()));
        }

        void subscribe(String uri) {
            wire.post(wire.request("resources/subscribe", "{\"uri\":\"" + uri + "\"}"));
        }

        @Override
        public void close() {
            events.close();
            Wire.send(wire.builder().DELETE().build());
        }
    }

    private Subscriber subscriber(String token, String uri) {
        var wire = Wire.connected(server.address("/mcp"), token);
        var subscriber =
                new Subscriber(wire, EventReader.open(wire.builder().GET().build()));
        subscriber.subscribe(uri);
        return subscriber;
    }

    private String newNote() {
        return StatelessWire.call(
                        server.address("/mcp"),
                        TestServer.token("ann"),
                        "create_note",
                        Json.object().put("title", "a"))
                .result()
                .at("/structuredContent/uid")
                .asText();
    }

    private static String uri(String uid) {
        return "toolbridge://notes/" + uid;
    }

    private long streams() {
        return server.api.requests.stream()
                .filter(request -> request.path().equals(FEED))
                .count();
    }

    @Test
    void sessionsOfOneUserShareAStreamThatEndsWithTheLast() {
        String uid = newNote();
        try (var second = subscriber(TestServer.token("ann"), uri(uid))) {
            try (var first = subscriber(TestServer.token("ann", Duration.ofMinutes(90)), uri(uid))) {
                server.api.touch(uid, "bob");
                assertThat(first.updated()).isEqualTo(uri(uid));
                assertThat(second.updated()).isEqualTo(uri(uid));
            }
            server.api.touch(uid, "bob");
            assertThat(second.updated()).isEqualTo(uri(uid));
            assertThat(streams()).isEqualTo(1);
            server.api.feed.awaitOpen(1);
        }
        server.api.feed.awaitOpen(0);
    }

    @Test
    void otherUsersAndOtherScopesHaveTheirOwn() {
        String uid = newNote();
        try (var _ = subscriber(TestServer.token("ann"), uri(uid));
                var _ = subscriber(
                        TestServer.token("ann", Duration.ofHours(1), Set.of("notes:read", "notes:write")), uri(uid));
                var _ = subscriber(TestServer.token("bob"), uri(uid))) {
            assertThat(streams()).isEqualTo(3);
            server.api.feed.awaitOpen(3);
        }
    }

    @Test
    void anExpiredSessionHearsNothingUntilItsClientHasANewerToken() {
        String uid = newNote();
        try (var lasting = subscriber(TestServer.token("ann"), uri(uid));
                var brief = subscriber(TestServer.token("ann", BRIEF), uri(uid))) {
            brief.events().awaitEnd();
            server.api.touch(uid, "bob");
            assertThat(lasting.updated()).isEqualTo(uri(uid));
            server.api.touch(uid, "carol");
            assertThat(lasting.updated()).isEqualTo(uri(uid));
            try (var renewed = brief.with(TestServer.token("ann"), server.address("/mcp"))) {
                assertThat(renewed.updated()).isEqualTo(uri(uid));
                String next = newNote();
                renewed.subscribe(uri(next));
                server.api.touch(next, "bob");
                assertThat(renewed.updated())
                        .as("one notice of all that was missed")
                        .isEqualTo(uri(next));
            }
            assertThat(streams()).isEqualTo(1);
        }
    }

    @Test
    void withoutAValidTokenThereIsNoStream() {
        String uid = newNote();
        try (var one = subscriber(TestServer.token("ann", BRIEF), uri(uid));
                var other = subscriber(TestServer.token("ann", BRIEF), uri(uid))) {
            one.events().awaitEnd();
            other.events().awaitEnd();
            server.api.feed.cut();
            server.api.feed.awaitOpen(0);
            server.api.touch(uid, "bob");
            assertThat(streams()).isEqualTo(1);
            try (var renewed = other.with(TestServer.token("ann"), server.address("/mcp"))) {
                assertThat(renewed.updated()).isEqualTo(uri(uid));
                assertThat(streams()).isEqualTo(2);
            }
        }
    }
}
