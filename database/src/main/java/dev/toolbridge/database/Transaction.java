package dev.toolbridge.database;

import io.helidon.dbclient.DbRow;
import io.helidon.dbclient.DbTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/// A transaction of ordinary statements. It is rolled back unless it is committed.
public final class Transaction {
    private static final String SELECT_TENANT = "SELECT set_config('app.tenant', ?, true)";

    private final DbTransaction transaction;

    private Transaction(DbTransaction transaction) {
        this.transaction = transaction;
    }

    /// Runs work in a transaction on a connection that the caller opened and closes, without deadlines.
    public static <T> T on(Connection connection, Function<Transaction, T> work) throws SQLException {
        return Statements.lend(connection, () -> work.apply(new Transaction(Statements.CLIENT.transaction())));
    }

    /// Begins a transaction under the deadlines, on the connection that is lent to the client.
    static Transaction begin(Connection connection) throws SQLException {
        var transaction = new Transaction(Statements.CLIENT.transaction());
        if (Deadlines.areShared(connection)) {
            transaction.rows("SELECT " + Deadlines.CALLS, _ -> true);
        }
        return transaction;
    }

    /// The same for a tenant: the setting that row-level security reads holds for this transaction only.
    static Transaction begin(Connection connection, String tenant) throws SQLException {
        var transaction = new Transaction(Statements.CLIENT.transaction());
        transaction.rows(SELECT_TENANT + Deadlines.afterSettings(connection), _ -> true, tenant);
        return transaction;
    }

    /// Runs a statement, and reads all of its rows.
    ///
    /// @param values one for each question mark: texts, numbers, truths, bytes, UUIDs, instants, lists of
    ///     texts, and null
    public <T> List<T> rows(String sql, Function<DbRow, T> reader, Object... values) {
        return Statements.rows(transaction, sql, reader, values);
    }

    /// Runs a statement whose rows are too many to be kept.
    public void each(String sql, Consumer<DbRow> reader, Object... values) {
        try (Stream<DbRow> rows = Statements.run(transaction, sql, values)) {
            rows.forEach(reader);
        }
    }

    /// Commits; no statement may follow.
    public void commit() {
        transaction.commit();
    }
}
