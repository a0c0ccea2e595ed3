package dev.toolbridge.api.store.search;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.database.FailureWords;
import dev.toolbridge.database.Transaction;
import dev.toolbridge.service.config.SettingError;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.Function;

/// Has the servers of a database make the words of all items again. The old words stay until they are replaced.
///
/// @param maintenance the login of the role that sees all tenants
public record TextRebuild(DatabaseUrl maintenance) {
    private static final String TAKE_ROLE = "SELECT set_config('role', 'toolbridge_maintenance', true)";

    private static final String FORGET =
            "WITH forgotten AS (DELETE FROM text_cursor RETURNING seq) SELECT FROM forgotten";

    private static final String PROGRESS = """
            SELECT count(*) FILTER (WHERE h.seq > coalesce(c.seq, 0)) AS spaces_left, coalesce(sum(c.seq), 0) AS reached
            FROM space_head h LEFT JOIN text_cursor c USING (tenant_id, space_id)
            """;

    /// The work that is left.
    ///
    /// @param spaces the spaces with items to index
    /// @param reached grows with every part that is indexed
    public record Progress(long spaces, long reached) {}

    /// Forgets the place of the indexer in every space, so that each begins again.
    ///
    /// @throws SettingError if the database cannot be reached
    public void begin() {
        inTransaction(transaction -> {
            transaction.rows(FORGET, _ -> true);
            transaction.commit();
            return true;
        });
    }

    public Progress progress() {
        return inTransaction(transaction -> transaction
                .rows(
                        PROGRESS,
                        row -> new Progress(
                                row.column("spaces_left").get(Long.class),
                                row.column("reached").get(Number.class).longValue()))
                .getFirst());
    }

    private <T> T inTransaction(Function<Transaction, T> work) {
        var properties = new Properties();
        properties.put("user", maintenance.user());
        properties.put("password", maintenance.password().orElse(""));
        try (Connection connection = DriverManager.getConnection(maintenance.jdbc(), properties)) {
            return Transaction.on(connection, transaction -> {
                transaction.rows(TAKE_ROLE, _ -> true);
                return work.apply(transaction);
            });
        } catch (SQLException failed) {
            throw new SettingError("the index of words cannot be reached: "
                    + FailureWords.of(failed, maintenance).text());
        }
    }
}
