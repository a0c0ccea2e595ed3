package dev.toolbridge.api.store;

import dev.toolbridge.database.Deadlines;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Statements about a whole tenant: the setting that row-level security reads goes ahead of them in the same round
/// trip and holds for their transaction only.
final class TenantQuery implements AutoCloseable {
    private static final String SELECT_TENANT = "SELECT set_config('app.tenant', ?, true)";

    private final PreparedStatement statement;
    private int parameter;

    private TenantQuery(PreparedStatement statement) {
        this.statement = statement;
    }

    static TenantQuery prepare(Connection connection, String tenant, String sql) throws SQLException {
        String settings = SELECT_TENANT + Deadlines.afterSettings(connection) + ";";
        return new TenantQuery(connection.prepareStatement(settings + sql)).bind(tenant);
    }

    TenantQuery bind(Object value) throws SQLException {
        parameter++;
        statement.setObject(parameter, value);
        return this;
    }

    TenantQuery bindTexts(Iterable<String> values) throws SQLException {
        parameter++;
        var texts = new java.util.ArrayList<String>();
        values.forEach(texts::add);
        Array array = statement.getConnection().createArrayOf("text", texts.toArray());
        statement.setArray(parameter, array);
        return this;
    }

    /// Executes all, and gives the rows of the statement after the setting.
    ResultSet rows() throws SQLException {
        statement.execute();
        statement.getMoreResults();
        return statement.getResultSet();
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
