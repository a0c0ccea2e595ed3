package dev.toolbridge.api.stream.socket;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A client of the socket.
public final class SocketClient implements WebSocket.Listener, AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int PATIENCE_SECONDS = 20;

    private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder begun = new StringBuilder();
    private WebSocket socket;

    public static SocketClient open(int port, String... headers) {
        return open(URI.create("ws://127.0.0.1:" + port + "/v1/ws"), "toolbridge.v1", headers);
    }

    static SocketClient open(URI address, String protocol, String... headers) {
        var client = new SocketClient();
        var builder = HTTP.newWebSocketBuilder().subprotocols(protocol);
        for (int index = 0; index < headers.length; index += 2) {
            builder.header(headers[index], headers[index + 1]);
        }
        client.socket = builder.buildAsync(address, client).join();
        return client;
    }

    public static SocketClient authorized(int port, String token) {
        return open(port, "Authorization", "Bearer " + token);
    }

    public void send(Map<String, String> frame) {
        sendText(Json.text(frame));
    }

    void sendText(String text) {
        socket.sendText(text, true)
                .handle((_, _) -> "the server may have closed first")
                .join();
    }

    void sendParts(String... parts) {
        for (int index = 0; index < parts.length; index++) {
            socket.sendText(parts[index], index == parts.length - 1)
                    .handle((_, _) -> "the server may have closed first")
                    .join();
        }
    }

    void sendBinary(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    /// The next frame.
    public JsonNode next() {
        try {
            String text = Optional.ofNullable(frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .orElseThrow(() -> new AssertionError("no frame came; closed: " + closed.getNow(0)));
            return Json.parse(text.getBytes(StandardCharsets.UTF_8));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    public JsonNode require(String kind) {
        JsonNode frame = next();
        if (!frame.path("t").asText().equals(kind)) {
            throw new AssertionError("not " + kind + ": " + frame);
        }
        return frame;
    }

    /// The code with which the server closes.
    public int closeCode() {
        try {
            return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    void abort() {
        socket.abort();
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        begun.append(data);
        if (last) {
            frames.add(begun.toString());
            begun.setLength(0);
        }
        webSocket.request(1);
        return CompletableFuture.completedStage(last);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        return CompletableFuture.completedStage(closed.complete(statusCode));
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.completeExceptionally(error);
    }

    @Override
    public void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "")
                .handle((_, _) -> "the server may have closed first")
                .join();
    }
}
