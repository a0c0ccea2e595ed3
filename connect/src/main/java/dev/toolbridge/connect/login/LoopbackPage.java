package dev.toolbridge.connect.login;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.toolbridge.connect.terminal.CommandFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/// The page of this machine to which the provider sends the browser back (RFC 8252, section 7.3).
final class LoopbackPage implements AutoCloseable {
    private static final String PATH = "/callback";
    private static final int ANY = 0;
    private static final Pattern AND = Pattern.compile("&");

    private final HttpServer server;
    private final CompletableFuture<Map<String, String>> returned = new CompletableFuture<>();
    private final String state;

    private LoopbackPage(HttpServer server, String state) {
        this.server = server;
        this.state = state;
    }

    /// Listens at a port, or at any if another program has it.
    static LoopbackPage open(int port, String state) {
        HttpServer server = listening(port)
                .or(() -> listening(ANY))
                .orElseThrow(() -> new CommandFailure("no port of this machine is free for the login"));
        var page = new LoopbackPage(server, state);
        server.createContext(PATH, page::answer);
        server.start();
        return page;
    }

    private static Optional<HttpServer> listening(int port) {
        try {
            return Optional.of(HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    String address() {
        return addressAt(port());
    }

    static String addressAt(int port) {
        return "http://127.0.0.1:" + port + PATH;
    }

    /// The answer of the provider to this login; others are dropped.
    CompletableFuture<Map<String, String>> returned() {
        return returned;
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, String> query = query(exchange.getRequestURI());
        boolean isOurs = state.equals(query.get("state"));
        String text = !isOurs
                ? "This address belongs to another login."
                : query.containsKey("code")
                        ? "You are logged in. You can close this page."
                        : "The login did not succeed. You can close this page.";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(isOurs ? 200 : 400, bytes.length);
        try (var body = exchange.getResponseBody()) {
            body.write(bytes);
        }
        if (isOurs) {
            returned.complete(query);
        }
    }

    private static Map<String, String> query(URI address) {
        var values = new HashMap<String, String>();
        AND.splitAsStream(Optional.ofNullable(address.getRawQuery()).orElse("")).forEach(pair -> {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(pair.substring(0, equals), decoded(pair.substring(equals + 1)));
            }
        });
        return values;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
