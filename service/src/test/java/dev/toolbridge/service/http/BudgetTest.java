package dev.toolbridge.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.service.config.ListenAddress;
import dev.toolbridge.service.http.connection.StallLimits;
import dev.toolbridge.service.memory.MemoryBudget;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The memory of requests is counted before it is used, and given back.
class BudgetTest {
    private static final int BODY_BYTES_MAX = 16 * 1_048_576;
    private static final int ANSWER_BYTES = 16 * 1_048_576;
    private static final Duration PAUSE_MAX = Duration.ofMillis(400);

    private final MemoryBudget memory = new MemoryBudget(64 * 1_048_576, Duration.ofMillis(50));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer server = HttpServer.start(
            HttpServerConfig.at(new ListenAddress("127.0.0.1", 0))
                    .within(memory)
                    .stalling(StallLimits.of(PAUSE_MAX)),
            List.of(
                    new Route("POST", "/length", BODY_BYTES_MAX, BudgetTest::length),
                    new Route("GET", "/large", 0, _ -> Answer.json(200, new byte[ANSWER_BYTES]))),
            meters);

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void refusesABodyThatDoesNotFitAndTakesOneThatDoes() throws Exception {
        var others = memory.open("others");
        others.grow(56 * 1_048_576);

        HttpResponse<String> refused = post(BodyPublishers.ofByteArray(new byte[1_048_576]));
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(post(BodyPublishers.ofString("small")).body()).isEqualTo("5");

        others.close();
        assertThat(post(BodyPublishers.ofByteArray(new byte[1_048_576])).body()).isEqualTo("1048576");
        assertAllIsGivenBack();
    }

    @Test
    void readsABodyOfNoStatedLengthToItsEnd() throws Exception {
        for (int length : new int[] {1, 8_191, 8_192, 8_193, 1_000_000, BODY_BYTES_MAX}) {
            byte[] body = new byte[length];
            var stream = BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body));
            assertThat(post(stream).body()).isEqualTo(Integer.toString(length));
        }
    }

    @Test
    void endsAConnectionOnWhichAnAnswerStandsHalfRead() throws Exception {
        try (var lazy = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            lazy.getOutputStream().write("GET /large HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(lazy.getInputStream().read()).isEqualTo('H');
            assertThat(memory.heldBytes()).isEqualTo(ANSWER_BYTES);

            assertAllIsGivenBack();
            assertThat(meters.counter("toolbridge.http.connections.stalled").count())
                    .isEqualTo(1);
        }
    }

    /// A client may have its answer before the server has counted it as sent.
    private void assertAllIsGivenBack() {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (memory.heldBytes() > 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(memory.heldBytes()).isZero();
    }

    private static Answer length(Request request) {
        return Answer.text(200, Integer.toString(request.body().length));
    }

    private HttpResponse<String> post(HttpRequest.BodyPublisher body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/length"))
                .POST(body)
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
