package dev.toolbridge.tests.process;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.postgres.TestPostgres;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Server;
import dev.toolbridge.tests.wire.Tokens;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/// An API server on a database of its own: migrated, started as a process, and ready.
///
/// @param server the address of its routes
/// @param metrics the address of its metrics
/// @param tokens signs tokens that it accepts
/// @param environment the variables of its start
/// @param program the process
public record RunningApi(Server server, Server metrics, Tokens tokens, Map<String, String> environment, Program program)
        implements AutoCloseable {

    private static final String MAIN = "dev.toolbridge.api.Main";

    /// A start takes two seconds on a quiet machine; this is for one that runs several builds.
    private static final Duration START_MAX = Duration.ofMinutes(3);

    /// Tests send faster than users do; tests of the rates set their own.
    public static final String UNLIMITED = "1000000";

    public RunningApi {
        environment = Map.copyOf(environment);
    }

    /// The server that all scenarios share, each as a user of its own.
    public static RunningApi instance() {
        return OneForAll.API;
    }

    /// A fresh one, on a fresh database.
    public static RunningApi start() {
        DatabaseUrl owner = TestPostgres.newDatabase();
        return start(owner, TestPostgres.login(owner));
    }

    /// A fresh one, on an empty database.
    ///
    /// @param owner signs in as the database's owner
    /// @param login signs the server in; the migration makes its role
    public static RunningApi start(DatabaseUrl owner, DatabaseUrl login) {
        try (var migration = Program.start(
                "api",
                "dev.toolbridge.api.Migrate",
                Map.of("DATABASE_OWNER_URL", text(owner), "DATABASE_URL", text(login)))) {
            if (migration.exitCode() != 0) {
                throw new AssertionError("the migration failed:\n" + migration.output());
            }
        }
        return start(text(login));
    }

    /// The same server again, in a new process on another port.
    public RunningApi startAgain() {
        return startAgain(List.of());
    }

    /// The same server again, at the same address, for clients that know it already.
    public RunningApi startAgainInPlace() {
        return start(tokens, environment, RunningApi::program, server.address().getPort());
    }

    /// The same server again, as another process with a heap of this size.
    public RunningApi startAgainWithin(int heapMegabytes) {
        return start(
                tokens,
                environment,
                settings -> Program.startWithin(heapMegabytes, "api", MAIN, settings),
                Ports.free());
    }

    /// The same server again with some classes replaced, as another process.
    public RunningApi startAgain(List<Path> classesAhead) {
        return start(tokens, environment, settings -> Program.start("api", MAIN, settings, classesAhead), Ports.free());
    }

    /// The same server again, with further settings.
    public RunningApi startAgain(Map<String, String> settings) {
        var all = new HashMap<>(environment);
        all.putAll(settings);
        return start(tokens, all, RunningApi::program, Ports.free());
    }

    /// The same server again, with these settings and the pages on which people decide, under its own address.
    public RunningApi startAgainWithPages(Map<String, String> settings) {
        int port = Ports.free();
        var all = new HashMap<>(environment);
        all.putAll(settings);
        all.put("PUBLIC_URL", "http://127.0.0.1:" + port);
        return start(tokens, all, RunningApi::program, port);
    }

    @Override
    public void close() {
        program.close();
    }

    private static RunningApi start(String database) {
        String secret = UUID.randomUUID().toString() + UUID.randomUUID();
        return start(
                new Tokens(secret),
                Map.of(
                        "DATABASE_URL",
                        database,
                        "ENV",
                        "dev",
                        "TOOLBRIDGE_MASTER_KEY_FILE",
                        MasterKeyLines.file(MasterKeyLines.fresh()).toString(),
                        "JWT_HS256_SECRET",
                        secret,
                        "DEFAULT_TENANT_ID",
                        Tokens.DEFAULT_TENANT,
                        "RATE_LIMIT_PER_MINUTE",
                        UNLIMITED,
                        "RATE_LIMIT_BURST",
                        UNLIMITED),
                RunningApi::program,
                Ports.free());
    }

    private static Program program(Map<String, String> settings) {
        return Program.start("api", MAIN, settings);
    }

    private static RunningApi start(
            Tokens tokens, Map<String, String> settings, Function<Map<String, String>, Program> starter, int port) {
        int metricsPort = Ports.free();
        var environment = new HashMap<>(settings);
        environment.put("HTTP_ADDR", "127.0.0.1:" + port);
        environment.put("METRICS_ADDR", "127.0.0.1:" + metricsPort);
        var program = starter.apply(environment);
        var api = new RunningApi(Server.onPort(port), Server.onPort(metricsPort), tokens, environment, program);
        Await.until(START_MAX, api::isReadyOrGone, () -> "the API is not ready:\n" + program.output());
        if (!program.isAlive()) {
            throw new AssertionError("the API ended at once:\n" + program.output());
        }
        return api;
    }

    private boolean isReadyOrGone() {
        return !program.isAlive() || isReady();
    }

    /// True if it reports that it is ready.
    public boolean isReady() {
        try {
            return server.send(Call.of("GET", "/readyz")).status() == 200;
        } catch (UncheckedIOException notListening) {
            return !program.isAlive();
        }
    }

    /// The address as the programs read it: `postgres://user:password@host:port/database`.
    static String text(DatabaseUrl url) {
        return url.reveal();
    }

    private static final class OneForAll {
        private static final RunningApi API = RunningApi.start();
    }
}
