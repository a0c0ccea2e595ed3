package dev.toolbridge.api.store.read;

import dev.toolbridge.api.archive.ArchivedChange;
import dev.toolbridge.api.archive.ArchivedItem;
import dev.toolbridge.api.archive.ArchivedItems;
import dev.toolbridge.api.item.Head;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.Times;
import dev.toolbridge.api.store.space.SpaceHeads;
import dev.toolbridge.api.store.space.SpaceQuery;
import dev.toolbridge.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Reads spaces for archives: each part is one short statement, whatever the archive's reader does meanwhile.
public final class ArchiveStore implements ArchivedItems {
    private static final int ROWS_MAX = 1_000;

    /// A part ends at so much text, but for one row.
    private static final long PART_BYTES_MAX = 1_048_576;

    /// Before any text is made, a part is bounded by what is stored of it, compressed.
    private static final long STORED_BYTES_MAX = 524_288;

    private static final UUID FIRST = new UUID(0, 0);

    /// The columns of an item `i` as it was at a head `h`, with its version of then as `c`: an item that changed behind
    /// the head is taken from the journal; one that began there is left out by its null.
    static final String AT_HEAD = """
            i.uid, i.seq > h.seq AND c.version IS NULL AS is_newer,
            coalesce(c.version, i.version) AS version,
            CASE WHEN c.version < i.version THEN c.updated_at_ms ELSE i.updated_at_ms END AS updated_at_ms,
            CASE WHEN c.version < i.version THEN c.deleted_at_ms ELSE i.deleted_at_ms END AS deleted_at_ms,
            coalesce(i.created_at_ms, i.updated_at_ms) AS created_at_ms,
            (CASE WHEN c.version < i.version THEN c.payload ELSE i.payload END)::text AS payload
            """;

    /// The journal is asked only for an item that has changed.
    static final String JOURNAL = """
            LEFT JOIN LATERAL (
              SELECT c.version, c.payload,
                (extract(epoch FROM instant_of(coalesce(
                  c.metadata #>> '{imported,updatedAt}',
                  c.payload ->> 'updatedTs'))) * 1000)::bigint AS updated_at_ms,
                (extract(epoch FROM instant_of(CASE WHEN c.metadata -> 'imported' IS NOT NULL
                  THEN c.metadata #>> '{imported,deletedAt}'
                  ELSE c.payload #>> '{sync,deletedAt}' END)) * 1000)::bigint AS deleted_at_ms
              FROM change c WHERE i.seq > h.seq
                AND c.tenant_id = i.tenant_id AND c.space_id = i.space_id AND c.type = i.type
                AND c.uid = i.uid AND c.version > 0 AND c.seq <= h.seq ORDER BY c.version DESC LIMIT 1
            ) c ON true
            """;

    /// Each text is made once: without `OFFSET` it is made anew wherever it is named.
    private static final String ITEMS = """
            SELECT * FROM (
              SELECT q.*, sum(octet_length(q.payload)) OVER (ORDER BY q.uid) - octet_length(q.payload) AS bytes_before
              FROM (
                SELECT %s
                FROM (SELECT ?::bigint AS seq) h CROSS JOIN (
                  SELECT * FROM (
                    SELECT row_of.*,
                      sum(pg_column_size(payload)) OVER (ORDER BY uid) - pg_column_size(payload) AS before
                    FROM (SELECT * FROM item WHERE tenant_id = ? AND space_id = ? AND type = ? AND uid >= ?
                      ORDER BY uid LIMIT ?) row_of
                  ) sized WHERE sized.before < ?
                ) i %s
                OFFSET 0
              ) q
            ) part WHERE part.bytes_before < ? ORDER BY part.uid
            """.formatted(AT_HEAD, JOURNAL);

    private static final String CHANGES = """
            SELECT * FROM (
              SELECT q.*, sum(octet_length(q.payload)) OVER (ORDER BY q.uid, q.version) - octet_length(q.payload)
                AS bytes_before
              FROM (
                SELECT c.uid, c.version, c.operation, (extract(epoch FROM c.at) * 1000)::bigint AS at_ms,
                  c.payload ->> 'updatedTs' AS updated_at, c.payload #>> '{sync,deletedAt}' AS deleted_at,
                  c.actor::text AS actor, c.metadata::text AS metadata, c.payload::text AS payload
                FROM (
                  SELECT row_of.*, sum(pg_column_size(payload)) OVER (ORDER BY uid, version) - pg_column_size(payload)
                    AS before
                  FROM (SELECT * FROM change WHERE tenant_id = ? AND space_id = ? AND type = ?
                    AND (uid, version) > (?, ?) AND version > 0 AND seq <= ? ORDER BY uid, version LIMIT ?) row_of
                ) c WHERE c.before < ?
                OFFSET 0
              ) q
            ) part WHERE part.bytes_before < ? ORDER BY part.uid, part.version
            """;

    private final Database database;
    private final SpaceHeads heads;

    public ArchiveStore(Database database) {
        this.database = database;
        this.heads = new SpaceHeads(database);
    }

    @Override
    public Head head(Space space) {
        return heads.head(space);
    }

    /// A part may end with items that are newer than the head; so it goes on behind them until it has one, or none.
    @Override
    public Part<ArchivedItem> items(Question question, Optional<UUID> after) {
        Optional<UUID> from = after.isEmpty() ? Optional.of(FIRST) : after.flatMap(ArchiveStore::next);
        while (from.isPresent()) {
            Read read = items(question, from.get());
            if (!read.entries().isEmpty() || read.last().isEmpty()) {
                return new Part<>(read.entries());
            }
            from = read.last().flatMap(ArchiveStore::next);
        }
        return new Part<>(List.of());
    }

    /// The uid that follows another in the order of the database.
    private static Optional<UUID> next(UUID uid) {
        long low = uid.getLeastSignificantBits() + 1;
        long high = low == 0 ? uid.getMostSignificantBits() + 1 : uid.getMostSignificantBits();
        return low == 0 && high == 0 ? Optional.empty() : Optional.of(new UUID(high, low));
    }

    /// The items of one statement.
    ///
    /// @param last the last uid, even if it is no entry
    private record Read(List<ArchivedItem> entries, Optional<UUID> last) {}

    private Read items(Question question, UUID from) {
        return database.with(connection -> {
            try (var query = SpaceQuery.prepare(connection, question.space(), ITEMS)) {
                query.bind(question.seq());
                bindSpace(query, question).bind(from).bind(ROWS_MAX);
                query.bind(STORED_BYTES_MAX).bind(PART_BYTES_MAX);
                ResultSet rows = query.rows();
                var entries = new ArrayList<ArchivedItem>();
                Optional<UUID> last = Optional.empty();
                while (rows.next()) {
                    last = Optional.of(rows.getObject("uid", UUID.class));
                    if (!rows.getBoolean("is_newer")) {
                        entries.add(new ArchivedItem(ItemRows.item(rows), rows.getLong("created_at_ms")));
                    }
                }
                return new Read(entries, last);
            }
        });
    }

    @Override
    public Part<ArchivedChange> changes(Question question, Optional<Place> after) {
        Place place = after.orElse(new Place(FIRST, 0));
        return database.with(connection -> {
            try (var query = SpaceQuery.prepare(connection, question.space(), CHANGES)) {
                bindSpace(query, question).bind(place.uid()).bind(place.version());
                query.bind(question.seq()).bind(ROWS_MAX).bind(STORED_BYTES_MAX).bind(PART_BYTES_MAX);
                ResultSet rows = query.rows();
                var entries = new ArrayList<ArchivedChange>();
                while (rows.next()) {
                    entries.add(change(rows));
                }
                return new Part<>(entries);
            }
        });
    }

    private static SpaceQuery bindSpace(SpaceQuery query, Question question) throws SQLException {
        return query.bind(question.space().tenant())
                .bind(question.space().id())
                .bind(question.type().name());
    }

    private static ArchivedChange change(ResultSet row) throws SQLException {
        String at = Times.rfc3339(row.getLong("at_ms"));
        return new ArchivedChange(
                row.getObject("uid", UUID.class),
                row.getLong("version"),
                row.getString("operation"),
                at,
                Optional.ofNullable(row.getString("updated_at")).orElse(at),
                Optional.ofNullable(row.getString("deleted_at")),
                row.getString("actor"),
                Optional.ofNullable(row.getString("metadata")),
                row.getBytes("payload"));
    }
}
