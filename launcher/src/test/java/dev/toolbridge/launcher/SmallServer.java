package dev.toolbridge.launcher;

import com.sun.net.httpserver.HttpServer;
import dev.toolbridge.launcher.process.Command;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.monitoring.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A server that keeps the contract of our processes, and shows its environment.
public final class SmallServer {
    public static final String REFUSAL_KEY = "SMALL_SERVER_REFUSES";
    private static final int EXIT_CONFIGURATION = 78;

    private SmallServer() {}

    /// The command that starts the server as a program on this port.
    public static Command command(int port) {
        return new Command(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallServer.class.getName()),
                Map.of("HTTP_ADDR", "127.0.0.1:" + port, "PATH", System.getenv("PATH")));
    }

    public static void main(String[] arguments) throws IOException {
        Map<String, String> settings = System.getenv();
        if (settings.containsKey(REFUSAL_KEY) && settings.containsKey("HTTP_ADDR")) {
            System.err.println("toolbridge-api: SOME_SETTING is wrong");
            System.exit(EXIT_CONFIGURATION);
        }
        int port = Stream.of("TOOLBRIDGE_PORT", "IDENTITY_ADDR", "HTTP_ADDR", "TENANTS_HTTP_ADDR", "MEMBERS_ADDR")
                .flatMap(key -> Stream.ofNullable(settings.get(key)))
                .map(address -> Integer.valueOf(address.replaceFirst(".*:", "")))
                .findFirst()
                .orElseThrow();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        answer(server, "/readyz", "{}");
        answer(server, "/health", "{\"version\":\"small\"}");
        answer(server, "/environment", Json.text(settings));
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(SmallServer::sayGoodbye));
        server.start();
    }

    private static void answer(HttpServer server, String path, String text) {
        server.createContext(path, exchange -> {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            Stream.ofNullable(System.getenv(Run.KEY))
                    .forEach(run -> exchange.getResponseHeaders().set(Run.HEADER, run));
            exchange.sendResponseHeaders(200, body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
    }

    private static void sayGoodbye() {
        System.out.println("stopped at " + Instant.now().toEpochMilli());
        Runtime.getRuntime().halt(0);
    }
}
