package dev.toolbridge.tests.process;

import dev.toolbridge.service.database.DatabaseUrl;
import dev.toolbridge.service.database.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;

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

    /// Migrates it and starts the first server; others are [RunningApi#startAgain].
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
        try (Connection connection = TestPostgres.connect(owner);
                var statement = connection.createStatement()) {
            statement.execute("GRANT toolbridge_maintenance TO CURRENT_USER WITH SET TRUE");
            statement.execute("SET ROLE toolbridge_maintenance");
            var row = statement.executeQuery(query);
            row.next();
            return row.getLong(1);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /// Ends about this share of the servers' connections, in the middle of whatever they do.
    public void cutConnections(double share) {
        execute("GRANT " + login.user() + " TO CURRENT_USER WITH INHERIT TRUE;"
                + "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '" + login.user()
                + "' AND random() < " + share);
    }

    /// The address as pgbench and the programs read it.
    public String address() {
        return RunningApi.text(owner);
    }
}
