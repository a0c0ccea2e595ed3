package dev.toolbridge.api.store.face;

import dev.toolbridge.api.face.FaceItems;
import dev.toolbridge.api.store.read.ItemRows;
import java.util.stream.Collectors;

/// The statements of numbered items.
final class FaceSql {
    /// An item's number is the place of its first change; `seq` until the next one.
    private static final String ITEM = """
            SELECT i.uid, coalesce(i.born_seq, i.seq) AS number, i.seq, i.version, i.updated_at_ms, i.deleted_at_ms,
              coalesce(i.created_at_ms, i.updated_at_ms) AS created_at_ms, i.payload::text AS payload
            FROM item i
            """;

    /// The same with those of its fields that are shown: others may make it very large.
    private static final String SHOWN_ITEM = ITEM.replace(
            "i.payload::text",
            "(SELECT coalesce(jsonb_object_agg(f.key, f.value), '{}') FROM jsonb_each(i.payload) f WHERE f.key IN ("
                    + FaceItems.SHOWN.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "))
                    + "))::text");

    /// The member who wrote the present version, and the conflict that it decided.
    private static final String NEIGHBOURS = """
            LEFT JOIN LATERAL (
              SELECT m.number AS writer, m.name AS writer_name FROM change c
              JOIN space_member m ON m.tenant_id = c.tenant_id AND m.space_id = c.space_id
                AND m.subject = c.actor ->> 'user'
              WHERE c.tenant_id = ? AND c.space_id = ? AND c.type = ? AND c.uid = i.uid AND c.version = i.version
              LIMIT 1
            ) who ON true
            LEFT JOIN LATERAL (
              SELECT k.kind AS conflict FROM item_conflict k
              WHERE k.tenant_id = ? AND k.space_id = ? AND k.type = ? AND k.uid = i.uid AND k.version = i.version
              LIMIT 1
            ) decided ON true
            """;

    private static final String OF_TYPE = "WHERE i.tenant_id = ? AND i.space_id = ? AND i.type = ? ";
    private static final String SHOWN = "SELECT i.*, who.*, decided.* FROM (";

    static final String LATEST = SHOWN + SHOWN_ITEM + OF_TYPE + "AND i." + ItemRows.ORDER_OF_TYPE
            + " AND i.deleted_at_ms IS NULL ORDER BY i.seq DESC LIMIT ?) i " + NEIGHBOURS + "ORDER BY i.seq DESC";

    static final String FIND = SHOWN
            + ITEM + OF_TYPE + "AND i.uid = ANY (?) UNION ALL "
            + ITEM + OF_TYPE + "AND i.seq = ANY (?) AND i.version > 0 AND i.born_seq IS NULL UNION ALL "
            + ITEM + OF_TYPE + "AND i.born_seq = ANY (?) AND i.born_seq IS NOT NULL) i " + NEIGHBOURS;

    /// The number of all that match, with a page of them in the order of their numbers.
    static final String MEMORIES = """
            WITH asked AS MATERIALIZED (
              SELECT i.uid, coalesce(i.born_seq, i.seq) AS number FROM item i
              WHERE i.tenant_id = ? AND i.space_id = ? AND i.type = 'memory' AND i.IN_ORDER AND i.deleted_at_ms IS NULL
                AND (? = '' OR i.payload ->> 'memoryType' = ?)
                AND (? = '' OR jsonb_exists(i.payload -> 'tags', ?))
                AND (? = '' OR strpos(lower(concat_ws(E'\\n', i.payload ->> 'content', i.payload ->> 'key',
                  i.payload ->> 'rationale')), lower(?)) > 0)
                AND i.updated_at_ms >= ?
            )
            SELECT counted.total, i.*, who.*, decided.* FROM (SELECT count(*) AS total FROM asked) counted
            LEFT JOIN (
            """.replace("IN_ORDER", ItemRows.ORDER_OF_TYPE)
            + SHOWN_ITEM + OF_TYPE
            + "AND i.uid IN (SELECT uid FROM asked ORDER BY number LIMIT ? OFFSET ?)) i ON true "
            + NEIGHBOURS + "ORDER BY i.number";

    private FaceSql() {}
}
