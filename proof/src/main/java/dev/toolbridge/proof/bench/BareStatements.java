package dev.toolbridge.proof.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// The API's statements for get, list, create and patch, in as many round trips.
final class BareStatements {
    private static final String SELECT_SPACE = """
            SELECT set_config('app.tenant', 'bench', true), set_config('app.space', ?, true),
              set_config('application_name', 'toolbridge-api 0af7651916cd43dd8448eb211c80319c', true);
            """;

    private static final String GET = SELECT_SPACE + """
            SELECT uid, version, updated_at_ms, deleted_at_ms, payload::text
            FROM item WHERE tenant_id = 'bench' AND space_id = ? AND type = 'note' AND uid = ?
            """;

    private static final String LIST = SELECT_SPACE + """
            SELECT epoch, seq FROM space_head WHERE tenant_id = 'bench' AND space_id = ?;
            SELECT uid, version, updated_at_ms, deleted_at_ms, payload::text, seq
            FROM item WHERE tenant_id = 'bench' AND space_id = ? AND type = 'note'
              AND seq < 9223372036854775807 AND (false OR deleted_at_ms IS NULL)
            ORDER BY seq DESC LIMIT 26
            """;

    private static final String BEGIN = SELECT_SPACE + """
            UPDATE space_head SET seq = seq + 1 WHERE tenant_id = 'bench' AND space_id = ? RETURNING seq, epoch;
            SELECT found.type, found.uid, found.version, found.updated_at_ms, found.deleted_at_ms, found.payload::text
            FROM unnest(ARRAY['note'], ARRAY[?::uuid]) AS key (type, uid)
            CROSS JOIN LATERAL (
              SELECT * FROM item i
              WHERE i.tenant_id = 'bench' AND i.space_id = ? AND i.type = key.type AND i.uid = key.uid LIMIT 1
            ) found
            """;

    private static final String STORE = """
            WITH change_row AS (
              SELECT ?::bigint AS seq, 'note' AS type, ?::uuid AS uid, ?::bigint AS version,
                1767340800000 AS updated_at_ms, ?::jsonb AS payload
            ), stored AS (
              INSERT INTO item (tenant_id, space_id, type, uid, seq, version, updated_at_ms, payload)
              SELECT 'bench', ?, type, uid, seq, version, updated_at_ms, payload FROM change_row
              ON CONFLICT (tenant_id, space_id, type, uid) DO UPDATE SET
                seq = excluded.seq, version = excluded.version, updated_at_ms = excluded.updated_at_ms,
                deleted_at_ms = excluded.deleted_at_ms, parent_uid = excluded.parent_uid, payload = excluded.payload
            )
            INSERT INTO change (tenant_id, space_id, seq, type, uid, version, operation, actor, request, payload)
            SELECT 'bench', ?, seq, type, uid, version, 'patch', '{"user":"bench"}'::jsonb,
              '0191a2b3-c4d5-7e6f-8a9b-0c1d2e3f4a5b', payload
            FROM change_row;
            COMMIT
            """;

    private BareStatements() {}

    /// A row to store.
    record Row(UUID uid, long seq, String payload) {}

    static PreparedStatement get(Connection connection, String space, UUID uid) throws SQLException {
        return bound(connection, GET, List.of(space, UUID.fromString(space), uid));
    }

    static PreparedStatement list(Connection connection, String space) throws SQLException {
        return bound(connection, LIST, List.of(space, UUID.fromString(space), UUID.fromString(space)));
    }

    static PreparedStatement begin(Connection connection, String space, UUID uid) throws SQLException {
        return bound(connection, BEGIN, List.of(space, UUID.fromString(space), uid, UUID.fromString(space)));
    }

    static PreparedStatement store(Connection connection, String space, Row row) throws SQLException {
        return bound(
                connection,
                STORE,
                List.of(
                        row.seq(),
                        row.uid(),
                        row.seq(),
                        row.payload(),
                        UUID.fromString(space),
                        UUID.fromString(space)));
    }

    /// The rows of the first statement after the settings.
    static ResultSet rows(PreparedStatement statement) throws SQLException {
        statement.execute();
        statement.getMoreResults();
        return statement.getResultSet();
    }

    static String item(ResultSet row) throws SQLException {
        return item(row.getObject(1, UUID.class), row.getLong(2), row.getLong(3), row.getString(5));
    }

    static String item(UUID uid, long version, String payload) {
        return item(uid, version, 1_767_340_800_000L, payload);
    }

    private static String item(UUID uid, long version, long updatedAtMs, String payload) {
        return "{\"uid\":\"" + uid + "\",\"version\":" + version + ",\"updatedAt\":\""
                + Instant.ofEpochMilli(updatedAtMs) + "\",\"payload\":" + payload + "}";
    }

    private static PreparedStatement bound(Connection connection, String sql, List<?> values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int index = 0; index < values.size(); index++) {
            statement.setObject(index + 1, values.get(index));
        }
        return statement;
    }
}
