package dev.toolbridge.tests.fly;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/// An image that answers the trial of a tenant as its two programs would, and keeps nothing: for many tenants at once.
public final class FlyAnswering implements FlyProgram {
    private static final Map<String, String> ANSWERS = Map.of(
            "POST /v1/keys", "201 {\"id\":\"trial\",\"key\":\"trial\"}",
            "DELETE /v1/keys/trial", "204 ",
            "POST /bearer/mcp", "200 {\"isError\":false}",
            "DELETE /bearer/mcp", "204 ",
            "GET /readyz", "200 {}",
            "POST /v1/notes", "201 {}",
            "GET /v1/notes", "200 {}",
            "POST /v1/sync/sessions", "201 {\"id\":\"trial\"}",
            "POST /v1/sync/wipe", "200 {}",
            "POST /mcp", "401 {}");

    @Override
    public Running start(Start start) {
        List<HttpServer> servers = new ArrayList<>();
        start.ports().forEach(port -> servers.add(server(start.address(), port)));
        start.output().accept("it answers");
        return (Duration _) -> {
            servers.forEach(server -> server.stop(0));
            start.end().accept(0);
        };
    }

    private static HttpServer server(String address, int port) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(address, port), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", FlyAnswering::answer);
            server.start();
            return server;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String asked =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        String answer = ANSWERS.getOrDefault(asked, "404 {}");
        byte[] body = answer.substring(4).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Mcp-Session-Id", "trial");
        exchange.sendResponseHeaders(Integer.parseInt(answer.substring(0, 3)), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
