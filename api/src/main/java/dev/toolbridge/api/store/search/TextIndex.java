package dev.toolbridge.api.store.search;

import dev.toolbridge.api.item.Payload;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.query.SearchLanguages;
import dev.toolbridge.api.search.ItemTexts;
import dev.toolbridge.api.search.ItemTexts.Kind;
import dev.toolbridge.api.store.query.TextBringing;
import dev.toolbridge.api.store.space.SpaceQuery;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.database.Database;
import dev.toolbridge.database.DatabaseFailure;
import dev.toolbridge.service.memory.Share;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the words of items up to date, a part at a time, in the order in which the items were last changed.
/// The place that a space has reached is a row that each part holds, so that servers side by side do no harm.
public final class TextIndex implements TextBringing {
    private static final Logger LOG = LoggerFactory.getLogger(TextIndex.class);

    /// The largest number of items of one part.
    static final int ITEMS_MAX = 500;

    /// The bytes of text of one part; the item that exceeds them is the last one.
    private static final int TEXT_BYTES_MAX = 1_048_576;

    /// The memory that a byte of payload takes while its texts are made.
    private static final int COPIES = 4;

    private static final String HOLD = """
            INSERT INTO text_cursor (tenant_id, space_id) VALUES (?, ?) ON CONFLICT DO NOTHING;
            SELECT CASE WHEN languages = ? THEN seq ELSE 0 END AS seq FROM text_cursor
            WHERE tenant_id = ? AND space_id = ? FOR UPDATE""";

    private static final String HEAD = "SELECT seq FROM space_head WHERE tenant_id = ? AND space_id = ?;";

    /// The sizes are those on disk; a compressed payload counts several times.
    private static final String ITEMS = """
            SELECT type, uid, seq, payload::text FROM (
              SELECT type, uid, seq, CASE WHEN deleted_at_ms IS NULL THEN payload END AS payload,
                sum(bytes) OVER (ORDER BY seq) - bytes AS bytes_before
              FROM (
                SELECT type, uid, seq, deleted_at_ms, payload, pg_column_size(payload)
                  * CASE WHEN pg_column_compression(payload) IS NULL THEN 1 ELSE 8 END AS bytes
                FROM item WHERE tenant_id = ? AND space_id = ? AND version > 0 AND seq > ? ORDER BY seq LIMIT ?
              ) due
            ) weighed WHERE bytes_before < ? ORDER BY seq
            """;

    private static final String WRITE = """
            INSERT INTO item_text (tenant_id, space_id, type, uid, seq, words, title, is_partial)
            SELECT ?, ?, given.type, given.uid, given.seq, made.words, left(folded(given.title), 500),
              given.is_partial OR made.is_partial
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?) AS given (type, uid, seq, is_partial, title, a, b, c, d)
            CROSS JOIN (SELECT search_configurations(?) AS names OFFSET 0) configurations
            CROSS JOIN LATERAL item_words(configurations.names, ARRAY[a, b, c, d]) made
            ON CONFLICT (tenant_id, space_id, type, uid) WHERE seq < 9223372036854775807 DO UPDATE
            SET seq = excluded.seq, words = excluded.words, title = excluded.title, is_partial = excluded.is_partial;
            DELETE FROM item_text WHERE ctid = ANY (ARRAY(
              SELECT found.ctid FROM unnest(?, ?) AS gone (type, uid) CROSS JOIN LATERAL (
                SELECT t.ctid FROM item_text t WHERE t.tenant_id = ? AND t.space_id = ? AND t.type = gone.type
                  AND t.uid = gone.uid AND t.seq < 9223372036854775807 LIMIT 1) found));
            UPDATE text_cursor SET seq = ?, languages = ? WHERE tenant_id = ? AND space_id = ?
            """;

    private final Database database;
    private final SearchLanguages languages;

    public TextIndex(Database database, SearchLanguages languages) {
        this.database = database;
        this.languages = languages;
    }

    /// The result of an attempt on one space.
    public enum Progress {
        /// All items that were present are indexed.
        DONE,
        /// A part is indexed, and there is more.
        MORE,
        /// Another server is at it.
        BUSY
    }

    /// A row that is due: an item, or one that is deleted.
    private record Due(String type, UUID uid, long seq, ItemTexts texts, boolean isDeleted) {}

    /// @param lastSeq the number of the last row, or of the place before
    private record Part(List<Due> rows, long lastSeq, long headSeq) {

        boolean isLast() {
            return lastSeq >= headSeq || rows.isEmpty();
        }

        long reachedSeq() {
            return isLast() ? Math.max(lastSeq, headSeq) : lastSeq;
        }
    }

    /// Indexes the next part of a space.
    ///
    /// @param isPatient true to wait while another server is at it
    public Progress next(Space space, boolean isPatient) {
        return Share.current().lend(() -> database.inTransaction(connection -> next(connection, space, isPatient)));
    }

    @Override
    public String languages() {
        return languages.joined();
    }

    /// Indexes a part of what is missing for a reader that waits; a failure leaves the rest to the next attempt.
    @Override
    public boolean bringIn(Space space) {
        try {
            return next(space, true) == Progress.MORE;
        } catch (DatabaseFailure failure) {
            LOG.atError().setCause(failure).addKeyValue("space", space.id()).log("indexing failed");
            return true;
        }
    }

    /// The transaction may have taken numbers that it has not used yet: the place stays behind them.
    @Override
    public boolean bringInto(Connection connection, Space space) throws SQLException {
        long afterSeq = held(connection, space, true).orElseThrow();
        Part part = read(connection, space, afterSeq);
        if (!part.rows().isEmpty()) {
            write(connection, space, part, part.lastSeq());
        }
        return !part.rows().isEmpty();
    }

    private Progress next(Connection connection, Space space, boolean isPatient) throws SQLException {
        OptionalLong held = held(connection, space, isPatient);
        if (held.isEmpty()) {
            return Progress.BUSY;
        }
        Part part = read(connection, space, held.getAsLong());
        if (part.reachedSeq() > held.getAsLong()) {
            write(connection, space, part, part.reachedSeq());
            connection.commit();
        }
        return part.isLast() ? Progress.DONE : Progress.MORE;
    }

    /// The place that a space has reached, once it is held; empty if another server is at it.
    private OptionalLong held(Connection connection, Space space, boolean isPatient) throws SQLException {
        try (var query = SpaceQuery.prepare(connection, space, HOLD + (isPatient ? "" : " SKIP LOCKED"))) {
            query.bind(space.tenant()).bind(space.id()).bind(languages.joined());
            ResultSet row = query.bind(space.tenant()).bind(space.id()).rows();
            return row.next() ? OptionalLong.of(row.getLong("seq")) : OptionalLong.empty();
        }
    }

    /// Reads the head before the items, so that no item is passed over because it is newer than the head.
    private static Part read(Connection connection, Space space, long afterSeq) throws SQLException {
        try (var query = SpaceQuery.prepare(connection, space, HEAD + ITEMS)) {
            query.bind(space.tenant()).bind(space.id());
            query.bind(space.tenant()).bind(space.id()).bind(afterSeq);
            ResultSet head = query.bind(ITEMS_MAX).bind((long) TEXT_BYTES_MAX).rows();
            long headSeq = head.next() ? head.getLong("seq") : 0;
            return part(query.nextRows(), afterSeq, headSeq);
        }
    }

    private static Part part(ResultSet rows, long afterSeq, long headSeq) throws SQLException {
        var due = new ArrayList<Due>();
        long lastSeq = afterSeq;
        int bytes = 0;
        while (bytes < TEXT_BYTES_MAX && rows.next()) {
            Due row = due(rows);
            due.add(row);
            lastSeq = row.seq();
            bytes += row.texts().parts().stream()
                    .mapToInt(part -> part.text().getBytes(StandardCharsets.UTF_8).length)
                    .sum();
        }
        return new Part(due, lastSeq, headSeq);
    }

    private static Due due(ResultSet row) throws SQLException {
        byte[] payload = row.getBytes("payload");
        if (payload != null) {
            Share.current().grow(COPIES * (long) payload.length);
        }
        String type = row.getString("type");
        ItemTexts texts = payload == null
                ? new ItemTexts(List.of(), false)
                : ItemTexts.of(Entities.named(type), new Payload(payload).fields());
        return new Due(type, row.getObject("uid", UUID.class), row.getLong("seq"), texts, payload == null);
    }

    private void write(Connection connection, Space space, Part part, long reachedSeq) throws SQLException {
        List<Due> present = part.rows().stream().filter(row -> !row.isDeleted()).toList();
        List<Due> deleted = part.rows().stream().filter(Due::isDeleted).toList();
        try (var query = SpaceQuery.prepareInside(connection, WRITE)) {
            query.bind(space.tenant()).bind(space.id());
            bindKeys(query, present);
            query.bindArray("bigint", values(present, Due::seq));
            query.bindArray("boolean", values(present, row -> row.texts().isPartial()));
            query.bindArray("text", values(present, row -> row.texts().title()));
            for (Kind kind : Kind.values()) {
                query.bindArray("text", values(present, row -> row.texts().joined(kind)));
            }
            query.bindArray("text", languages.array());
            bindKeys(query, deleted);
            query.bind(space.tenant()).bind(space.id());
            query.bind(reachedSeq).bind(languages.joined());
            query.bind(space.tenant()).bind(space.id()).execute();
        }
    }

    private static void bindKeys(SpaceQuery query, List<Due> rows) throws SQLException {
        query.bindArray("text", values(rows, Due::type));
        query.bindArray("uuid", values(rows, Due::uid));
    }

    private static Object[] values(List<Due> rows, Function<Due, Object> value) {
        return rows.stream().map(value).toArray();
    }
}
