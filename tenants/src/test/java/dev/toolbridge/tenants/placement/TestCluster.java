package dev.toolbridge.tenants.placement;

import dev.toolbridge.database.Database;
import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.postgres.EmbeddedPostgres;
import dev.toolbridge.postgres.TestPostgres;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.tenants.TestTables;
import dev.toolbridge.tenants.secret.SecretKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A cluster for tenants, prepared, and a database of the control plane elsewhere.
final class TestCluster implements AutoCloseable {
    static final ConnectionNeed NEED = new ConnectionNeed(1, ConnectionNeed.POOL);
    static final Secret PASSWORD = SecretKind.PASSWORD.generate();

    private static final String HOME = "toolbridge_tenants";
    private static final String OWNER = "toolbridge_tenants_owner";

    private final EmbeddedPostgres server = TestPostgres.newServer();
    private final Database control = TestTables.open("V3__placements.sql", "V13__moves.sql");
    private final PlacementStore store = new PlacementStore(control);
    private final Cluster cluster;

    private TestCluster(int reserve) {
        var owner = server.adminUrl().named(HOME).as(OWNER, Optional.of("password-of-the-owner"));
        this.cluster = new Cluster("test", owner, reserve);
    }

    static TestCluster start(int reserve) {
        var started = new TestCluster(reserve);
        started.prepare(List.of());
        return started;
    }

    /// Closes the doors: the embedded server's own database has its owner only.
    void prepare(List<DatabaseAccess> others) {
        var all = new ArrayList<>(others);
        all.add(new DatabaseAccess(EmbeddedPostgres.DATABASE, List.of(EmbeddedPostgres.OWNER)));
        ClusterSetup.prepare(server.adminUrl(), cluster, HOME, all);
    }

    EmbeddedPostgres server() {
        return server;
    }

    Cluster cluster() {
        return cluster;
    }

    PlacementStore store() {
        return store;
    }

    Database control() {
        return control;
    }

    DatabaseUrl admin() {
        return server.adminUrl();
    }

    DatabaseUrl login(UUID tenant, TenantLogin login) {
        return Placements.address(cluster, tenant, login, PASSWORD);
    }

    void execute(String statement) {
        TestPostgres.execute(admin(), statement);
    }

    List<String> texts(String query) {
        try (var session = OwnerSession.open(admin())) {
            return session.texts(query);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /// Everything in the cluster that has a tenant's name.
    List<String> tenantsThings() {
        return texts("SELECT datname FROM pg_database WHERE datname LIKE 'tb\\_%' AND datname NOT LIKE 'tb\\_golden%'"
                + " UNION SELECT rolname FROM pg_roles WHERE rolname LIKE 'tb\\_%' ORDER BY 1");
    }

    /// The code of the refusal of a sign-in; empty if it succeeds.
    static Optional<String> refusal(DatabaseUrl url) {
        try (Connection _ = TestPostgres.connect(url)) {
            return Optional.empty();
        } catch (SQLException refused) {
            return Optional.of(refused.getSQLState());
        }
    }

    @Override
    public void close() {
        control.close();
        server.close();
    }
}
