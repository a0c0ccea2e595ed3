package dev.toolbridge.api.store;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.store.space.SpaceQuery;
import dev.toolbridge.api.store.space.SpaceStatements;
import dev.toolbridge.api.webhook.Webhook;
import dev.toolbridge.api.webhook.WebhookDelivery;
import dev.toolbridge.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/// Reads the rows of webhooks and of their deliveries.
final class WebhookRows {
    static final String WEBHOOK = """
            id, number, callback_url, events, is_active, off_reason, last_seq, failing_since, rotated_at, created_at,
            updated_at
            """;
    static final String DELIVERY = """
            id, event, seq, prev_seq, status, attempts, next_attempt_at, last_attempt_at, response_status, failure,
            created_at
            """;

    private WebhookRows() {}

    /// The rows of a query in the caller's space, as far as the caller reaches it.
    static <T> List<T> read(Database database, Caller caller, SpaceStatements.RowReader<T> reader, Query query) {
        return database.with(connection -> {
            try (var prepared = SpaceQuery.prepare(connection, caller.space(), query.sql())) {
                for (Object value : query.values()) {
                    prepared.bind(value);
                }
                ResultSet rows = prepared.rows();
                var read = new ArrayList<T>();
                while (rows.next()) {
                    read.add(reader.read(rows));
                }
                return read;
            }
        });
    }

    /// A query, and a value for each of its question marks.
    record Query(String sql, List<Object> values) {}

    static Webhook webhook(ResultSet row) throws SQLException {
        return new Webhook(
                row.getObject("id", UUID.class),
                row.getLong("number"),
                row.getString("callback_url"),
                Arrays.asList((String[]) row.getArray("events").getArray()),
                row.getBoolean("is_active"),
                Optional.ofNullable(row.getString("off_reason")),
                row.getLong("last_seq"),
                time(row, "failing_since"),
                row.getTimestamp("rotated_at").toInstant(),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }

    static WebhookDelivery delivery(ResultSet row) throws SQLException {
        int status = row.getInt("response_status");
        return new WebhookDelivery(
                row.getObject("id", UUID.class),
                row.getString("event"),
                row.getLong("seq"),
                row.getLong("prev_seq"),
                row.getString("status"),
                row.getInt("attempts"),
                time(row, "next_attempt_at"),
                time(row, "last_attempt_at"),
                status == 0 ? OptionalInt.empty() : OptionalInt.of(status),
                Optional.ofNullable(row.getString("failure")),
                row.getTimestamp("created_at").toInstant());
    }

    private static Optional<Instant> time(ResultSet row, String name) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(name)).map(Timestamp::toInstant);
    }
}
