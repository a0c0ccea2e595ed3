package dev.toolbridge.api.store.write;

import dev.toolbridge.api.item.Author;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.decision.ItemChange;
import dev.toolbridge.api.item.decision.Placement;
import dev.toolbridge.api.item.decision.Reordered;
import dev.toolbridge.api.store.space.SpaceQuery;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/// Writes decided changes: each once to the journal, and the last state of each item.
final class ChangeRows {

    /// It files each item: the columns and the tags by which lists find it. The count makes sure that the
    /// former tags are deleted, by a function, since in a join the planner may read the tags of the whole
    /// space.
    static final String WRITE = """
            WITH change_row AS (
              SELECT *, payload_text::jsonb AS payload
              FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) AS c (
                seq, type, uid, version, updated_at_ms, deleted_at_ms, parent_uid, link_uid, item_key, is_last,
                is_new, operation, actor, request, metadata, payload_text, created_at_ms)
            ), stored AS (
              INSERT INTO item (
                tenant_id, space_id, type, uid, seq, version, updated_at_ms, deleted_at_ms, parent_uid, link_uid,
                item_key, payload, status, priority, is_done, due_at, due_day, title_key, created_at_ms, filed_seq)
              SELECT ?, ?, c.type, c.uid, c.seq, c.version, c.updated_at_ms, c.deleted_at_ms, c.parent_uid, c.link_uid,
                c.item_key, c.payload, f.status, f.priority, f.is_done, f.due_at, f.due_day, f.title_key,
                coalesce(c.created_at_ms, (extract(epoch FROM now()) * 1000)::bigint), c.seq
              FROM change_row c CROSS JOIN LATERAL filed(c.payload) f WHERE c.is_last
              ON CONFLICT (tenant_id, space_id, type, uid) DO UPDATE SET
                seq = excluded.seq, version = excluded.version, updated_at_ms = excluded.updated_at_ms,
                deleted_at_ms = excluded.deleted_at_ms, parent_uid = excluded.parent_uid,
                link_uid = excluded.link_uid, item_key = excluded.item_key, payload = excluded.payload,
                status = excluded.status, priority = excluded.priority, is_done = excluded.is_done,
                due_at = excluded.due_at, due_day = excluded.due_day, title_key = excluded.title_key,
                filed_seq = excluded.filed_seq
              RETURNING new.tenant_id, new.space_id, new.type, new.uid, new.seq,
                CASE WHEN new.payload -> 'tags' IS NOT NULL THEN filed_tags(new.payload) END AS tags,
                old.seq AS old_seq,
                CASE WHEN old.payload -> 'tags' IS NOT NULL THEN filed_tags(old.payload) END AS old_tags
            ), untagged AS MATERIALIZED (
              SELECT untag(s.type, s.old_seq, s.old_tags) FROM stored s WHERE cardinality(s.old_tags) > 0
            ), tagged AS (
              INSERT INTO item_tag (tenant_id, space_id, type, tag, seq, uid)
              SELECT s.tenant_id, s.space_id, s.type, tag, s.seq, s.uid FROM stored s CROSS JOIN unnest(s.tags) tag
              WHERE (SELECT count(*) FROM untagged) >= 0
            )
            INSERT INTO change (
              tenant_id, space_id, seq, type, uid, version, operation, actor, request, metadata, payload)
            SELECT ?, ?, seq, type, uid, version, operation, actor::jsonb, request, metadata::jsonb, payload
            FROM change_row WHERE is_new;
            """;

    private static final String CLEAR_WIPED = "SELECT clear_wiped(?, ?, ?)";

    private ChangeRows() {}

    /// A placement with its number and its author.
    record Row(long seq, Placement placement, Author author) {

        Item after() {
            return placement.after();
        }

        /// The change of the item; empty when only its place is new.
        Optional<ItemChange> change() {
            return switch (placement) {
                case ItemChange change -> Optional.of(change);
                case Reordered _ -> Optional.empty();
            };
        }
    }

    static void bind(SpaceQuery query, Space space, List<Row> rows) throws SQLException {
        Map<Key, Long> lastSeqs = new HashMap<>();
        rows.forEach(row -> lastSeqs.put(row.placement().key(), row.seq()));
        bindItems(query, rows);
        query.bindArray("bool", values(rows, row -> lastSeqs.get(row.placement().key()) == row.seq()));
        bindJournal(query, rows);
        query.bind(space.tenant()).bind(space.id()).bind(space.tenant()).bind(space.id());
    }

    /// Deletes the wiped rows that still have the keys of these rows.
    static void clearWiped(Connection connection, List<Row> rows) throws SQLException {
        try (var query = SpaceQuery.prepareInside(connection, CLEAR_WIPED)) {
            query.bindArray("text", values(rows, row -> row.placement().type().name()));
            query.bindArray("uuid", values(rows, row -> row.after().uid()));
            query.bindArray("int8", values(rows, row -> row.after().version())).execute();
        }
    }

    private static void bindItems(SpaceQuery query, List<Row> rows) throws SQLException {
        query.bindArray("int8", values(rows, Row::seq));
        query.bindArray("text", values(rows, row -> row.placement().type().name()));
        query.bindArray("uuid", values(rows, row -> row.after().uid()));
        query.bindArray("int8", values(rows, row -> row.after().version()));
        query.bindArray("int8", values(rows, row -> row.after().updatedAtMs()));
        query.bindArray("int8", values(rows, row -> absentAsNull(row.after().deletedAtMs())));
        query.bindArray("uuid", values(rows, row -> row.placement().parentUid().orElse(null)));
        query.bindArray("uuid", values(rows, row -> row.placement().linkUid().orElse(null)));
        query.bindArray("text", values(rows, row -> row.placement().name().orElse(null)));
    }

    private static void bindJournal(SpaceQuery query, List<Row> rows) throws SQLException {
        query.bindArray("bool", values(rows, row -> row.change().isPresent()));
        query.bindArray(
                "text",
                values(rows, row -> row.change().map(ItemChange::operation).orElse(null)));
        var authors = new IdentityHashMap<Author, String>();
        query.bindArray("text", values(rows, row -> authors.computeIfAbsent(row.author(), Authors::json)));
        query.bindArray("text", values(rows, row -> row.author().correlationId()));
        query.bindArray("text", values(rows, row -> row.change()
                .flatMap(ItemChange::metadata)
                .map(Object::toString)
                .orElse(null)));
        query.bindArray("text", values(rows, row -> text(row.after())));
        query.bindArray("int8", values(rows, row -> row.change()
                .map(change -> absentAsNull(change.createdAtMs()))
                .orElse(null)));
    }

    private static Object[] values(List<Row> rows, Function<Row, Object> column) {
        return rows.stream().map(column).toArray();
    }

    private static Object absentAsNull(OptionalLong time) {
        return time.isPresent() ? time.getAsLong() : null;
    }

    private static String text(Item item) {
        return new String(item.payload().json(), StandardCharsets.UTF_8);
    }
}
