package dev.toolbridge.database;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The labels of the columns of a result, and nothing else about them: the client asks for them with each row.
final class ColumnLabels implements ResultSetMetaData {
    /// The client takes what it is not told from the values, and loads no class by its name.
    private static final Optional<String> NONE = Optional.empty();

    private final List<String> labels;

    ColumnLabels(List<String> labels) {
        this.labels = List.copyOf(labels);
    }

    @Override
    public int getColumnCount() {
        return labels.size();
    }

    @Override
    public String getColumnLabel(int column) {
        return labels.get(column - 1);
    }

    @Override
    public String getColumnName(int column) {
        return getColumnLabel(column);
    }

    @Override
    public String getColumnTypeName(int column) {
        return NONE.orElse(null);
    }

    @Override
    public String getColumnClassName(int column) {
        return NONE.orElse(null);
    }

    @Override
    public int getColumnType(int column) {
        throw unknown();
    }

    @Override
    public boolean isAutoIncrement(int column) {
        throw unknown();
    }

    @Override
    public boolean isCaseSensitive(int column) {
        throw unknown();
    }

    @Override
    public boolean isSearchable(int column) {
        throw unknown();
    }

    @Override
    public boolean isCurrency(int column) {
        throw unknown();
    }

    @Override
    public int isNullable(int column) {
        throw unknown();
    }

    @Override
    public boolean isSigned(int column) {
        throw unknown();
    }

    @Override
    public int getColumnDisplaySize(int column) {
        throw unknown();
    }

    @Override
    public String getSchemaName(int column) {
        throw unknown();
    }

    @Override
    public int getPrecision(int column) {
        throw unknown();
    }

    @Override
    public int getScale(int column) {
        throw unknown();
    }

    @Override
    public String getTableName(int column) {
        throw unknown();
    }

    @Override
    public String getCatalogName(int column) {
        throw unknown();
    }

    @Override
    public boolean isReadOnly(int column) {
        throw unknown();
    }

    @Override
    public boolean isWritable(int column) {
        throw unknown();
    }

    @Override
    public boolean isDefinitelyWritable(int column) {
        throw unknown();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("there is nothing of the kind " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }

    private static UnsupportedOperationException unknown() {
        return new UnsupportedOperationException("only the labels of columns are known");
    }
}
