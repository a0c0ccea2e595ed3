package dev.toolbridge.proof.bench;

import dev.toolbridge.proof.load.ClosedLoop;
import dev.toolbridge.proof.load.KeptConnection;
import dev.toolbridge.proof.load.RunningServer;
import dev.toolbridge.proof.load.Timings;
import dev.toolbridge.proof.report.Plan;
import dev.toolbridge.tests.process.OwnPostgres;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.process.RunningSidecar;
import dev.toolbridge.tests.sync.SyncClient;
import dev.toolbridge.tests.wire.Server;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Fifty users who call a tool over a connection each, in every way, or send the tool's requests to the API
/// themselves: in turns, several times, so that other work of the machine affects all alike.
final class ToolRates {
    private static final int USERS = 50;
    private static final double HIGH_SHARE = 0.95;
    private static final String WORDS = "Some words that a note may have, and some more.";

    private final Plan plan;
    private final RunningApi api;
    private final RunningSidecar sidecar;
    private final RunningServer sdk;
    private final List<User> users;
    private final AtomicInteger notes = new AtomicInteger();

    private ToolRates(Plan plan, RunningApi api, RunningSidecar sidecar, RunningServer sdk) {
        this.plan = plan;
        this.api = api;
        this.sidecar = sidecar;
        this.sdk = sdk;
        this.users = Stream.generate(this::user).limit(USERS).toList();
    }

    static String run(Plan plan) {
        try (var postgres = OwnPostgres.start();
                RunningApi api = postgres.database().start();
                RunningSidecar sidecar = RunningSidecar.before(api);
                RunningServer sdk = SdkServer.before(api)) {
            return new ToolRates(plan, api, sidecar, sdk).run();
        }
    }

    /// A user with a note, and a session with each of the servers.
    private record User(McpUser caller, String note, String session, String sdkSession) {}

    /// A way to carry out the same work.
    private record Way(String name, Server server, Function<User, byte[]> request) {}

    private record Rate(double perSecond, double highMs) {}

    private User user() {
        var client = SyncClient.of(api);
        var caller = McpUser.of(client.token());
        String note = client.post("/v1/notes", note("")).at("/uid").textValue();
        return new User(caller, note, caller.open(sidecar.server()), caller.open(sdk.server()));
    }

    private String run() {
        return compared("get_note", this::get, user -> "{\"uid\":\"" + user.note() + "\"}")
                + "; "
                + compared(
                        "create_note", this::create, _ -> note(",\"idempotency_key\":\"" + UUID.randomUUID() + "\""));
    }

    /// A note with a new text: the sidecar takes a repeated one for a repeated delivery, and makes it once.
    private String note(String more) {
        return "{\"title\":\"Note %s\",\"content\":\"%s\",\"tags\":[\"a\",\"b\"]%s}"
                .formatted(notes.incrementAndGet(), WORDS, more);
    }

    private byte[] get(User user) {
        return KeptConnection.request("GET", "/v1/notes/" + user.note() + "?includeDeleted=false", signedIn(user), "");
    }

    private byte[] create(User user) {
        Map<String, String> headers = signedIn(user);
        headers.put("Idempotency-Key", UUID.randomUUID().toString());
        return KeptConnection.request("POST", "/v1/notes", headers, note(""));
    }

    private static Map<String, String> signedIn(User user) {
        return new HashMap<>(Map.of("Authorization", "Bearer " + user.caller().token()));
    }

    private String compared(String tool, Function<User, byte[]> direct, Function<User, String> arguments) {
        var ways = List.of(
                new Way("API", api.server(), direct),
                new Way("without sessions", sidecar.server(), user -> user.caller()
                        .callWithoutSession(tool, arguments.apply(user))),
                new Way("in sessions", sidecar.server(), user -> user.caller()
                        .callInSession(user.session(), tool, arguments.apply(user))),
                new Way("SDK's servlet in sessions", sdk.server(), user -> user.caller()
                        .callInSession(user.sdkSession(), tool, arguments.apply(user))));
        ways.forEach(way -> rate(way, Duration.ofSeconds(plan.size(8, 1))));
        Map<String, List<Rate>> rates = IntStream.range(0, plan.size(5, 1))
                .boxed()
                .flatMap(_ -> ways.stream())
                .collect(Collectors.groupingBy(
                        Way::name,
                        LinkedHashMap::new,
                        Collectors.mapping(
                                way -> rate(way, Duration.ofSeconds(plan.size(4, 1))), Collectors.toList())));
        double possible = median(rates.get("API"), Rate::perSecond);
        return tool
                + rates.entrySet().stream()
                        .map(way -> figures(way.getKey(), way.getValue(), possible))
                        .collect(Collectors.joining(", ", ": ", ""));
    }

    private static String figures(String way, List<Rate> rates, double possible) {
        double perSecond = median(rates, Rate::perSecond);
        return String.format(
                Locale.ROOT,
                "%s %.0f/s p95 %s ms (%s of the API)",
                way,
                perSecond,
                Timings.figure(median(rates, Rate::highMs)),
                Timings.figure(perSecond / possible));
    }

    private static double median(List<Rate> rates, ToDoubleFunction<Rate> figure) {
        return rates.stream()
                .mapToDouble(figure)
                .sorted()
                .skip(rates.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    private Rate rate(Way way, Duration measured) {
        List<KeptConnection> connections = IntStream.range(0, USERS)
                .mapToObj(_ -> new KeptConnection(way.server().address()))
                .toList();
        Queue<Long> nanos = new ConcurrentLinkedQueue<>();
        try {
            double perSecond = new ClosedLoop(USERS, Duration.ZERO, measured).perSecond(user -> {
                byte[] request = way.request().apply(users.get(user));
                long begin = System.nanoTime();
                int status = connections.get(user).send(request);
                nanos.add(System.nanoTime() - begin);
                requireDone(way, status, connections.get(user));
                return 1;
            });
            return new Rate(perSecond, new Timings(List.copyOf(nanos)).percentileMs(HIGH_SHARE));
        } finally {
            connections.forEach(KeptConnection::close);
        }
    }

    /// Requires a result without an error, since a tool's error has a good status.
    private static void requireDone(Way way, int status, KeptConnection connection) {
        boolean good = status == 200 || status == 201;
        if (!good || !connection.body().contains(WORDS)) {
            throw new AssertionError(way.name() + " answered " + status + ": " + connection.body());
        }
    }
}
