package dev.toolbridge.tests.container;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// An empty database with the three roles that sign in to it.
///
/// @param owner owns the schema
/// @param server the role of the API
/// @param maintenance sees the rows of all tenants
record TenantDatabase(DatabaseUrl owner, DatabaseUrl server, DatabaseUrl maintenance) {

    static TenantDatabase fresh() {
        DatabaseUrl owner = TestPostgres.newDatabase();
        DatabaseUrl server = TestPostgres.login(owner);
        var maintenance = owner.as("maintenance_" + server.user(), server.password());
        return new TenantDatabase(owner, server, maintenance);
    }

    /// The settings of the programs.
    Map<String, String> environment() {
        return Map.of(
                "DATABASE_OWNER_URL", text(owner),
                "DATABASE_URL", text(server),
                "DATABASE_MAINTENANCE_URL", text(maintenance));
    }

    /// The titles of all items of all tenants.
    Set<String> titles() {
        return texts("SELECT payload ->> 'title' FROM item");
    }

    /// The application names of the server's connections now.
    Set<String> applications() {
        return texts("SELECT application_name FROM pg_stat_activity WHERE usename = '" + server.user() + "'");
    }

    /// Locks a table until the connection is closed.
    Connection locked(String table) throws SQLException {
        Connection connection = TestPostgres.connect(owner);
        connection.setAutoCommit(false);
        connection.createStatement().execute("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
        return connection;
    }

    void execute(String statement) {
        TestPostgres.execute(owner, statement);
    }

    private Set<String> texts(String query) {
        try (var connection = TestPostgres.connect(maintenance);
                var statement = connection.createStatement()) {
            var rows = statement.executeQuery(query);
            var texts = new TreeSet<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String text(DatabaseUrl url) {
        return url.reveal();
    }
}
