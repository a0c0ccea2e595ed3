package dev.toolbridge.tenants.store;

import dev.toolbridge.database.Database;
import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.database.Migrations;
import dev.toolbridge.postgres.TestPostgres;
import dev.toolbridge.tenants.RunningTenants;
import dev.toolbridge.tenants.operation.Operation;
import dev.toolbridge.tenants.tenant.NewTenant;
import dev.toolbridge.tenants.tenant.Tenant;
import java.util.List;

/// A control database of its own, with the stores on it, signed in as the server.
public final class TestControl implements AutoCloseable {
    private static final int CONNECTIONS = 4;

    private final DatabaseUrl owner;
    private final DatabaseUrl login;
    private final Database database;

    public TestControl() {
        this(newDatabase(1));
    }

    /// @param owner signs in to a database that is empty, or has the first tables already
    public TestControl(DatabaseUrl owner) {
        this(owner, 1);
    }

    /// A fresh database with the tables of these first migrations.
    public static DatabaseUrl newDatabase(int version) {
        return TestPostgres.newDatabaseLike("control_" + version, first -> migrate(first, version));
    }

    private static void migrate(DatabaseUrl owner, int version) {
        Migrations.run(owner, "classpath:db/tenants", version, List.of());
    }

    /// One with the tables of all migrations.
    public static TestControl whole() {
        return new TestControl(newDatabase(RunningTenants.SCHEMA), RunningTenants.SCHEMA);
    }

    private TestControl(DatabaseUrl owner, int version) {
        this.owner = owner;
        this.login = TestPostgres.login(owner);
        migrate(owner, version);
        Migrations.grantLogin(owner, login, "toolbridge_tenants");
        database = Database.open(login, CONNECTIONS, "test");
    }

    public Database database() {
        return database;
    }

    /// The server's way to sign in.
    public DatabaseUrl login() {
        return login;
    }

    public TenantStore tenants() {
        return new TenantStore(database);
    }

    public OperationStore operations() {
        return new OperationStore(database);
    }

    /// Changes what no store would.
    public void alter(String statement) {
        TestPostgres.execute(owner, statement);
    }

    /// A tenant whose provision is recorded, and that operation.
    public Creation.Created created(NewTenant tenant) {
        return (Creation.Created) tenants().create(tenant, TestPlan.order(TestPlan.PROVISION), Origin.OURS);
    }

    /// A tenant that is active.
    public Tenant active(String slug) {
        Creation.Created created = created(TestPlan.tenant(slug));
        Operation provision = created.operation();
        alter("UPDATE operation SET status = 'succeeded' WHERE id = '" + provision.id() + "'");
        alter("UPDATE tenant SET status = 'active', activated_at = now() WHERE ref = '"
                + created.tenant().ref() + "'");
        return tenants().find(slug).orElseThrow();
    }

    @Override
    public void close() {
        database.close();
    }
}
