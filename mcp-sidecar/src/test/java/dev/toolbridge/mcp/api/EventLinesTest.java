package dev.toolbridge.mcp.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Events of the API as they arrive: long ones, half ones, and none at all.
@Timeout(20)
class EventLinesTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void eventsHaveNameIdAndData() throws IOException {
        try (var events = lines("retry: 2000\n\n:\n\nid: c.1\nevent: change\ndata: {\"a\": 1}\n\n")) {
            assertThat(events.next()).contains(new ApiEvent("", "", "", true));
            assertThat(events.next()).contains(new ApiEvent("", "", "", true));
            assertThat(events.next()).contains(new ApiEvent("change", "c.1", "{\"a\": 1}", false));
            assertThat(events.next()).isEmpty();
        }
    }

    @Test
    void aLineCountsUpToItsLength() throws IOException {
        String most = "x".repeat(EventLines.LINE_BYTES_MAX - "data: ".length());
        try (var events = lines("data: " + most + "\n\ndata: " + most + "y\nid: 2\n\n")) {
            assertThat(events.next().orElseThrow().data()).isEqualTo(most);
            ApiEvent longer = events.next().orElseThrow();
            assertThat(longer.data()).isEqualTo(most);
            assertThat(longer.id()).isEqualTo("2");
        }
    }

    @Test
    void anEventThatIsCutIsNone() throws IOException {
        try (var events = lines("id: 1\nevent: change\ndata: {}\n")) {
            assertThat(events.next()).isEmpty();
        }
    }

    @Test
    void aSilentStreamIsCut() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var client = new Socket(server.getInetAddress(), server.getLocalPort());
                var silent = server.accept();
                var events = new EventLines(client.getInputStream(), Duration.ofMillis(300), timer)) {
            silent.getOutputStream().write(":\n\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(events.next()).isPresent();
            assertThatThrownBy(events::next).isInstanceOf(IOException.class);
        }
    }

    private EventLines lines(String text) {
        return new EventLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), LONG, timer);
    }
}
