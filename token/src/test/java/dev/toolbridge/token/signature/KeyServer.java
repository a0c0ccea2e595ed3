package dev.toolbridge.token.signature;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// An identity provider's key set on loopback that misbehaves on demand.
public final class KeyServer implements AutoCloseable {
    private final HttpServer server;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger strays = new AtomicInteger();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile HttpHandler behaviour = exchange -> send(exchange, 500, "");

    private KeyServer(HttpServer server) {
        this.server = server;
    }

    public static KeyServer start(JWK... keys) {
        try {
            var server =
                    new KeyServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            server.serve(keys);
            server.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.server.createContext("/keys", server::answer);
            server.server.createContext("/", exchange -> {
                server.strays.incrementAndGet();
                server.answer(exchange);
            });
            server.server.createContext("/warm", exchange -> send(exchange, 200, ""));
            server.server.start();
            server.loadHttpClient();
            return server;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// The first request of a process loads the code of its client, which takes long beside other work. A fetch of keys
    /// has no time for that.
    private void loadHttpClient() {
        try (var client = HttpClient.newHttpClient()) {
            client.sendAsync(
                            HttpRequest.newBuilder(address().resolve("/warm")).build(),
                            HttpResponse.BodyHandlers.ofByteArray())
                    .join();
        }
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys");
    }

    /// Another path of the same server, which nobody should ask.
    public URI strayAddress() {
        return address().resolve("/stray");
    }

    public int requests() {
        return requests.get();
    }

    public int strays() {
        return strays.get();
    }

    public void serve(JWK... keys) {
        String json = new JWKSet(List.of(keys)).toString(true);
        behaviour = exchange -> send(exchange, 200, json);
    }

    public void answer(int status, String body) {
        behaviour = exchange -> send(exchange, status, body);
    }

    public void redirectTo(URI target) {
        behaviour = exchange -> {
            exchange.getResponseHeaders().add("Location", target.toString());
            send(exchange, 302, "");
        };
    }

    /// Headers come at once, the body only when the server closes.
    public void stall() {
        behaviour = exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            awaitClosing();
        };
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        try (exchange) {
            behaviour.handle(exchange);
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void awaitClosing() {
        try {
            closing.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
