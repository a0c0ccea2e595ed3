package dev.toolbridge.service.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.service.config.ListenAddress;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.HttpServer;
import dev.toolbridge.service.http.HttpServerConfig;
import dev.toolbridge.service.http.Route;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Answers that are streams: beside the requests that run, and over when their client is gone.
class AnswerStreamTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Held held = new Held();
    private HttpServer server;

    /// A stream that says hello, and ends when its client is gone.
    private static final class Held implements AnswerStream {
        private final CountDownLatch written = new CountDownLatch(1);
        private final CountDownLatch gone = new CountDownLatch(1);
        private final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public byte[] opening() {
            return "hello\n".getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public void begin(OutputStream out, Runnable over) {
            written.countDown();
            Thread.ofVirtual().start(() -> {
                await(gone);
                over.run();
            });
        }

        @Override
        public void clientIsGone() {
            gone.countDown();
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    @BeforeEach
    void start() {
        var config = new HttpServerConfig(
                new ListenAddress("127.0.0.1", 0), 1, 100, Duration.ofMinutes(1), List.of(), Duration.ofSeconds(1));
        server = HttpServer.start(
                config,
                List.of(
                        new Route("GET", "/hello", 0, _ -> Answer.text(200, "hello")),
                        new Route("GET", "/stream", 0, _ -> Answer.empty(200)
                                .header("Content-Type", "text/event-stream")
                                .streaming(held))),
                new SimpleMeterRegistry());
    }

    @AfterEach
    void stop() {
        held.clientIsGone();
        http.close();
        server.close();
    }

    @Test
    void aStreamLeavesItsPlaceToRequests() throws Exception {
        var stream = open();
        assertThat(stream.headers().firstValue("Content-Type")).contains("text/event-stream");
        assertThat(stream.body().read()).isEqualTo('h');
        var hello = http.send(request("/hello", "GET"), HttpResponse.BodyHandlers.ofString());
        assertThat(hello.body()).isEqualTo("hello");
        stream.body().close();
    }

    @Test
    void aStreamLearnsThatItsClientIsGone() throws Exception {
        open().body().close();
        await(held.gone);
        await(held.closed);
    }

    /// A client that does not know sends its next request on a connection that ends (RFC 9112, section 9.6).
    @Test
    void aStreamSaysThatItsConnectionEnds() throws Exception {
        var stream = open();
        stream.body().close();
        assertThat(stream.headers().allValues("Connection")).containsExactly("close");
    }

    @Test
    void theHeadOfAStreamBeginsNone() throws Exception {
        var head = http.send(request("/stream", "HEAD"), HttpResponse.BodyHandlers.ofString());
        assertThat(head.headers().firstValue("Content-Type")).contains("text/event-stream");
        await(held.closed);
        assertThat(held.written.getCount()).isEqualTo(1);
    }

    private HttpResponse<InputStream> open() throws Exception {
        return http.send(request("/stream", "GET"), HttpResponse.BodyHandlers.ofInputStream());
    }

    private HttpRequest request(String path, String method) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
