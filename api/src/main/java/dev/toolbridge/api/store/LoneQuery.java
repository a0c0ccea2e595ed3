package dev.toolbridge.api.store;

import dev.toolbridge.database.Deadlines;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// A statement about no tenant that is a transaction of its own. Where sessions are shared, the deadlines go ahead
/// of it in the same round trip.
final class LoneQuery implements AutoCloseable {
    private final PreparedStatement statement;
    private final boolean isSecond;
    private int parameter;

    private LoneQuery(PreparedStatement statement, boolean isSecond) {
        this.statement = statement;
        this.isSecond = isSecond;
    }

    static LoneQuery prepare(Connection connection, String sql) throws SQLException {
        String ahead = Deadlines.aheadOf(connection);
        return new LoneQuery(connection.prepareStatement(ahead + sql), !ahead.isEmpty());
    }

    LoneQuery bind(Object value) throws SQLException {
        parameter++;
        statement.setObject(parameter, value);
        return this;
    }

    /// Executes it, and gives its rows.
    ResultSet rows() throws SQLException {
        statement.execute();
        if (isSecond) {
            statement.getMoreResults();
        }
        return statement.getResultSet();
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
