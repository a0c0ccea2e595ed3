package dev.toolbridge.api;

import dev.toolbridge.api.access.DevelopmentProvider;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.log.Logs;
import dev.toolbridge.token.TokenConfig;
import dev.toolbridge.token.TokenVerifier;
import dev.toolbridge.token.TokenVerifiers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Measures the cost of verification and of row-level security, in requests a second of one server, as ratios:
/// both ways in turn, several times, in one run. A program, not a test; it prints a table.
final class AccessBench {
    private static final int ROUNDS = 5;
    private static final int CLIENTS = 8;
    private static final int TOKENS = 400;
    private static final long ROUND_NS = TimeUnit.SECONDS.toNanos(2);
    private static final Map<String, String> SETTINGS = Map.of(
            "ENV",
            "dev",
            "ALLOW_DEBUG_SUB",
            "1",
            "LOG_LEVEL",
            "WARN",
            "RATE_LIMIT_PER_MINUTE",
            "100000000",
            "RATE_LIMIT_BURST",
            "100000000");

    private final RunningServer server;
    private final Workspace workspace;
    private final String token;
    private final String ownersToken;

    private AccessBench(RunningServer server, Workspace workspace, DevelopmentProvider provider) {
        this.server = server;
        this.workspace = workspace;
        String user = provider.member("bench@example.com");
        this.token = provider.token(Map.of("sub", user, "claims", Map.of("aud", RunningServer.AUDIENCE)));
        this.ownersToken = RunningServer.ownersToken("bench");
    }

    public static void main(String[] arguments) throws Exception {
        Logs.start("WARN");
        Path folder = Files.createTempDirectory("access-bench-");
        try (var workspace = new Workspace();
                var provider = DevelopmentProvider.in(folder);
                var server = RunningServer.with(provider, workspace, SETTINGS)) {
            verification(provider);
            if (arguments.length == 0) {
                new AccessBench(server, workspace, provider).run();
            }
        }
        System.exit(0);
    }

    /// Verifies each token for the first time, then one of them repeatedly.
    private static void verification(DevelopmentProvider provider) {
        var settings = Map.of(
                "JWT_ISSUER",
                provider.address(),
                "JWT_JWKS_URL",
                provider.address() + "/oauth2/jwks",
                "JWT_AUDIENCE",
                RunningServer.AUDIENCE,
                "JWT_HS256_SECRET",
                RunningServer.SECRET);
        var verifier = TokenVerifiers.from(TokenConfig.from(new Settings(settings)));
        for (int round = 0; round < ROUNDS; round++) {
            var provided = tokens(
                    () -> provider.token(Map.of("sub", "bench", "claims", Map.of("aud", RunningServer.AUDIENCE))));
            var own = tokens(() -> RunningServer.ownersToken("bench"));
            System.out.printf(
                    Locale.ROOT,
                    "verification, microseconds: RS256 cold %.1f, HS256 cold %.1f, cached %.2f%n",
                    micros(provided, verifier),
                    micros(own, verifier),
                    micros(repeated(own.getFirst()), verifier));
        }
    }

    private static List<String> tokens(Supplier<String> maker) {
        return Stream.generate(maker).limit(TOKENS).toList();
    }

    private static List<String> repeated(String token) {
        return Collections.nCopies(TOKENS * TOKENS, token);
    }

    private static double micros(List<String> tokens, TokenVerifier verifier) {
        long startNs = System.nanoTime();
        tokens.forEach(verifier::verify);
        return (System.nanoTime() - startNs) / 1e3 / tokens.size();
    }

    private void run() throws Exception {
        String note = create();
        String path = "/v1/notes/" + note;
        for (int round = 0; round < ROUNDS; round++) {
            rate(() -> named(path));
        }
        compare("GET a note: token of the owner, against a mere name", () -> get(path, ownersToken), () -> named(path));
        compare("GET a note: token of the provider, against a mere name", () -> get(path, token), () -> named(path));
        for (Kind kind : List.of(
                new Kind("GET a note", () -> named(path)),
                new Kind("list of 50 notes", () -> named("/v1/notes?limit=50")),
                new Kind("POST a note", this::post))) {
            policies(kind);
        }
    }

    private record Kind(String name, Runnable request) {}

    private void policies(Kind kind) throws Exception {
        var with = new ArrayList<Double>();
        var without = new ArrayList<Double>();
        rate(kind.request());
        for (int round = 0; round < ROUNDS; round++) {
            with.add(rate(kind.request()));
            rowSecurity("DISABLE");
            without.add(rate(kind.request()));
            rowSecurity("ENABLE");
        }
        print(kind.name() + ": with policies, against without", with, without);
    }

    private void compare(String name, Runnable one, Runnable other) throws Exception {
        var first = new ArrayList<Double>();
        var second = new ArrayList<Double>();
        rate(one);
        rate(other);
        for (int round = 0; round < ROUNDS; round++) {
            first.add(rate(one));
            second.add(rate(other));
        }
        print(name, first, second);
    }

    private static void print(String name, List<Double> one, List<Double> other) {
        double first = median(one);
        double second = median(other);
        System.out.printf(Locale.ROOT, "%-60s %8.0f/s %8.0f/s  ratio %.2f%n", name, first, second, first / second);
    }

    private static double median(List<Double> rates) {
        double[] sorted = rates.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static double rate(Runnable request) throws InterruptedException, ExecutionException {
        var count = new AtomicLong();
        long startNs = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var clients = new ArrayList<Future<?>>();
            for (int client = 0; client < CLIENTS; client++) {
                clients.add(threads.submit(() -> {
                    while (System.nanoTime() - startNs < ROUND_NS) {
                        request.run();
                        count.incrementAndGet();
                    }
                }));
            }
            for (Future<?> client : clients) {
                client.get();
            }
        }
        return count.get() * 1e9 / (System.nanoTime() - startNs);
    }

    private String create() {
        for (int note = 0; note < 60; note++) {
            post();
        }
        for (String credential : List.of(token, ownersToken)) {
            expect(200, server.get("/v1/notes", credential).statusCode());
        }
        return RunningServer.json(named("/v1/notes?limit=1")).at("/items/0/uid").asText();
    }

    private java.net.http.HttpResponse<String> named(String path) {
        var answer = server.get(path, "", "X-Debug-Sub", "bench");
        expect(200, answer.statusCode());
        return answer;
    }

    /// Another user's note does not exist for the caller, which costs the same.
    private void get(String path, String credential) {
        int status = server.get(path, credential).statusCode();
        expect(status == 404 ? 404 : 200, status);
    }

    private void post() {
        int status = server.post(
                        "/v1/notes", "", Map.of("title", "A note", "content", "of a few words"), "X-Debug-Sub", "bench")
                .statusCode();
        expect(201, status);
    }

    private static void expect(int expected, int status) {
        if (status != expected) {
            throw new IllegalStateException("answered " + status);
        }
    }

    /// Switches the policies, which the server checks at its start: only this bench changes them afterwards.
    private void rowSecurity(String what) throws SQLException {
        var owner = workspace.owner();
        try (Connection connection = DriverManager.getConnection(
                        owner.jdbc(), owner.user(), owner.password().orElse(""));
                var statement = connection.createStatement()) {
            for (String table : List.of("item", "change", "space_head", "idempotency_key")) {
                statement.execute("ALTER TABLE IF EXISTS " + table + " " + what + " ROW LEVEL SECURITY");
            }
        }
    }
}
