package dev.toolbridge.api.store.space;

import dev.toolbridge.api.item.Space;
import dev.toolbridge.database.DatabaseFailure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Ordinary statements of a transaction that has selected its space.
public record SpaceStatements(Connection connection) {

    /// Reads a row.
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /// Selects the space for the rest of the connection's transaction.
    public static SpaceStatements begin(Connection connection, Space space) throws SQLException {
        try (var query = SpaceQuery.prepare(connection, space, "SELECT true")) {
            query.execute();
            return new SpaceStatements(connection);
        }
    }

    /// The rows of a statement.
    ///
    /// @param values one for each question mark: texts, numbers, truths, bytes and UUIDs
    public <T> List<T> rows(String sql, RowReader<T> reader, Object... values) {
        try (var query = SpaceQuery.prepareInside(connection, sql)) {
            bind(query, values);
            ResultSet rows = query.onlyRows();
            var read = new ArrayList<T>();
            while (rows.next()) {
                read.add(reader.read(rows));
            }
            return read;
        } catch (SQLException failure) {
            throw DatabaseFailure.of(failure);
        }
    }

    /// Executes a statement that gives no rows.
    public void execute(String sql, Object... values) {
        try (var query = SpaceQuery.prepareInside(connection, sql)) {
            bind(query, values);
            query.execute();
        } catch (SQLException failure) {
            throw DatabaseFailure.of(failure);
        }
    }

    private static void bind(SpaceQuery query, Object... values) throws SQLException {
        for (Object value : values) {
            query.bind(value);
        }
    }
}
