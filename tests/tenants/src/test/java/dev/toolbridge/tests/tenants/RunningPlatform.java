package dev.toolbridge.tests.tenants;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.postgres.EmbeddedPostgres;
import dev.toolbridge.postgres.TestPostgres;
import dev.toolbridge.tests.Checkout;
import dev.toolbridge.tests.container.DebianTool;
import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.process.Ports;
import dev.toolbridge.tests.process.Program;
import dev.toolbridge.tests.process.RunningProvider;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import dev.toolbridge.tests.wire.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A platform on this machine: the identity provider, the server of memberships, the control plane, its router, its
/// supervisord, and a PostgreSQL server for databases of tenants.
final class RunningPlatform implements AutoCloseable {
    static final String AUDIENCE = "https://tenants.example";
    static final Duration START_MAX = Duration.ofSeconds(90);
    static final String WAIT = "wait=60";
    private static final Path BUILT = Checkout.file("deploy/target");
    private static final int LOOPBACK_PORTS = 30;
    private static final int MASTER_KEY_BYTES = 32;

    private final Path folder = folder();
    private final RunningProvider provider = RunningProvider.start();
    private final EmbeddedPostgres cluster = TestPostgres.newServer();
    private final DatabaseUrl control = TestPostgres.newDatabase();
    private final Map<String, String> settings;
    private final Program members;
    private final String operator;
    private Program program;
    private Server server;

    private RunningPlatform() {
        this.settings = settings();
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

    Program program() {
        return program;
    }

    EmbeddedPostgres cluster() {
        return cluster;
    }

    Path runtimeFolder() {
        return folder.resolve("run");
    }

    Path routerFolder() {
        return folder.resolve("router");
    }

    /// Starts the control plane, for the first time or again.
    void start() {
        program = Program.start("tenants", "dev.toolbridge.tenants.Main", settings);
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

    private Reply send(String method, String path, Optional<String> body, String... headers) {
        Call call = Call.of(method, path).with("Authorization", "Bearer " + operator);
        for (int name = 0; name < headers.length; name += 2) {
            call = call.with(headers[name], headers[name + 1]);
        }
        return server.send(body.isPresent() ? call.json(body.get()) : call);
    }

    /// A tenant that is active.
    RunningTenant tenant(String slug) {
        Reply made = post(
                "/admin/tenants",
                "{\"name\":\"" + slug + "\",\"slug\":\"" + slug + "\",\"plan\":\"trial\"}",
                "Prefer",
                WAIT);
        if (made.status() != 201) {
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

    /// The port on which a tenant is reached.
    int loopbackPort(String slug) {
        String query = "SELECT loopback_port FROM route WHERE host = '" + slug + ".localhost'";
        try (var connection = TestPostgres.connect(control);
                var row = connection.createStatement().executeQuery(query)) {
            row.next();
            return row.getInt(1);
        } catch (java.sql.SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /// Ends everything that the control plane has started and left running.
    @Override
    public void close() {
        program.close();
        end(runtimeFolder().resolve("supervisord.pid"));
        end(routerFolder().resolve("run/haproxy.pid"));
        members.close();
        provider.close();
    }

    static void end(Path pidFile) {
        find(pidFile).ifPresent(process -> {
            process.destroy();
            process.onExit().join();
        });
    }

    static Optional<ProcessHandle> find(Path pidFile) {
        try {
            return Files.exists(pidFile)
                    ? ProcessHandle.of(Long.parseLong(Files.readString(pidFile).strip()))
                    : Optional.empty();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void run(String mainClass, String... arguments) {
        var words = new java.util.ArrayList<>(java.util.List.of(mainClass));
        words.addAll(java.util.List.of(arguments));
        try (var once = Program.start("tenants", words, settings)) {
            Await.until(START_MAX, () -> !once.isAlive(), () -> mainClass + " does not end");
            if (once.exitCode() != 0) {
                throw new AssertionError(mainClass + " failed: " + once.output());
            }
        }
    }

    private Map<String, String> settings() {
        var all = new HashMap<String, String>();
        all.putAll(server());
        all.putAll(members());
        all.putAll(machine());
        return all;
    }

    private Map<String, String> server() {
        return Map.of(
                "ENV",
                "dev",
                "TENANTS_HTTP_ADDR",
                "127.0.0.1:" + Ports.free(),
                "TENANTS_DATABASE_OWNER_URL",
                control.reveal(),
                "TENANTS_DATABASE_URL",
                TestPostgres.login(control).reveal(),
                "TENANTS_SIGNING_SECRETS",
                "signs-cursors-of-the-tests-only",
                "TENANTS_AUDIENCE",
                AUDIENCE,
                "JWT_ISSUER",
                provider.issuer(),
                "JWT_JWKS_URL",
                provider.issuer() + "/oauth2/jwks",
                "WORKOS_API_KEY",
                RunningProvider.API_KEY,
                "WORKOS_API_BASE_URL",
                provider.issuer());
    }

    private Map<String, String> members() {
        int port = Ports.free();
        return Map.of(
                "MEMBERS_ADDR", "127.0.0.1:" + port,
                "MEMBERS_URL", "http://127.0.0.1:" + port,
                "MEMBERS_KEYS", file("member-keys", "").toString());
    }

    private Map<String, String> machine() {
        DatabaseUrl admin = cluster.adminUrl();
        DatabaseUrl owner = admin.named("toolbridge_tenants").as("toolbridge_owner_of_all", Optional.of("its-word"));
        var all = new HashMap<>(Map.of(
                "TENANTS_CLUSTER_ADMIN_URL", admin.reveal(),
                "TENANTS_CLUSTER_URL", owner.reveal(),
                "TENANTS_CLUSTER_KEPT", EmbeddedPostgres.DATABASE + "=" + EmbeddedPostgres.OWNER,
                "TENANTS_MASTER_KEY_FILES", masterKey().toString(),
                "TENANTS_RELEASES", BUILT.toString(),
                "TENANTS_RELEASE", "toolbridge",
                "TENANTS_RUNTIME_FOLDER", runtimeFolder().toString()));
        all.putAll(tools());
        return all;
    }

    private Map<String, String> tools() {
        var supervisord = DebianTool.required("supervisord", "supervisor").in(folder);
        var haproxy = DebianTool.required("haproxy", "haproxy").in(folder);
        int first = Ports.freeRange(LOOPBACK_PORTS);
        var all = new HashMap<>(Map.of(
                "SUPERVISORD_PROGRAM", supervisord.program().toString(),
                "ROUTER_PROGRAM", haproxy.program().toString(),
                "ROUTER_FOLDER", routerFolder().toString(),
                "ROUTER_ADDR", "127.0.0.1:" + Ports.free(),
                "ROUTER_LOOPBACK_PORTS", first + "-" + (first + LOOPBACK_PORTS - 1)));
        Optional.ofNullable(supervisord.environment().get("PYTHONPATH"))
                .ifPresent(path -> all.put("SUPERVISORD_PYTHONPATH", path));
        Optional.ofNullable(haproxy.environment().get("LD_LIBRARY_PATH"))
                .ifPresent(path -> all.put("ROUTER_LIBRARY_PATH", path));
        return all;
    }

    private Path masterKey() {
        var key = new byte[MASTER_KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return file("master-key-1", Base64.getEncoder().encodeToString(key));
    }

    private Path file(String name, String text) {
        try {
            Path file = Files.createFile(
                    folder.resolve(name),
                    java.nio.file.attribute.PosixFilePermissions.asFileAttribute(
                            java.nio.file.attribute.PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static boolean isReady(Program program, Server server) {
        try {
            return !program.isAlive() || server.send(Call.of("GET", "/readyz")).status() == 200;
        } catch (UncheckedIOException notListening) {
            return !program.isAlive();
        }
    }

    /// Short, since paths of sockets are.
    private static Path folder() {
        try {
            Path made = Files.createTempDirectory("tb-platform-");
            Files.setPosixFilePermissions(made, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
            return made;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
