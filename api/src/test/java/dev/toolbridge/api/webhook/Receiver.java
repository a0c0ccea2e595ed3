package dev.toolbridge.api.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.toolbridge.api.Await;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/// A receiver of webhooks that answers as a test wants.
final class Receiver implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Received> received = new ConcurrentLinkedQueue<>();
    private volatile Behaviour behaviour = _ -> 204;

    private Receiver(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        server.createContext("/", this::take);
        server.setExecutor(threads);
        server.start();
    }

    static Receiver start() throws IOException {
        return new Receiver(0);
    }

    /// A receiver in the place of one that is gone.
    static Receiver startAt(int port) throws IOException {
        return new Receiver(port);
    }

    /// A request as it came.
    record Received(Map<String, List<String>> headers, byte[] body) {

        String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().getFirst())
                    .findFirst()
                    .orElse("");
        }

        JsonNode json() {
            try {
                return Json.parse(body);
            } catch (IOException malformed) {
                throw new AssertionError(malformed);
            }
        }

        String event() {
            return json().path("event").asText();
        }

        long seq() {
            return json().path("seq").asLong();
        }

        String id() {
            return json().path("id").asText();
        }
    }

    /// Says how a request is answered.
    @FunctionalInterface
    interface Behaviour {
        int status(Received request) throws IOException, InterruptedException;
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/hook";
    }

    void answer(Behaviour wanted) {
        behaviour = wanted;
    }

    List<Received> received() {
        return List.copyOf(received);
    }

    List<Received> awaitCount(int count) throws Exception {
        return await(all -> all.size() >= count);
    }

    /// Waits until what came meets a condition.
    List<Received> await(Predicate<List<Received>> condition) throws Exception {
        try {
            Await.until(() -> condition.test(received()), PATIENCE);
        } catch (java.util.concurrent.TimeoutException late) {
            throw new AssertionError(
                    "received "
                            + received().stream()
                                    .map(one -> one.event() + one.seq())
                                    .toList(),
                    late);
        }
        return received();
    }

    Optional<Received> find(String event) {
        return received().stream().filter(one -> one.event().equals(event)).findFirst();
    }

    /// Each event once, in the order of their changes.
    static List<Received> inOrder(List<Received> all) {
        var bySeq = new TreeMap<Long, Received>();
        all.forEach(one -> bySeq.putIfAbsent(one.seq(), one));
        return List.copyOf(bySeq.values());
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = new Received(
                    Map.copyOf(exchange.getRequestHeaders()),
                    exchange.getRequestBody().readAllBytes());
            received.add(request);
            exchange.sendResponseHeaders(behaviour.status(request), -1);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
