package dev.toolbridge.tests.fly;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/// The proxy of the fake: `/door/{app}/{public port}/…` leads to a machine of the app that is started and taken in.
record FlyDoor(FlyCloud cloud) {
    static final String PATH = "/door/";
    private static final Set<String> OWN_HEADERS =
            Set.of("connection", "content-length", "host", "upgrade", "http2-settings", "transfer-encoding");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    void pass(HttpExchange exchange) throws IOException {
        String[] parts =
                exchange.getRequestURI().toString().substring(PATH.length()).split("/", 3);
        pass(exchange, target(parts[0], Integer.parseInt(parts[1]), parts.length > 2 ? parts[2] : ""));
    }

    /// The same for a door that leads to one app.
    void pass(HttpExchange exchange, String app, int port) throws IOException {
        pass(exchange, target(app, port, exchange.getRequestURI().toString().substring(1)));
    }

    private static void pass(HttpExchange exchange, Optional<URI> target) throws IOException {
        if (target.isEmpty()) {
            exchange.sendResponseHeaders(503, -1);
            return;
        }
        try {
            answer(exchange, HTTP.send(request(exchange, target.get()), BodyHandlers.ofInputStream()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<URI> target(String app, int port, String path) {
        var machines = Optional.ofNullable(cloud.apps.get(app)).stream()
                .flatMap(found -> found.living().stream())
                .filter(machine -> !machine.isCordoned && machine.state().equals("started"))
                .filter(machine -> machine.internal(port).isPresent())
                .toList();
        if (machines.isEmpty()) {
            return Optional.empty();
        }
        FlyBox chosen = machines.get(ThreadLocalRandom.current().nextInt(machines.size()));
        return chosen.internal(port)
                .map(internal -> URI.create("http://" + chosen.address + ":" + internal + "/" + path));
    }

    private static HttpRequest request(HttpExchange exchange, URI target) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        var request =
                HttpRequest.newBuilder(target).method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    private static void answer(HttpExchange exchange, HttpResponse<InputStream> response) throws IOException {
        response.headers().map().forEach((name, values) -> {
            if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT)) && !name.startsWith(":")) {
                values.forEach(value -> exchange.getResponseHeaders().add(name, value));
            }
        });
        boolean hasBody = response.statusCode() != 204 && response.statusCode() != 304;
        exchange.sendResponseHeaders(response.statusCode(), hasBody ? 0 : -1);
        try (InputStream from = response.body();
                OutputStream into = exchange.getResponseBody()) {
            var bytes = new byte[8_192];
            for (int count = from.read(bytes); count >= 0 && hasBody; count = from.read(bytes)) {
                into.write(bytes, 0, count);
                into.flush();
            }
        }
    }
}
