package dev.toolbridge.service.http.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.service.config.ListenAddress;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.HttpServer;
import dev.toolbridge.service.http.HttpServerConfig;
import dev.toolbridge.service.http.Route;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StallTest {
    private static final Duration PAUSE_MAX = Duration.ofMillis(300);
    private static final int READ_TIMEOUT_MS = 10_000;
    private static final String WHOLE = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String BODY_BEGUN = "POST /echo HTTP/1.1\r\nHost: a\r\n";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private HttpServer server;

    @BeforeEach
    void start() {
        var config = HttpServerConfig.at(new ListenAddress("127.0.0.1", 0)).stalling(StallLimits.of(PAUSE_MAX));
        var routes = List.of(
                new Route("GET", "/hello", 0, _ -> Answer.text(200, "hello")),
                new Route("POST", "/echo", 1_000, request -> Answer.json(200, request.body())));
        server = HttpServer.start(config, routes, meters);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "G",
                "GET /hello HTTP/1.1\r\n",
                "GET /hello HTTP/1.1\r\nHost: a\r\nX-Slow: ",
                WHOLE + "GET /hello HTTP/1.1\r\nHo",
                BODY_BEGUN + "Content-Length: 10\r\n\r\n",
                BODY_BEGUN + "Content-Length: 10\r\n\r\n12345",
                BODY_BEGUN + "Transfer-Encoding: chunked\r\n\r\n",
                BODY_BEGUN + "Transfer-Encoding: chunked\r\n\r\n5\r\n123",
                BODY_BEGUN + "Transfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n",
                BODY_BEGUN + "Transfer-Encoding: chunked\r\n\r\n5;name=value\r\n12345\r\n",
                BODY_BEGUN + "Transfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\n12345\r\n"
            })
    void endsAConnectionOnWhichARequestStandsHalfSent(String begun) throws Exception {
        try (var stalled = connect();
                var other = connect()) {
            send(stalled, begun);

            send(other, WHOLE);
            assertThat(readLine(other)).isEqualTo("HTTP/1.1 200 OK");
            assertThat(readToEnd(stalled)).doesNotContain("12345");
        }
    }

    @Test
    void endsOneThatSendsALetterNowAndThen() throws Exception {
        try (var dripping = connect();
                var drops = Executors.newSingleThreadScheduledExecutor()) {
            send(dripping, "GET /hello HTTP/1.1\r\nHost: a\r\nX-Slow: ");
            long everyMs = PAUSE_MAX.dividedBy(10).toMillis();
            var _ = drops.scheduleAtFixedRate(() -> drop(dripping), everyMs, everyMs, TimeUnit.MILLISECONDS);

            assertThat(readToEnd(dripping)).isEmpty();
            drops.shutdownNow();
            assertThat(meters.counter("toolbridge.http.connections.stalled").count())
                    .isEqualTo(1);
        }
    }

    @Test
    void leavesOneAloneThatRestsBetweenRequests() throws Exception {
        try (var resting = connect();
                var stalled = connect()) {
            send(resting, WHOLE);
            assertThat(readLine(resting)).isEqualTo("HTTP/1.1 200 OK");
            skipToBody(resting, "hello");
            send(stalled, "GET");
            readToEnd(stalled);

            send(resting, WHOLE);

            assertThat(readLine(resting)).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(READ_TIMEOUT_MS);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    /// Until nobody takes any more: a failure ends the schedule.
    private static void drop(Socket socket) {
        try {
            send(socket, "a");
        } catch (IOException over) {
            throw new UncheckedIOException(over);
        }
    }

    private static String readToEnd(Socket socket) throws IOException {
        try {
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        } catch (SocketException reset) {
            return "";
        }
    }

    private static String readLine(Socket socket) throws IOException {
        var line = new StringBuilder();
        for (int next = socket.getInputStream().read();
                next >= 0 && next != '\n';
                next = socket.getInputStream().read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    private static void skipToBody(Socket socket, String body) throws IOException {
        String line = readLine(socket);
        while (!line.isEmpty()) {
            line = readLine(socket);
        }
        assertThat(socket.getInputStream().readNBytes(body.length()))
                .asString(US_ASCII)
                .isEqualTo(body);
    }
}
