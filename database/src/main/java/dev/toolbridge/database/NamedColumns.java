package dev.toolbridge.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A connection whose results name their columns once. Helidon's client asks each row for the labels, types and classes
/// of all columns, and loads the classes by name; the driver answers the first question with a query of its own. Types
/// and classes are left out: the client then takes those of the values.
final class NamedColumns {
    private static final String OBJECT = "getObject";

    private NamedColumns() {}

    static Connection of(Connection connection) {
        return wrapped(
                Connection.class,
                connection,
                result -> result instanceof PreparedStatement statement ? of(statement) : result);
    }

    private static PreparedStatement of(PreparedStatement statement) {
        return wrapped(
                PreparedStatement.class, statement, result -> result instanceof ResultSet rows ? of(rows) : result);
    }

    private static <T> T wrapped(Class<T> type, T target, UnaryOperator<Object> answer) {
        return proxy(type, (method, arguments) -> answer.apply(called(target, method, arguments)));
    }

    private static ResultSet of(ResultSet rows) {
        return proxy(ResultSet.class, new Rows(rows));
    }

    /// A call of a wrapped object.
    @FunctionalInterface
    private interface Calls {
        Object answer(Method method, Object... arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Calls calls) {
        return type.cast(Proxy.newProxyInstance(
                NamedColumns.class.getClassLoader(),
                new Class<?>[] {type},
                (_, method, arguments) -> calls.answer(method, arguments)));
    }

    private static Object called(Object target, Method method, Object... arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }

    /// The rows of a result. The calls that each row makes go to them directly.
    private static final class Rows implements Calls {
        private final ResultSet rows;
        private Optional<ResultSetMetaData> columns = Optional.empty();

        private Rows(ResultSet rows) {
            this.rows = rows;
        }

        @Override
        public Object answer(Method method, Object... arguments) throws Throwable {
            return switch (method.getName()) {
                case "next" -> rows.next();
                case "getMetaData" -> columns();
                case OBJECT ->
                    arguments.length == 1 && arguments[0] instanceof Integer column
                            ? rows.getObject(column)
                            : called(rows, method, arguments);
                default -> called(rows, method, arguments);
            };
        }

        private ResultSetMetaData columns() throws SQLException {
            if (columns.isEmpty()) {
                columns = Optional.of(new ColumnLabels(labels(rows.getMetaData())));
            }
            return columns.get();
        }

        private static List<String> labels(ResultSetMetaData columns) throws SQLException {
            var labels = new ArrayList<String>();
            for (int column = 1; column <= columns.getColumnCount(); column++) {
                labels.add(columns.getColumnLabel(column));
            }
            return labels;
        }
    }
}
