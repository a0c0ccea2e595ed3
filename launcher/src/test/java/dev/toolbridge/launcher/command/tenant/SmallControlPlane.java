package dev.toolbridge.launcher.command.tenant;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/// A server that answers as a control plane does, with what a test says, and remembers the requests.
final class SmallControlPlane implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();

    private record Answer(int status, String type, String text) {}

    SmallControlPlane() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// Answers requests of this method and path from now on.
    SmallControlPlane answer(String request, int status, String json) {
        answers.put(request, new Answer(status, "application/json", json));
        return this;
    }

    SmallControlPlane events(String path, String... events) {
        var text = new StringBuilder();
        for (String event : events) {
            text.append("event: change\ndata: ").append(event).append("\n\n");
        }
        answers.put("GET " + path, new Answer(200, "text/event-stream", text.toString()));
        return this;
    }

    /// The requests: method, path, credential and body.
    List<String> requests() {
        return List.copyOf(requests);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(request + " " + exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
        Answer answer = answers.getOrDefault(
                request, new Answer(404, "application/json", "{\"error\":\"not found\",\"code\":\"not_found\"}"));
        byte[] bytes = answer.text().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
