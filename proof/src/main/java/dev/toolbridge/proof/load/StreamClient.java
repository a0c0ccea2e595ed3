package dev.toolbridge.proof.load;

import dev.toolbridge.tests.wire.Server;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/// A connection with open streams of changes, which spends almost no time on reading, so that it measures the
/// server.
public final class StreamClient implements AutoCloseable {
    private static final int SILENCE_MAX_MS = 60_000;
    private static final int TEXT = 0x81;
    private static final int PING = 0x89;
    private static final int PONG = 0x8a;
    private static final int MASKED = 0x80;
    private static final int SHORT_MAX = 125;
    private static final int TWO_BYTES = 126;
    private static final int LENGTH_BITS = 0x7f;
    private static final String COMMENT = "\n:\n";
    private static final byte[] MASK = {0, 0, 0, 0};

    private final Socket socket;
    private final Runnable beat;
    private final DataInputStream in;
    private final OutputStream out;

    private StreamClient(Server server, boolean isSocket) {
        beat = isSocket ? this::ping : () -> await(COMMENT);
        try {
            socket = new Socket(server.address().getHost(), server.address().getPort());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(SILENCE_MAX_MS);
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            out = socket.getOutputStream();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Opens a stream of server-sent events, and waits until it is at rest.
    public static StreamClient events(Server server, String token) {
        var client = new StreamClient(server, false);
        client.begin("/v1/changes/stream", Map.of("Authorization", "Bearer " + token));
        client.await("caught_up");
        return client;
    }

    /// Opens a WebSocket with subscriptions to all changes, named by numbers, and waits until they are at rest.
    public static StreamClient socket(Server server, String token, int subscriptions) {
        var client = new StreamClient(server, true);
        client.begin(
                "/v1/ws",
                Map.of(
                        "Authorization",
                        "Bearer " + token,
                        "Connection",
                        "Upgrade",
                        "Upgrade",
                        "websocket",
                        "Sec-WebSocket-Version",
                        "13",
                        "Sec-WebSocket-Key",
                        "AAAAAAAAAAAAAAAAAAAAAA==",
                        "Sec-WebSocket-Protocol",
                        "toolbridge.v1"));
        client.await("\r\n\r\n");
        for (int number = 0; number < subscriptions; number++) {
            client.send(TEXT, "{\"t\":\"subscribe\",\"id\":\"" + number + "\"}");
        }
        for (int quiet = 0; quiet < subscriptions; ) {
            quiet += client.frame().contains("\"caught_up\"") ? 1 : 0;
        }
        return client;
    }

    /// Waits for the next sign of life of a stream at rest.
    public void awaitBeat() {
        beat.run();
    }

    /// The next text frame; answers pings.
    public String frame() {
        Frame frame = any();
        while (frame.kind() == PING) {
            send(PONG, "");
            frame = any();
        }
        if (frame.kind() != TEXT) {
            throw new AssertionError("the server ended the socket: " + frame.text());
        }
        return frame.text();
    }

    private void ping() {
        Frame frame = any();
        if (frame.kind() != PING) {
            throw new AssertionError("no ping: " + frame.text());
        }
        send(PONG, "");
    }

    private record Frame(int kind, String text) {}

    private Frame any() {
        try {
            int kind = in.readUnsignedByte();
            int length = in.readUnsignedByte() & LENGTH_BITS;
            byte[] content = in.readNBytes(length == TWO_BYTES ? in.readUnsignedShort() : length);
            return new Frame(kind, new String(content, StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void begin(String path, Map<String, String> headers) {
        write(KeptConnection.request("GET", path, new TreeMap<>(headers), ""));
    }

    private void send(int kind, String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        if (content.length > SHORT_MAX) {
            throw new IllegalArgumentException("too long for a short frame: " + text);
        }
        var frame = new ByteArrayOutputStream();
        frame.write(kind);
        frame.write(MASKED | content.length);
        frame.writeBytes(MASK);
        frame.writeBytes(content);
        write(frame.toByteArray());
    }

    private void write(byte[] bytes) {
        try {
            out.write(bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Reads up to and with a text that stands at the end of what comes first.
    private void await(String text) {
        var heard = new StringBuilder();
        try {
            while (heard.indexOf(text) < 0) {
                heard.append((char) in.readUnsignedByte());
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("not " + text + ", but " + heard, failed);
        }
    }
}
