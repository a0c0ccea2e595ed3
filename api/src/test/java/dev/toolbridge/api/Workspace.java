package dev.toolbridge.api;

import dev.toolbridge.database.Database;
import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.database.Migrations;
import dev.toolbridge.postgres.TestPostgres;

/// A migrated database of its own for one test class, with the roles of production.
public final class Workspace implements AutoCloseable {
    private static final int CONNECTIONS = 8;

    private final DatabaseUrl owner = newDatabase();
    private final DatabaseUrl login = TestPostgres.login(owner);
    private final Database database;

    public Workspace() {
        Migrations.grantLogin(owner, login, "toolbridge_server");
        this.database = Database.open(login, CONNECTIONS, "test");
    }

    /// A fresh database with the present schema; the server's login has no rights there yet.
    public static DatabaseUrl newDatabase() {
        return TestPostgres.newDatabaseLike("migrated", first -> Migrate.run(first, TestPostgres.login(first)));
    }

    /// The pool of the server's role.
    public Database database() {
        return database;
    }

    /// The role that owns the schema.
    public DatabaseUrl owner() {
        return owner;
    }

    /// The role that the server signs in with.
    public DatabaseUrl login() {
        return login;
    }

    /// Ends the connections that are in a transaction, as a failing database would.
    public void cut() {
        String name = owner.jdbc().replaceFirst("^.*/([^/?]*).*$", "$1");
        TestPostgres.execute(
                TestPostgres.admin(name),
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '" + name
                        + "' AND usename = '" + login.user() + "' AND state = 'idle in transaction'");
    }

    @Override
    public void close() {
        database.close();
    }
}
