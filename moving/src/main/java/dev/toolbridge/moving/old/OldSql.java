package dev.toolbridge.moving.old;

/// The SQL by which the old server's tables of items are read, of one owner each.
final class OldSql {
    /// A tombstone may have no payload, in the way of SQL or of JSON.
    private static final String PAYLOAD = "coalesce(NULLIF(i.payload_json, 'null'), '{}')::text";

    private OldSql() {}

    /// It takes the size of the largest item, and the owner.
    static String count(OldTable table) {
        return """
                SELECT count(*), count(i.deleted_at_ms), count(*) FILTER (WHERE i.deleted_at_ms IS NULL AND NOT %s),
                  count(*) FILTER (WHERE i.updated_at_ms > extract(epoch FROM now()) * 1000),
                  count(*) FILTER (WHERE octet_length(i.payload_json::text) > ?)
                FROM %s i WHERE i.owner_id = ?
                """.formatted(table.parents(), table.name());
    }

    /// It takes the owner.
    static String keys(OldTable table) {
        return """
                SELECT i.uid, i.version, i.updated_at_ms, i.deleted_at_ms FROM %s i WHERE i.owner_id = ?
                ORDER BY i.updated_at_ms, i.uid
                """.formatted(table.name());
    }

    /// It takes the size of the largest item, the owner and the uids.
    static String items(OldTable table) {
        String parent = table.parentColumn().map(column -> "i." + column).orElse("NULL::uuid");
        return """
                SELECT i.uid, i.version, i.updated_at_ms, i.deleted_at_ms, %s AS parent_uid,
                  (extract(epoch FROM i.created_at) * 1000)::bigint AS created_at_ms,
                  CASE WHEN octet_length(%s) <= ? THEN %s END AS payload
                FROM %s i WHERE i.owner_id = ? AND i.uid = ANY (?) ORDER BY i.updated_at_ms, i.uid
                """.formatted(parent, PAYLOAD, PAYLOAD, table.name());
    }

    /// It takes the owner and the uids.
    static String hashes(OldTable table) {
        return """
                SELECT i.uid, md5(concat_ws('|', i.uid, i.version, i.updated_at_ms, coalesce(i.deleted_at_ms, -1),
                  %s)) AS hash
                FROM %s i WHERE i.owner_id = ? AND i.uid = ANY (?)
                """.formatted(PAYLOAD, table.name());
    }
}
