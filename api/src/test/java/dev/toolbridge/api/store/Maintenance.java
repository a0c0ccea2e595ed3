package dev.toolbridge.api.store;

import dev.toolbridge.api.Workspace;
import dev.toolbridge.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// Statements of the role that sees the rows of all tenants, wiped ones included.
public record Maintenance(Workspace workspace) {
    private static final String AS_MAINTENANCE =
            "GRANT toolbridge_maintenance TO CURRENT_USER WITH SET TRUE; SET ROLE toolbridge_maintenance;";

    public void execute(String statement) {
        TestPostgres.execute(workspace.owner(), AS_MAINTENANCE + statement);
    }

    /// The only number that a query gives.
    public long number(String query) {
        return Long.parseLong(text(query));
    }

    /// The only value that a query gives, as text; an empty one for null.
    public String text(String query) {
        try (Connection connection = TestPostgres.connect(workspace.owner());
                var statement = connection.createStatement()) {
            statement.execute(AS_MAINTENANCE);
            ResultSet row = statement.executeQuery(query);
            row.next();
            return Optional.ofNullable(row.getString(1)).orElse("");
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /// Runs some work while a query holds its row locks.
    public void holding(String lockingQuery, Runnable work) {
        try (Connection connection = TestPostgres.connect(workspace.owner());
                var statement = connection.createStatement()) {
            statement.execute(AS_MAINTENANCE);
            connection.setAutoCommit(false);
            statement.execute(lockingQuery);
            work.run();
            connection.rollback();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
