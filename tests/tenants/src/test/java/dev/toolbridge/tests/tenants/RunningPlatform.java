package dev.toolbridge.tests.tenants;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.postgres.EmbeddedPostgres;
import dev.toolbridge.postgres.TestPostgres;
import dev.toolbridge.tests.fly.FlyAnswering;
import dev.toolbridge.tests.fly.FlyFake;
import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.process.Program;
import dev.toolbridge.tests.process.RunningProvider;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import dev.toolbridge.tests.wire.Server;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A platform on this machine: the identity provider, the server of memberships, the control plane, its router, its
/// supervisord, and a PostgreSQL server for databases of tenants.
final class RunningPlatform implements AutoCloseable {
    static final String AUDIENCE = "https://tenants.example";
    static final Duration START_MAX = Duration.ofMinutes(3);
    static final String WAIT = "wait=60";
    static final String OPERATORS = "org_operators";
    private static final int CONNECTIONS = 200;

    private final PlatformFolder folder = PlatformFolder.create();
    private final RunningProvider provider = RunningProvider.start();
    private final DatabaseUrl control = TestPostgres.newDatabase();
    private final FlyFake fly = FlyFake.start();
    private final Map<String, String> settings;
    private final Program members;
    private final String operator;
    private final EmbeddedPostgres second = TestPostgres.newServer();
    private EmbeddedPostgres cluster = TestPostgres.newServer(CONNECTIONS);
    private Program program;
    private Server server;

    private RunningPlatform() {
        this.settings = new PlatformSettings(
                        folder, provider, new PlatformSettings.Clusters(cluster, second), control, fly)
                .all();
        fly.image(PlatformSettings.IMAGE + ":" + PlatformFolder.RELEASE, new FlyAnswering());
        run("dev.toolbridge.tenants.PrepareCluster");
        run("dev.toolbridge.tenants.Migrate");
        String user = provider.member("operator@example.com");
        run("dev.toolbridge.tenants.GrantOperator", "grant", provider.issuer(), user);
        this.operator = token(user, "", AUDIENCE);
        this.members = Program.start("tenants", "dev.toolbridge.tenants.members.MembersMain", settings);
        start();
    }

    static RunningPlatform open() {
        return new RunningPlatform();
    }

    RunningProvider provider() {
        return provider;
    }

    FlyFake fly() {
        return fly;
    }

    Program program() {
        return program;
    }

    EmbeddedPostgres cluster() {
        return cluster;
    }

    /// Prepares another PostgreSQL server, which the control plane knows as `second`.
    EmbeddedPostgres preparedSecond() {
        run("dev.toolbridge.tenants.PrepareCluster", PlatformSettings.ofCluster(second));
        return second;
    }

    /// Restarts the PostgreSQL server of the tenants.
    void restartCluster() {
        cluster = TestPostgres.restart(cluster);
    }

    PlatformFolder folder() {
        return folder;
    }

    ControlTables tables() {
        return new ControlTables(control);
    }

    /// Ends the control plane, replaces its database by a copy of another, and starts it again.
    ///
    /// @param from the name of the database that is copied
    void restoreControl(String from) {
        program.close();
        TestPostgres.execute(TestPostgres.admin("postgres"), "DROP DATABASE " + controlName() + " WITH (FORCE)");
        TestPostgres.execute(TestPostgres.admin("postgres"), "CREATE DATABASE " + controlName() + " TEMPLATE " + from);
        start();
    }

    /// Copies the control plane's database while it does not run.
    ///
    /// @return the name of the copy
    String copyControl() {
        program.close();
        String copy = controlName() + "_copy";
        TestPostgres.execute(
                TestPostgres.admin("postgres"),
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '" + controlName() + "'");
        TestPostgres.execute(TestPostgres.admin("postgres"), "CREATE DATABASE " + copy + " TEMPLATE " + controlName());
        start();
        return copy;
    }

    private String controlName() {
        return control.jdbc().replaceFirst("^.*/([^/?]*).*$", "$1");
    }

    /// The control plane as anybody reaches it.
    Server server() {
        return server;
    }

    /// Starts the control plane, for the first time or again.
    void start() {
        var all = new HashMap<>(settings);
        all.put("PATH", System.getenv("PATH"));
        all.put("JAVA_HOME", System.getProperty("java.home"));
        all.put("TOOLBRIDGE_JAVA_OPTIONS", String.join(" ", Program.COMPILER));
        program = Program.start(List.of(folder.controlPlane().toString()), all);
        server = new Server(java.net.URI.create("http://" + settings.get("TENANTS_HTTP_ADDR")));
        Await.until(START_MAX, () -> isReady(program, server), () -> "not ready:\n" + program.output());
    }

    /// Sends a request as an operator.
    Reply send(String method, String path, String... headers) {
        return send(method, path, Optional.empty(), headers);
    }

    Reply post(String path, String body, String... headers) {
        return send("POST", path, Optional.of(body), headers);
    }

    /// Changes a tenant, whatever its version is.
    Reply patch(String path, String body) {
        return patch(path, body, "If-Match", "*");
    }

    Reply patch(String path, String body, String... headers) {
        return send("PATCH", path, Optional.of(body), headers);
    }

    private Reply send(String method, String path, Optional<String> body, String... headers) {
        Call call = Call.of(method, path).with("Authorization", "Bearer " + operator);
        for (int name = 0; name < headers.length; name += 2) {
            call = call.with(headers[name], headers[name + 1]);
        }
        return server.send(body.isPresent() ? call.json(body.get()) : call);
    }

    /// Orders a tenant.
    ///
    /// @param more further members of the order, each with a comma ahead
    Reply order(String slug, String more, String... headers) {
        String body = "{\"name\":\"" + slug + "\",\"slug\":\"" + slug + "\",\"plan\":\"trial\"" + more + "}";
        return post("/admin/tenants", body, headers);
    }

    /// Waits for the end of an operation.
    ///
    /// @param answer the answer to its order
    AskedOperation ended(Reply answer) {
        return AskedOperation.of(this, answer).ended();
    }

    /// A tenant that is active.
    RunningTenant tenant(String slug) {
        Reply made = order(slug, "", "Prefer", WAIT);
        boolean isMade = made.status() == 201
                || (made.status() == 202 && ended(made).status().equals("succeeded"));
        if (!isMade) {
            throw new AssertionError("the tenant was not made: " + made + "\n" + program.output());
        }
        return RunningTenant.of(this, slug);
    }

    /// A token of the identity provider.
    String token(String user, String organization, String audience) {
        String claims = "{\"aud\":\"" + audience + "\""
                + (organization.isEmpty() ? "" : ",\"org_id\":\"" + organization + "\"") + "}";
        return provider.token("{\"sub\":\"" + user + "\",\"claims\":" + claims + "}");
    }

    /// Ends everything that the control plane has started and left running.
    @Override
    public void close() {
        program.close();
        folder.supervisord().ifPresent(RunningPlatform::end);
        folder.router().ifPresent(RunningPlatform::end);
        members.close();
        provider.close();
        fly.close();
        cluster.close();
        second.close();
        folder.delete();
    }

    private static void end(ProcessHandle process) {
        process.destroy();
        process.onExit().join();
    }

    private void run(String mainClass, String... arguments) {
        run(mainClass, Map.of(), arguments);
    }

    private void run(String mainClass, Map<String, String> others, String... arguments) {
        var all = new HashMap<>(settings);
        all.putAll(others);
        var words = new java.util.ArrayList<>(List.of(mainClass));
        words.addAll(List.of(arguments));
        try (var once = Program.start("tenants", words, all)) {
            Await.until(START_MAX, () -> !once.isAlive(), () -> mainClass + " does not end");
            if (once.exitCode() != 0) {
                throw new AssertionError(mainClass + " failed: " + once.output());
            }
        }
    }

    private static boolean isReady(Program program, Server server) {
        try {
            return !program.isAlive() || server.send(Call.of("GET", "/readyz")).status() == 200;
        } catch (UncheckedIOException notListening) {
            return !program.isAlive();
        }
    }
}
