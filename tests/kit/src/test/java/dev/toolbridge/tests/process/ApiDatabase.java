package dev.toolbridge.tests.process;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.database.Migrations;
import dev.toolbridge.postgres.TestPostgres;
import dev.toolbridge.tests.Checkout;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/// A database for API servers, as its owner and its operator see it.
///
/// @param owner owns the schema
/// @param login signs the servers in
public record ApiDatabase(DatabaseUrl owner, DatabaseUrl login) {

    /// An empty one on the server that all tests share.
    public static ApiDatabase fresh() {
        DatabaseUrl owner = TestPostgres.newDatabase();
        return new ApiDatabase(owner, TestPostgres.login(owner));
    }

    /// A database with an older schema, and the role with which servers sign in.
    public static ApiDatabase ofSchema(int version) {
        ApiDatabase database = fresh();
        String migrations = "filesystem:" + Checkout.file("api/src/main/resources/db/migration");
        Migrations.run(database.owner, migrations, version, List.of());
        TestPostgres.createRole(database.owner, database.login);
        database.execute("GRANT toolbridge_server TO " + database.serverRole());
        return database;
    }

    /// The role with which the servers sign in.
    public String serverRole() {
        return login.user();
    }

    /// A connection with the servers' role.
    public Connection connect() throws SQLException {
        return TestPostgres.connect(login);
    }

    /// Migrates it and starts the first server; [RunningApi#startAgain] starts others.
    public RunningApi start() {
        return RunningApi.start(owner, login);
    }

    public void execute(String statements) {
        TestPostgres.execute(owner, statements);
    }

    /// Runs statements under the role whose policies reach across tenants.
    public void executeAcrossTenants(String statements) {
        execute("GRANT toolbridge_maintenance TO CURRENT_USER WITH SET TRUE; SET ROLE toolbridge_maintenance; "
                + statements);
    }

    /// The only number that a query across tenants gives.
    public long number(String query) {
        return acrossTenants(query, rows -> {
            rows.next();
            return rows.getLong(1);
        });
    }

    /// The only text that a query across tenants gives.
    public String text(String query) {
        return acrossTenants(query, rows -> {
            rows.next();
            return rows.getString(1);
        });
    }

    /// The versions of all items of all tenants.
    public Map<UUID, Integer> versions() {
        return acrossTenants("SELECT uid, version FROM item", rows -> {
            var versions = new HashMap<UUID, Integer>();
            while (rows.next()) {
                versions.put(rows.getObject(1, UUID.class), rows.getInt(2));
            }
            return versions;
        });
    }

    /// Does the work while the rows of a locking query stay locked.
    public <T> T holding(String lockingQuery, Supplier<T> work) {
        try (Connection connection = TestPostgres.connect(owner);
                var statement = connection.createStatement()) {
            statement.execute("GRANT toolbridge_maintenance TO CURRENT_USER WITH SET TRUE");
            connection.setAutoCommit(false);
            statement.execute("SET LOCAL ROLE toolbridge_maintenance; " + lockingQuery);
            T result = work.get();
            connection.rollback();
            return result;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private <T> T acrossTenants(String query, Rows<T> rows) {
        try (Connection connection = TestPostgres.connect(owner);
                var statement = connection.createStatement()) {
            statement.execute("GRANT toolbridge_maintenance TO CURRENT_USER WITH SET TRUE");
            statement.execute("SET ROLE toolbridge_maintenance");
            return rows.read(statement.executeQuery(query));
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /// Reads the rows of a query.
    private interface Rows<T> {
        T read(ResultSet rows) throws SQLException;
    }

    /// Ends about this share of the servers' connections, in the middle of their work.
    public void cutConnections(double share) {
        execute("GRANT " + login.user() + " TO CURRENT_USER WITH INHERIT TRUE;"
                + "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '" + login.user()
                + "' AND random() < " + share);
    }

    /// The server's login as an address, as it and other programs read it.
    public String address() {
        return RunningApi.text(login);
    }

    /// The same for its owner.
    public String addressOfOwner() {
        return RunningApi.text(owner);
    }
}
