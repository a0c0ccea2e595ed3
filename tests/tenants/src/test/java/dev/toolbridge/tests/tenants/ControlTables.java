package dev.toolbridge.tests.tenants;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// A database as its owner sees it.
record ControlTables(DatabaseUrl url) {

    /// The first column of all rows.
    List<String> texts(String query, String... values) {
        try (Connection connection = TestPostgres.connect(url);
                PreparedStatement statement = connection.prepareStatement(query)) {
            for (int number = 0; number < values.length; number++) {
                statement.setString(number + 1, values[number]);
            }
            return read(statement);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    String text(String query, String... values) {
        return texts(query, values).getFirst();
    }

    private static List<String> read(PreparedStatement statement) throws SQLException {
        var all = new ArrayList<String>();
        if (statement.execute()) {
            try (ResultSet rows = statement.getResultSet()) {
                while (rows.next()) {
                    all.add(rows.getString(1));
                }
            }
        }
        return all;
    }
}
