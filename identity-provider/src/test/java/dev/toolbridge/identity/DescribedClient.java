package dev.toolbridge.identity;

import com.sun.net.httpserver.HttpServer;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// A client whose id is the address of its description, and the server that holds the description.
final class DescribedClient implements AutoCloseable {
    private final HttpServer server;
    private final AtomicInteger fetches = new AtomicInteger();
    private volatile String document = "{}";

    private DescribedClient(HttpServer server) {
        this.server = server;
    }

    static DescribedClient start() throws IOException {
        var client =
                new DescribedClient(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        client.server.createContext("/", exchange -> {
            client.fetches.incrementAndGet();
            byte[] body = client.document.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        client.server.start();
        client.describe(description(client.id()));
        return client;
    }

    String id() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/client.json";
    }

    void describe(String text) {
        document = text;
    }

    /// The number of requests for the description.
    int fetches() {
        return fetches.get();
    }

    static String description(String id) {
        return Json.text(Map.of(
                "client_id", id, "client_name", "A described client", "redirect_uris", List.of(LoginFlow.REDIRECT)));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
