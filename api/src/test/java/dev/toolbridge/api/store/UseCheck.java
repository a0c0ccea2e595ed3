package dev.toolbridge.api.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/// Counts all items anew, and compares the sums with the counters of every space.
public final class UseCheck {
    private static final String AS_MAINTENANCE =
            "GRANT toolbridge_maintenance TO CURRENT_USER WITH SET TRUE; SET ROLE toolbridge_maintenance;";

    /// Each space whose counters are not its count, and each that is not counted whole.
    private static final String DIFFERENCES = """
            SELECT string_agg(concat_ws(' ', counted.tenant_id, counted.space_id, u.items, u.bytes, u.counted_seq,
              'instead of', counted.items, counted.bytes), E'\\n')
            FROM (
              SELECT h.tenant_id, h.space_id, count(i.uid) AS items,
                coalesce(sum(octet_length(i.payload::text)), 0) AS bytes
              FROM space_head h LEFT JOIN item i ON i.tenant_id = h.tenant_id AND i.space_id = h.space_id
                AND i.seq > h.wiped_seq AND i.deleted_at_ms IS NULL
              GROUP BY h.tenant_id, h.space_id
            ) counted FULL JOIN space_use u USING (tenant_id, space_id)
            WHERE (u.items, u.bytes, u.counted_seq) IS DISTINCT FROM
              (counted.items, counted.bytes, 9223372036854775807)
            """;

    private UseCheck() {}

    /// Fails with the spaces whose counters differ, and gives the number of all items otherwise.
    public static long requireExact(DatabaseUrl owner) {
        assertThat(text(owner, DIFFERENCES)).isEmpty();
        return Long.parseLong(text(owner, "SELECT coalesce(sum(items), 0) FROM space_use"));
    }

    private static String text(DatabaseUrl owner, String query) {
        try (Connection connection = TestPostgres.connect(owner);
                var statement = connection.createStatement()) {
            statement.execute(AS_MAINTENANCE);
            var row = statement.executeQuery(query);
            row.next();
            return Optional.ofNullable(row.getString(1)).orElse("");
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
