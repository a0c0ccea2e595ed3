package dev.toolbridge.api.store.space;

import dev.toolbridge.api.item.Space;
import dev.toolbridge.database.Deadlines;
import dev.toolbridge.service.trace.Trace;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Statements that run inside one space: the settings for row-level security precede them in the same round
/// trip and hold for their transaction only.
public final class SpaceQuery implements AutoCloseable {
    private static final String SELECT_SPACE =
            "SELECT set_config('app.tenant', ?, true), set_config('app.space', ?, true),"
                    + " set_config('app.users', ?, true), set_config('application_name', ?, true)";

    /// Names the trace of a statement in the database's own log and in its view of running statements.
    private static final String PROGRAM = "toolbridge-api";

    private static final Set<Class<?>> TYPED =
            Set.of(String.class, UUID.class, Integer.class, Long.class, Double.class, Boolean.class, byte[].class);

    private final PreparedStatement statement;
    private int parameter;

    private SpaceQuery(PreparedStatement statement) {
        this.statement = statement;
    }

    public static SpaceQuery prepare(Connection connection, Space space, String sql) throws SQLException {
        var query = new SpaceQuery(
                connection.prepareStatement(SELECT_SPACE + Deadlines.afterSettings(connection) + ";" + sql));
        String id = space.id().toString();
        return query.bind(space.tenant())
                .bind(id)
                .bind(space.isShared() ? users(space) : id)
                .bind(application());
    }

    /// The users who reach a space, as row-level security reads them.
    public static String users(Space space) {
        return space.users().stream().map(UUID::toString).collect(Collectors.joining(","));
    }

    private static String application() {
        return Trace.current().map(trace -> PROGRAM + " " + trace.traceId()).orElse(PROGRAM);
    }

    /// Statements of a transaction that has already selected its space.
    public static SpaceQuery prepareInside(Connection connection, String sql) throws SQLException {
        return new SpaceQuery(connection.prepareStatement(sql));
    }

    /// Binds a value of a type that the driver knows. For others, null and times included, the driver would
    /// ask the server first, and from then on send statements apart from the settings that precede them.
    public SpaceQuery bind(Object value) throws SQLException {
        if (!TYPED.contains(value.getClass())) {
            throw new IllegalArgumentException("not a type that the driver knows: " + value.getClass());
        }
        parameter++;
        statement.setObject(parameter, value);
        return this;
    }

    /// Binds an array. The driver sends arrays of texts, numbers and truths as they are if their class names the type
    /// of their elements, and else writes each element as a text, which the server has to read.
    public SpaceQuery bindArray(String sqlType, Object... values) throws SQLException {
        parameter++;
        Object[] typed =
                switch (sqlType) {
                    case "text" -> Arrays.copyOf(values, values.length, String[].class);
                    case "int8" -> Arrays.copyOf(values, values.length, Long[].class);
                    case "bool" -> Arrays.copyOf(values, values.length, Boolean[].class);
                    default -> values;
                };
        statement.setArray(parameter, statement.getConnection().createArrayOf(sqlType, typed));
        return this;
    }

    /// Executes all statements, and gives the rows of the first one after the settings.
    public ResultSet rows() throws SQLException {
        statement.execute();
        return nextRows();
    }

    /// The rows of the next statement that gives any.
    public ResultSet nextRows() throws SQLException {
        boolean hasRows = statement.getMoreResults();
        while (!hasRows && statement.getUpdateCount() >= 0) {
            hasRows = statement.getMoreResults();
        }
        return statement.getResultSet();
    }

    /// Executes a query without preceding settings.
    public ResultSet onlyRows() throws SQLException {
        return statement.executeQuery();
    }

    /// The same, with at most `rows` rows in memory at a time; inside a transaction.
    public ResultSet onlyRowsInParts(int rows) throws SQLException {
        statement.setFetchSize(rows);
        return statement.executeQuery();
    }

    /// Executes statements whose results nobody reads.
    public void execute() throws SQLException {
        statement.execute();
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
