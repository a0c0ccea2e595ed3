package dev.toolbridge.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/// The stream that stays open between requests.
class StreamTest {
    @Sidecar
    private static TestServer server;

    private static Wire client() {
        return Wire.connected(server.address("/mcp"), TestServer.token("ann"));
    }

    @Test
    void theStreamOpensAtOnceShowsThatItLivesAndHasNoIds() {
        var wire = client();
        try (var events = EventReader.open(
                wire.builder().header("Last-Event-ID", "17").GET().build())) {
            assertThat(events.response().statusCode()).isEqualTo(200);
            assertThat(events.response().headers().firstValue("content-type")).contains("text/event-stream");
            Instant opened = Instant.now();
            for (int comments = 0; comments < 3; ) {
                String line = events.line().orElseThrow();
                assertThat(line).isIn(":", "");
                comments += line.equals(":") ? 1 : 0;
            }
            assertThat(Duration.between(opened, Instant.now())).isLessThan(Duration.ofSeconds(15));
            assertThat(Wire.send(wire.builder().DELETE().build()).statusCode()).isEqualTo(204);
            events.awaitEnd();
        }
        assertThat(wire.post(wire.request("ping", "{}")).statusCode()).isEqualTo(404);
    }

    @Test
    void fourStreamsLiveSideBySideAndAFifthEndsTheFirst() {
        var wire = client();
        var open = new ArrayList<EventReader>();
        try {
            for (int count = 0; count < 4; count++) {
                open.add(EventReader.open(wire.builder().GET().build()));
            }
            for (EventReader stream : open) {
                awaitComments(stream);
            }

            open.add(EventReader.open(wire.builder().GET().build()));

            open.removeFirst().awaitEnd();
            for (EventReader stream : open) {
                awaitComments(stream);
            }
        } finally {
            open.forEach(EventReader::close);
        }
    }

    /// More than one: what was sent before the last stream opened may still be unread.
    private static void awaitComments(EventReader stream) {
        for (int comments = 0; comments < 3; ) {
            comments += stream.line().orElseThrow().equals(":") ? 1 : 0;
        }
    }

    @Test
    void aStreamEndsWithItsToken() {
        String brief = TestServer.token("cleo", Duration.ofSeconds(2));
        var wire = Wire.connected(server.address("/mcp"), brief);
        try (var events = EventReader.open(wire.builder().GET().build())) {
            Instant opened = Instant.now();
            events.awaitEnd();
            assertThat(Duration.between(opened, Instant.now())).isLessThan(Duration.ofSeconds(15));
        }
    }

    @Test
    void aNewerTokenKeepsTheStreamOpen() {
        var wire = Wire.connected(server.address("/mcp"), TestServer.token("dora", Duration.ofSeconds(2)));
        try (var events = EventReader.open(wire.builder().GET().build())) {
            var refreshed = new Wire(server.address("/mcp"), TestServer.token("dora"));
            refreshed.useSession(wire.session());
            refreshed.post(refreshed.request("ping", "{}"));
            Instant expired = Instant.now().plusSeconds(3);
            while (Instant.now().isBefore(expired)) {
                assertThat(events.line()).isPresent();
            }
        }
    }
}
