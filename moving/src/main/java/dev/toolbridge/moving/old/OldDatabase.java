package dev.toolbridge.moving.old;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;

/// The old server's database in one read-only snapshot: whatever is written meanwhile is not in it.
public final class OldDatabase implements AutoCloseable {
    private static final int KEYS_AT_A_TIME = 2_000;
    private static final int ITEMS_AT_A_TIME = 25;
    private static final int ITEM_BYTES_MAX = 1_048_576;

    /// The whole import is one transaction there, which waits while we store.
    private static final String SESSION = """
            SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; SET extra_float_digits = 1;
            SET application_name = 'toolbridge-import'
            """;

    private static final String OURS = "space_head";
    private static final Set<String> COLUMNS =
            Set.of("uid", "owner_id", "updated_at_ms", "deleted_at_ms", "version", "payload_json", "created_at");

    private static final String TABLES = """
            SELECT c.relname, a.attname FROM pg_class c
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            WHERE c.relkind IN ('r', 'p') AND pg_table_is_visible(c.oid)
            """;

    private static final String OWNERS = """
            SELECT u.id, u.sub, coalesce(s.epoch, 1) AS epoch, s.last_wipe_at, s.last_wipe_by FROM app_user u
            LEFT JOIN LATERAL (
              SELECT o.* FROM owner_state o WHERE o.owner_id IN (u.id::text, u.sub) ORDER BY o.epoch DESC LIMIT 1
            ) s ON true ORDER BY u.created_at, u.id
            """;

    private final Connection connection;

    private OldDatabase(Connection connection) {
        this.connection = connection;
    }

    /// Opens the snapshot.
    ///
    /// @param address the JDBC address
    /// @throws SQLException if the database refuses
    /// @throws OldDatabaseFault if it is not the old server's
    public static OldDatabase open(String address, Properties signIn) throws SQLException {
        Connection connection = DriverManager.getConnection(address, signIn);
        try {
            try (var statement = connection.createStatement()) {
                statement.execute(SESSION);
            }
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            var database = new OldDatabase(connection);
            database.requireShape();
            return database;
        } catch (SQLException | RuntimeException failed) {
            connection.close();
            throw failed;
        }
    }

    /// A reader of the rows of a result.
    @FunctionalInterface
    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    /// A user of the keys of a table, part by part.
    @FunctionalInterface
    public interface KeyReader {
        void read(List<OldKey> keys) throws SQLException;
    }

    private void requireShape() throws SQLException {
        var columns = new HashSet<String>();
        var tables = new TreeSet<String>();
        try (var statement = connection.prepareStatement(TABLES);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                tables.add(rows.getString(1));
                columns.add(rows.getString(1) + "." + rows.getString(2));
            }
        }
        if (tables.contains(OURS)) {
            throw new OldDatabaseFault("this is a database of ours, not the old server's: it has the table " + OURS);
        }
        requireColumns("app_user", Set.of("id", "sub", "created_at"), columns);
        requireColumns("owner_state", Set.of("owner_id", "epoch", "last_wipe_at", "last_wipe_by"), columns);
        OldTable.ALL.forEach(table -> requireColumns(table.name(), COLUMNS, columns));
        requireColumns("comment", Set.of("parent_type", "parent_uid"), columns);
        requireColumns("chat_message", Set.of("chat_uid"), columns);
    }

    private static void requireColumns(String table, Set<String> names, Set<String> present) {
        new TreeSet<>(names)
                .stream()
                        .filter(name -> !present.contains(table + "." + name))
                        .findFirst()
                        .ifPresent(name -> {
                            throw new OldDatabaseFault(
                                    "this is not the old server's database after its migration 7: it has no " + table
                                            + "." + name);
                        });
    }

    /// The users, the oldest first.
    public List<OldOwner> owners() throws SQLException {
        try (var statement = connection.prepareStatement(OWNERS)) {
            return read(
                    statement,
                    row -> new OldOwner(
                            row.getObject("id", UUID.class),
                            Optional.ofNullable(row.getString("sub")).orElse(""),
                            row.getInt("epoch"),
                            Optional.ofNullable(row.getTimestamp("last_wipe_at"))
                                    .map(Timestamp::toInstant),
                            Optional.ofNullable(row.getString("last_wipe_by"))));
        }
    }

    /// The number of the owner's rows in a table, and of those that need attention.
    public OldCount count(OldTable table, UUID owner) throws SQLException {
        try (var statement = connection.prepareStatement(OldSql.count(table))) {
            statement.setInt(1, ITEM_BYTES_MAX);
            statement.setObject(2, owner);
            return read(
                            statement,
                            row -> new OldCount(
                                    row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)))
                    .getFirst();
        }
    }

    /// Reads the keys of the owner's items in the order of their last change, in parts.
    public void keys(OldTable table, UUID owner, KeyReader reader) throws SQLException {
        try (var statement = connection.prepareStatement(OldSql.keys(table))) {
            statement.setFetchSize(KEYS_AT_A_TIME);
            statement.setObject(1, owner);
            var part = new ArrayList<OldKey>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    part.add(key(rows));
                    if (part.size() == KEYS_AT_A_TIME) {
                        reader.read(List.copyOf(part));
                        part.clear();
                    }
                }
            }
            reader.read(List.copyOf(part));
        }
    }

    /// Reads the items under keys, in the order of their last change.
    public void items(OldTable table, UUID owner, List<UUID> uids, Consumer<OldItem> reader) throws SQLException {
        try (var statement = connection.prepareStatement(OldSql.items(table))) {
            statement.setFetchSize(ITEMS_AT_A_TIME);
            statement.setInt(1, ITEM_BYTES_MAX);
            bindKeys(statement, 2, owner, uids);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.accept(new OldItem(
                            key(rows),
                            time(rows, "created_at_ms"),
                            Optional.ofNullable(rows.getObject("parent_uid", UUID.class)),
                            Optional.ofNullable(rows.getString("payload"))));
                }
            }
        }
    }

    /// A hash of each of these items, of all that is kept of it.
    public List<OldHash> hashes(OldTable table, UUID owner, List<UUID> uids) throws SQLException {
        try (var statement = connection.prepareStatement(OldSql.hashes(table))) {
            bindKeys(statement, 1, owner, uids);
            return read(statement, row -> new OldHash(row.getObject("uid", UUID.class), row.getString("hash")));
        }
    }

    private void bindKeys(PreparedStatement statement, int first, UUID owner, List<UUID> uids) throws SQLException {
        statement.setObject(first, owner);
        statement.setArray(first + 1, connection.createArrayOf("uuid", uids.toArray()));
    }

    private static OldKey key(ResultSet row) throws SQLException {
        return new OldKey(
                row.getObject("uid", UUID.class),
                row.getLong("version"),
                row.getLong("updated_at_ms"),
                time(row, "deleted_at_ms"));
    }

    private static OptionalLong time(ResultSet row, String column) throws SQLException {
        long time = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(time);
    }

    private static <T> List<T> read(PreparedStatement statement, Reading<T> reading) throws SQLException {
        var values = new ArrayList<T>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                values.add(reading.of(rows));
            }
        }
        return values;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
