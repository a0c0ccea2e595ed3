package dev.toolbridge.service.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.service.config.ListenAddress;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.HttpServer;
import dev.toolbridge.service.http.HttpServerConfig;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.http.Route;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// WebSockets as bytes: the handshake, and frames that pass the server's readers unchanged.
class WebSocketTest {
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    private static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
    private static final String OPENING = String.join(
            "\r\n",
            "GET /socket HTTP/1.1",
            "Host: localhost",
            "Upgrade: websocket",
            "Connection: keep-alive, Upgrade",
            "Sec-WebSocket-Version: 13",
            "");
    private static final String PROTOCOL = "Sec-WebSocket-Protocol: other, echo.v1\r\n";
    private static final String NONCE = "Sec-WebSocket-Key: " + KEY + "\r\n";
    private static final int LENGTH_MAX = 100;

    private HttpServer server;

    /// Sends every message back.
    private static final class Echo implements SocketListener {
        private SocketOutput out;

        @Override
        public void opened(SocketOutput output) {
            out = output;
        }

        @Override
        public void message(String text) {
            out.send(text);
        }

        @Override
        public void unreadable(String reason) {
            out.close(4400, reason);
        }

        @Override
        public void pong() {
            out.send("alive");
        }

        @Override
        public void closed() {
            out.cut();
        }
    }

    @BeforeEach
    void start() {
        server = HttpServer.start(
                HttpServerConfig.at(new ListenAddress("127.0.0.1", 0)),
                List.of(new Route("GET", "/socket", 0, WebSocketTest::answer)),
                new SimpleMeterRegistry());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void framesBehindTheHandshakeAreNotLost() throws IOException {
        try (var socket = connect()) {
            write(socket, OPENING + PROTOCOL + NONCE + "\r\n", frame(0x81, "first"), frame(0x81, "second"));
            assertThat(head(socket)).contains("101 Switching", "Sec-WebSocket-Accept: " + ACCEPT, "echo.v1");
            assertThat(hear(socket)).isEqualTo("first");
            assertThat(hear(socket)).isEqualTo("second");
            write(socket, "", frame(0x01, "GET / HT"), frame(0x80, "TP/1.1\r\n"));
            assertThat(hear(socket)).isEqualTo("GET / HTTP/1.1\r\n");
            write(socket, "", frame(0x8a, ""));
            assertThat(hear(socket)).isEqualTo("alive");
        }
    }

    @Test
    void messagesThatCannotBeReadAreToldToTheListener() throws IOException {
        assertThat(closeCode(frame(0x81, "x".repeat(LENGTH_MAX + 1)))).isEqualTo(4400);
        assertThat(closeCode(frame(0x01, "x".repeat(60)), frame(0x80, "x".repeat(60))))
                .isEqualTo(4400);
        assertThat(closeCode(frame(0x82, "bytes"))).isEqualTo(4400);
        byte[] half = frame(0x01, "ä");
        half[1] = (byte) 0x81;
        assertThat(closeCode(java.util.Arrays.copyOf(half, 7), frame(0x80, "b")))
                .isEqualTo(4400);
    }

    @Test
    void otherRequestsAreRefused() throws IOException {
        assertThat(refused("GET /socket HTTP/1.1\r\nHost: localhost\r\n")).contains("426", "Sec-WebSocket-Version: 13");
        assertThat(refused(OPENING + NONCE)).contains("400", "Sec-WebSocket-Protocol");
        assertThat(refused(OPENING + PROTOCOL)).contains("400", "Sec-WebSocket-Key");
        assertThat(refused(OPENING + PROTOCOL + NONCE + "Origin: https://evil.example\r\n"))
                .contains("403");
        assertThat(refused(OPENING + PROTOCOL + NONCE + "Origin: https://app.example\r\n"))
                .contains("101");
        assertThat(refused(OPENING + PROTOCOL + NONCE + "Origin: http://localhost\r\n"))
                .contains("101");
    }

    private static Answer answer(Request request) {
        var handshake = Handshake.of(request, "echo.v1", List.of("https://app.example"));
        return Answer.upgrading(new WebSocket(handshake, "/socket", request.correlationId(), LENGTH_MAX, new Echo()));
    }

    private int closeCode(byte[]... frames) throws IOException {
        try (var socket = connect()) {
            write(socket, OPENING + PROTOCOL + NONCE + "\r\n", frames);
            head(socket);
            assertThat(socket.getInputStream().read()).isEqualTo(0x88);
            socket.getInputStream().read();
            return socket.getInputStream().read() << 8 | socket.getInputStream().read();
        }
    }

    private String refused(String lines) throws IOException {
        try (var socket = connect()) {
            write(socket, lines + "Accept: application/json\r\nConnection: close\r\n\r\n");
            String head = head(socket);
            return head.contains(" 101 ")
                    ? head
                    : head + new String(socket.getInputStream().readNBytes(60), StandardCharsets.UTF_8);
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void write(Socket socket, String head, byte[]... frames) throws IOException {
        var all = new ByteArrayOutputStream();
        all.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        for (byte[] frame : frames) {
            all.writeBytes(frame);
        }
        socket.getOutputStream().write(all.toByteArray());
    }

    /// A frame of a client, masked with zeros.
    private static byte[] frame(int first, String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        var frame = new ByteArrayOutputStream();
        frame.write(first);
        frame.write(0x80 | payload.length);
        frame.writeBytes(new byte[4]);
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    private static String head(Socket socket) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            assertThat(next).as("the end after " + head).isNotNegative();
            head.append((char) next);
        }
        return head.toString();
    }

    private static String hear(Socket socket) throws IOException {
        assertThat(socket.getInputStream().read()).isEqualTo(0x81);
        int length = socket.getInputStream().read();
        return new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
    }
}
