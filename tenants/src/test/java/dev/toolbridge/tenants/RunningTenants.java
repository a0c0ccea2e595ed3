package dev.toolbridge.tenants;

import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.database.Database;
import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.postgres.TestPostgres;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.caller.Administrators;
import dev.toolbridge.tenants.caller.Caller;
import dev.toolbridge.tenants.caller.Rights;
import dev.toolbridge.tenants.domain.Domains;
import dev.toolbridge.tenants.domain.TestDomains;
import dev.toolbridge.tenants.key.OperatorKeyOrder;
import dev.toolbridge.tenants.operation.Catalogue;
import dev.toolbridge.tenants.operation.OperationKind;
import dev.toolbridge.tenants.operation.StatusCourse;
import dev.toolbridge.tenants.rest.MoveRoutes;
import dev.toolbridge.tenants.rest.TenantOrder;
import dev.toolbridge.tenants.rest.TenantPlans;
import dev.toolbridge.tenants.rest.UpkeepPlans;
import dev.toolbridge.tenants.store.OperatorStore;
import dev.toolbridge.tenants.store.TenantStore;
import dev.toolbridge.tenants.store.TestControl;
import dev.toolbridge.tenants.store.TestPlan;
import dev.toolbridge.tenants.tenant.TenantStatus;
import dev.toolbridge.token.key.KeyKind;
import dev.toolbridge.token.key.KeyText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/// The control plane's server in this process, on a free port and a database of its own. Its operations do nothing.
public final class RunningTenants implements AutoCloseable {
    public static final String AUDIENCE = "https://tenants.example";

    /// The newest schema.
    public static final int SCHEMA = Migrate.SCHEMA_VERSION;

    private static final OperationKind RESTORE = new OperationKind(
            "restore",
            1,
            OperationKind.Place.CHANGING,
            Set.of(TenantStatus.RETAINED),
            StatusCourse.UPDATE,
            OperationKind.Wish.RESUME);

    private static final OperationKind ROLLBACK = new OperationKind(
            "rollback",
            1,
            OperationKind.Place.CHANGING,
            Set.of(TenantStatus.ACTIVE),
            StatusCourse.UPDATE,
            OperationKind.Wish.NEITHER);

    private static final OperationKind IDENTITY = new OperationKind(
            "update_identity",
            1,
            OperationKind.Place.BETWEEN,
            Set.of(TenantStatus.ACTIVE),
            StatusCourse.NONE,
            OperationKind.Wish.NEITHER);

    private final HttpClient http = HttpClient.newHttpClient();
    private final TenantsServer server;
    private final OperatorStore operators;
    private final Database database;
    private final DatabaseUrl owner;

    private RunningTenants(TenantsServer server, Database database, DatabaseUrl owner) {
        this.owner = owner;
        this.server = server;
        this.database = database;
        this.operators = new OperatorStore(database);
    }

    /// A server that knows operators by their keys only.
    public static RunningTenants start() throws InterruptedException {
        return start(Map.of(), (_, _) -> false);
    }

    public static RunningTenants start(Map<String, String> more, Administrators administrators)
            throws InterruptedException {
        return start(more, administrators, database -> TestDomains.of(database, List.of()));
    }

    /// Starts a server.
    ///
    /// @param domains makes the part that serves domains
    public static RunningTenants start(
            Map<String, String> more, Administrators administrators, Function<Database, Domains> domains)
            throws InterruptedException {
        DatabaseUrl owner = TestControl.newDatabase(SCHEMA);
        DatabaseUrl login = TestPostgres.login(owner);
        Migrate.run(owner, login);
        var config = TenantsConfig.from(new Settings(settings(login, more)));
        Database pool = TenantsServer.database(config);
        var server = TenantsServer.start(config, pool, work(administrators, domains.apply(pool)), () -> {});
        server.awaitStart();
        return new RunningTenants(server, pool, owner);
    }

    private static Map<String, String> settings(DatabaseUrl login, Map<String, String> more) {
        var settings = new HashMap<>(Map.of(
                "ENV",
                "dev",
                "TENANTS_HTTP_ADDR",
                "127.0.0.1:0",
                "TENANTS_DATABASE_URL",
                login.reveal(),
                "TENANTS_SIGNING_SECRETS",
                "correct-horse-battery-staple",
                "TENANTS_AUDIENCE",
                AUDIENCE,
                "JWT_ISSUER",
                "http://127.0.0.1:1",
                "JWT_JWKS_URL",
                "http://127.0.0.1:1/oauth2/jwks"));
        settings.putAll(more);
        return settings;
    }

    private static TenantsServer.Work work(Administrators administrators, Domains domains) {
        var plans = new TenantPlans(
                TestPlan.plan(TestPlan.PROVISION),
                TestPlan.plan(TestPlan.SUSPEND),
                TestPlan.plan(TestPlan.RESUME),
                TestPlan.plan(TestPlan.DEPLOY),
                TestPlan.plan(ROLLBACK),
                TestPlan.plan(TestPlan.DESTROY),
                TestPlan.plan(RESTORE),
                TestPlan.plan(IDENTITY));
        var catalogue = new Catalogue(List.of(
                plans.provision(),
                plans.suspend(),
                plans.resume(),
                plans.deploy(),
                plans.offboard(),
                plans.restore(),
                plans.identity()));
        return new TenantsServer.Work(
                plans,
                new UpkeepPlans(
                        TestPlan.plan(rotation("rotate_secrets")),
                        TestPlan.plan(rotation("rotate_at_once")),
                        TestPlan.plan(rotation("export")),
                        new MoveRoutes.Moves(TestPlan.plan(rotation("migrate")), List.of("main", "second"))),
                catalogue,
                new TenantOrder(List.of("local"), List.of("process", TestDomains.ELSEWHERE)),
                administrators,
                domains.checks(),
                domains,
                _ -> Optional.empty());
    }

    private static OperationKind rotation(String name) {
        return new OperationKind(
                name,
                1,
                OperationKind.Place.CHANGING,
                Set.of(TenantStatus.ACTIVE),
                StatusCourse.UPDATE,
                OperationKind.Wish.NEITHER);
    }

    public String address() {
        return "http://127.0.0.1:" + server.port();
    }

    public TenantStore tenants() {
        return new TenantStore(database);
    }

    public OperatorStore operators() {
        return operators;
    }

    /// The role that owns the server's database.
    public DatabaseUrl owner() {
        return owner;
    }

    /// The server's own pool.
    public Database database() {
        return database;
    }

    /// A key that may do everything, or only what its scopes say.
    public String key(String... scopes) {
        return key(Duration.ofDays(1), scopes);
    }

    /// A key that is valid for so long, or has ended so long ago.
    public String key(Duration life, String... scopes) {
        KeyText text = KeyText.random(KeyKind.OPERATOR);
        Set<String> granted = scopes.length == 0 ? Set.of(Scope.PLATFORM_ADMIN) : Set.of(scopes);
        var maker = new Caller(
                Json.text(Json.object().put("program", "test")), Rights.OF_OPERATORS, Optional.empty(), "test");
        operators.create(
                maker,
                new OperatorKeyOrder(
                        UUID.randomUUID(),
                        text,
                        "a test",
                        granted,
                        Instant.now().plus(life)));
        return text.text();
    }

    public HttpResponse<String> get(String path, String token, String... headers) {
        return send("GET " + path, token, Optional.empty(), headers);
    }

    /// Sends a request.
    ///
    /// @param line method and path, with a blank between them
    /// @param headers names and values by turns
    public HttpResponse<String> send(String line, String token, Optional<String> body, String... headers) {
        String[] parts = line.split(" ", 2);
        var request = HttpRequest.newBuilder(URI.create(address() + parts[1]))
                .method(parts[0], body.map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody))
                .header("Authorization", "Bearer " + token);
        for (int name = 0; name < headers.length; name += 2) {
            request.header(headers[name], headers[name + 1]);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        server.close();
        database.close();
        http.close();
    }
}
