package dev.toolbridge.tests.bench;

import dev.toolbridge.tests.process.OwnPostgres;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.process.RunningSidecar;
import dev.toolbridge.tests.report.Plan;
import dev.toolbridge.tests.sync.SyncClient;
import dev.toolbridge.tests.wire.Server;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Fifty users who call a tool over a connection each, and the same users who send what the tool sends to the API
/// themselves.
final class ToolRates {
    private static final int USERS = 50;
    private static final String NOTE = """
            {"title":"Note %d","content":"Some words that a note may have, and some more.","tags":["a","b"]}""";

    private final Plan plan;
    private final RunningApi api;
    private final RunningSidecar sidecar;
    private final List<User> users;
    private final AtomicInteger notes = new AtomicInteger();

    private ToolRates(Plan plan, RunningApi api, RunningSidecar sidecar) {
        this.plan = plan;
        this.api = api;
        this.sidecar = sidecar;
        this.users =
                Stream.generate(() -> User.of(SyncClient.of(api))).limit(USERS).toList();
    }

    static String run(Plan plan) {
        try (var postgres = OwnPostgres.start();
                RunningApi api = postgres.database().start();
                RunningSidecar sidecar = RunningSidecar.before(api)) {
            return new ToolRates(plan, api, sidecar).run();
        }
    }

    /// Somebody who has a note.
    private record User(String token, String note) {

        static User of(SyncClient client) {
            return new User(
                    client.token(),
                    client.post("/v1/notes", NOTE.formatted(0)).at("/uid").textValue());
        }

        byte[] request(String method, String path, String json) {
            return KeptConnection.request(method, path, token, json);
        }

        byte[] call(String tool, String arguments) {
            Map<String, String> headers = Map.of(
                    "Authorization", "Bearer " + token,
                    "Accept", "application/json, text/event-stream",
                    "MCP-Protocol-Version", "2026-07-28",
                    "Mcp-Method", "tools/call",
                    "Mcp-Name", tool);
            return KeptConnection.request("POST", "/mcp", headers, """
                    {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"%s","arguments":%s,"_meta":{
                    "io.modelcontextprotocol/protocolVersion":"2026-07-28",
                    "io.modelcontextprotocol/clientInfo":{"name":"bench","version":"1"},
                    "io.modelcontextprotocol/clientCapabilities":{}}}}""".formatted(tool, arguments));
        }
    }

    private record Rate(double perSecond, Timings timings) {}

    private String run() {
        return compared(
                        "get_note",
                        user -> user.request("GET", "/v1/notes/" + user.note(), ""),
                        user -> user.call("get_note", "{\"uid\":\"" + user.note() + "\"}"))
                + "; "
                + compared(
                        "create_note",
                        user -> user.request("POST", "/v1/notes", anotherNote()),
                        user -> user.call("create_note", anotherNote()));
    }

    /// The same one again would be taken for a repeated delivery, and made once.
    private String anotherNote() {
        return NOTE.formatted(notes.incrementAndGet());
    }

    private String compared(String tool, Function<User, byte[]> direct, Function<User, byte[]> called) {
        Duration warmUp = Duration.ofSeconds(plan.size(15, 1));
        Duration measured = Duration.ofSeconds(plan.size(10, 1));
        rate(api.server(), direct, warmUp);
        rate(sidecar.server(), called, warmUp);
        Rate possible = rate(api.server(), direct, measured);
        Rate reached = rate(sidecar.server(), called, measured);
        return String.format(
                Locale.ROOT,
                "%s %.0f/s, p95 %s ms; at the API %.0f/s, p95 %s ms: ratio %s",
                tool,
                reached.perSecond(),
                Timings.figure(reached.timings().percentileMs(0.95)),
                possible.perSecond(),
                Timings.figure(possible.timings().percentileMs(0.95)),
                Timings.figure(reached.perSecond() / possible.perSecond()));
    }

    private Rate rate(Server server, Function<User, byte[]> bytes, Duration measured) {
        List<KeptConnection> connections = IntStream.range(0, USERS)
                .mapToObj(_ -> new KeptConnection(server.address()))
                .toList();
        Queue<Long> nanos = new ConcurrentLinkedQueue<>();
        try {
            double perSecond = new ClosedLoop(USERS, Duration.ZERO, measured).perSecond(user -> {
                byte[] request = bytes.apply(users.get(user));
                long begin = System.nanoTime();
                int status = connections.get(user).send(request);
                nanos.add(System.nanoTime() - begin);
                if (status != 200 && status != 201) {
                    throw new AssertionError("answered with " + status);
                }
                return 1;
            });
            return new Rate(perSecond, new Timings(List.copyOf(nanos)));
        } finally {
            connections.forEach(KeptConnection::close);
        }
    }
}
