package dev.toolbridge.connect.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/// A server of somebody else: it answers what it was told, also HTML, and drips if it is to.
final class FakeApi implements AutoCloseable {
    private static final int MISSING = 404;

    private final HttpServer server;
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<OutputStream> open = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    FakeApi() {
        this(0);
    }

    /// One in the place of another that is gone.
    FakeApi(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    private record Reply(int status, String type, String body, boolean isDripping) {}

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    int port() {
        return server.getAddress().getPort();
    }

    FakeApi on(String request, int status, String json) {
        replies.put(request, new Reply(status, "application/json", json, false));
        return this;
    }

    FakeApi html(String request, String page) {
        return text(request, "text/html", page);
    }

    FakeApi text(String request, String type, String text) {
        replies.put(request, new Reply(200, type, text, false));
        return this;
    }

    /// Begins a stream of events, which ends with this server.
    FakeApi events(String request, String text) {
        replies.put(request, new Reply(200, "text/event-stream", text, true));
        return this;
    }

    /// Sends more in all streams that are open.
    synchronized void pour(String text) {
        for (OutputStream stream : open) {
            try {
                stream.write(text.getBytes(StandardCharsets.UTF_8));
                stream.flush();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    /// Sends the beginning of an answer, and never its end.
    FakeApi dripping(String request) {
        replies.put(request, new Reply(200, "application/json", "{\"id\":", true));
        return this;
    }

    /// The requests so far, with the credential of each.
    List<String> asked() {
        return List.copyOf(asked);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        asked.add(request + " " + exchange.getRequestHeaders().getFirst("Authorization"));
        exchange.getRequestBody().readAllBytes();
        Reply reply = replies.getOrDefault(
                request, new Reply(MISSING, "application/json", "{\"error\":\"not found\"}", false));
        exchange.getResponseHeaders().set("Content-Type", reply.type());
        exchange.getResponseHeaders().set("X-Correlation-ID", "one-of-these");
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), reply.isDripping() ? 0 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            send(out, body, reply.isDripping());
            if (reply.isDripping()) {
                end.await();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// Keeps an answer open for more before anybody has read its beginning.
    private synchronized void send(OutputStream out, byte[] body, boolean isOpen) throws IOException {
        out.write(body);
        out.flush();
        if (isOpen) {
            open.add(out);
        }
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
    }
}
