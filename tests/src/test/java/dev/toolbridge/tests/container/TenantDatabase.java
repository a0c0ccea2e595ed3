package dev.toolbridge.tests.container;

import dev.toolbridge.service.database.DatabaseUrl;
import dev.toolbridge.service.database.TestPostgres;
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
        var maintenance = new DatabaseUrl(owner.jdbc(), "maintenance_" + server.user(), server.password());
        return new TenantDatabase(owner, server, maintenance);
    }

    /// What the programs read.
    Map<String, String> environment() {
        return Map.of(
                "DATABASE_OWNER_URL", text(owner),
                "DATABASE_URL", text(server),
                "DATABASE_MAINTENANCE_URL", text(maintenance));
    }

    /// The titles of all items of all tenants.
    Set<String> titles() {
        try (var connection = TestPostgres.connect(maintenance);
                var statement = connection.createStatement()) {
            var rows = statement.executeQuery("SELECT payload ->> 'title' FROM item");
            var titles = new TreeSet<String>();
            while (rows.next()) {
                titles.add(rows.getString(1));
            }
            return titles;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    void execute(String statement) {
        TestPostgres.execute(owner, statement);
    }

    private static String text(DatabaseUrl url) {
        String signIn = url.user() + ":" + url.password().orElseThrow() + "@";
        return url.jdbc().replace("jdbc:postgresql://", "postgres://" + signIn);
    }
}
