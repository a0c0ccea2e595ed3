package dev.toolbridge.api.store.read;

import dev.toolbridge.api.item.Head;
import dev.toolbridge.api.item.Refusals;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.decision.ServerFields;
import dev.toolbridge.api.item.place.Cursor;
import dev.toolbridge.api.journal.ChangeFact;
import dev.toolbridge.api.journal.ChangePage;
import dev.toolbridge.api.journal.ChangeQuery;
import dev.toolbridge.api.journal.Changes;
import dev.toolbridge.api.journal.Include;
import dev.toolbridge.api.journal.JournalEntry;
import dev.toolbridge.api.store.space.SpaceHeads;
import dev.toolbridge.api.store.space.SpaceQuery;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.database.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The journals of spaces in PostgreSQL. One statement reads the head, the floor and the entries, so that all
/// are of the same moment: between them no entry is swept and no epoch ends.
public final class ChangeStore implements Changes {
    private static final String CHANGED = "changed";
    private static final String PAYLOAD = "payload";
    private static final String BEFORE = "before";

    private static final List<String> COLUMNS =
            List.of("seq", "type", "uid", "version", "operation", "at", "actor", "request", "place", "is_due");

    /// The fields that differ from the version before. Their text is made of the payloads, so that it has the
    /// payload's weight.
    private static final PageQueries.Text CHANGED_FIELDS = new PageQueries.Text(CHANGED, """
            SELECT coalesce(jsonb_agg(field ORDER BY field), '[]') FROM (
              SELECT coalesce(later.key, former.key) COLLATE "C" AS field
              FROM jsonb_each(changed) later
              FULL JOIN jsonb_each(coalesce(before, '{}')) former ON former.key = later.key
              WHERE later.value IS DISTINCT FROM former.value
            ) differing
            WHERE type <> 'space' AND field NOT IN (%s) AND NOT (type IN (%s) AND field IN (%s))
            """.formatted(
                    literals(ServerFields.ALWAYS), literals(mirroring()), literals(ServerFields.MIRRORED)));

    private static final PageQueries.Text PAYLOADS = bounded(PAYLOAD);

    /// The payload of the version before.
    private static final PageQueries.Text FORMER_PAYLOADS = bounded(BEFORE);

    private final Database database;
    private final SpaceHeads heads;

    public ChangeStore(Database database) {
        this.database = database;
        this.heads = new SpaceHeads(database);
    }

    @Override
    public ChangePage read(Space space, ChangeQuery asked) {
        return heads.orBegin(space, () -> database.with(connection -> new Walk(connection, space, asked).page()));
    }

    @Override
    public Cursor latest(Space space) {
        Head head = heads.head(space);
        return Cursor.of(head, head.seq());
    }

    /// The walk through the journal that gives one page: mostly one query, more when large texts cut it short.
    private static final class Walk {
        private final Connection connection;
        private final Space space;
        private final ChangeQuery asked;
        private final String sql;
        private final PageRows<JournalEntry> rows;
        private long endSeq = Long.MAX_VALUE;

        Walk(Connection connection, Space space, ChangeQuery asked) {
            this.connection = connection;
            this.space = space;
            this.asked = asked;
            this.sql = statement(asked);
            List<String> texts =
                    texts(asked.include()).stream().map(PageQueries.Text::name).toList();
            this.rows = new PageRows<>(asked.limit(), texts, row -> entry(row, texts));
        }

        Optional<ChangePage> page() throws SQLException {
            Optional<Head> head = part(asked.after().map(Cursor::seq).orElse(0L), NUMBERS_MAX);
            while (head.isPresent() && rows.areCutShort()) {
                long placeSeq = rows.lastPlace().orElseThrow();
                part(placeSeq, endSeq - placeSeq);
            }
            List<JournalEntry> entries = rows.all();
            return head.map(seen -> page(seen, entries));
        }

        /// All rows up to the last one were seen, even those that are newer than the head.
        private ChangePage page(Head head, List<JournalEntry> entries) {
            long lastSeq = rows.lastPlace().orElse(0);
            long nextSeq = rows.areMore() ? lastSeq : Math.max(lastSeq, Math.min(endSeq, head.seq()));
            return new ChangePage(entries, Cursor.of(head, nextSeq), rows.areMore() || nextSeq < head.seq());
        }

        private Optional<Head> part(long afterSeq, long numbersMax) throws SQLException {
            try (var query = SpaceQuery.prepare(connection, space, sql)) {
                query.bind(rows.textBytesLeft()).bind(afterSeq).bind(afterSeq).bind(numbersMax);
                query.bindArray("text", asked.filter().types().toArray());
                if (asked.filter().uid().isPresent()) {
                    query.bind(asked.filter().uid().get());
                }
                for (var fact : asked.filter().facts().entrySet()) {
                    bind(query, fact.getKey(), fact.getValue());
                }
                query.bind(rows.limitLeft() + 1);
                ResultSet found = query.bind(space.tenant()).bind(space.id()).rows();
                if (!found.next()) {
                    return Optional.empty();
                }
                Head head = head(found);
                long floorSeq = found.getLong("journal_floor");
                requirePlace(head, floorSeq);
                if (endSeq == Long.MAX_VALUE) {
                    endSeq = Math.max(afterSeq, floorSeq) + numbersMax;
                }
                rows.take(found, true);
                return Optional.of(head);
            }
        }

        private void requirePlace(Head head, long floorSeq) {
            asked.after().ifPresent(place -> {
                place.requireWithin(head);
                if (place.seq() < floorSeq) {
                    throw Refusals.resyncRequired();
                }
            });
        }
    }

    private static String statement(ChangeQuery asked) {
        var filters = asked.filter().uid().map(_ -> " AND uid = ?").orElse("")
                + asked.filter().facts().keySet().stream()
                        .map(ChangeStore::condition)
                        .collect(Collectors.joining());
        return behindHead(PageQueries.page(COLUMNS, texts(asked.include()), rows(filters), "place"));
    }

    private static List<PageQueries.Text> texts(Include include) {
        return switch (include) {
            case NOTHING -> List.of(CHANGED_FIELDS);
            case PAYLOAD -> List.of(CHANGED_FIELDS, PAYLOADS);
            case PATCH -> List.of(CHANGED_FIELDS, PAYLOADS, FORMER_PAYLOADS);
        };
    }

    private static PageQueries.Text bounded(String payload) {
        return new PageQueries.Text(
                payload,
                "SELECT CASE WHEN octet_length(%1$s::text) <= %2$s THEN %1$s END"
                        .formatted(payload, PAYLOAD_BYTES_MAX));
    }

    private static String behindHead(String page) {
        return """
            SELECT head.incarnation, head.epoch, head.seq AS head_seq, head.tombstone_floor, head.journal_floor, page.*
            FROM space_head head LEFT JOIN LATERAL (%s) page ON true
            WHERE head.tenant_id = ? AND head.space_id = ? ORDER BY place
            """.formatted(page);
    }

    /// The bounds are numbers, so that a filter that matches little reads no more rows.
    private static String rows(String filters) {
        return """
            SELECT c.seq, c.type, c.uid, c.version, c.operation, c.at, c.actor::text AS actor, c.request,
              c.payload AS changed, former.payload AS before, c.payload, c.seq AS place, true AS is_due
            FROM (
              SELECT * FROM change one WHERE one.tenant_id = head.tenant_id AND one.space_id = head.space_id AND seq > 0
                AND seq > greatest(?, head.journal_floor) AND seq <= greatest(?, head.journal_floor) + ?
                AND type = ANY (?) %s
              ORDER BY seq LIMIT ?
            ) c
            LEFT JOIN LATERAL (
              SELECT payload FROM change one WHERE one.tenant_id = head.tenant_id AND one.space_id = head.space_id
                AND one.type = c.type AND one.uid = c.uid AND one.version = c.version - 1 LIMIT 1
            ) former ON true
            """.formatted(filters);
    }

    /// The client is the one that the token was issued to, or the one that the caller claimed.
    private static String condition(ChangeFact fact) {
        return switch (fact) {
            case USER -> " AND actor->>'user' = ?";
            case CLIENT -> " AND (actor->>'client_id' = ? OR actor->>'claimed_client' = ?)";
            case TOOL -> " AND actor->>'claimed_tool' = ?";
            case RUN -> " AND actor->>'claimed_run' = ?";
            case OPERATION -> " AND operation = ?";
        };
    }

    private static void bind(SpaceQuery query, ChangeFact fact, String value) throws SQLException {
        query.bind(value);
        if (fact == ChangeFact.CLIENT) {
            query.bind(value);
        }
    }

    private static Head head(ResultSet row) throws SQLException {
        return new Head(
                row.getObject("incarnation", java.util.UUID.class),
                row.getInt("epoch"),
                row.getLong("head_seq"),
                row.getLong("tombstone_floor"));
    }

    private static JournalEntry entry(ResultSet row, List<String> texts) throws SQLException {
        return new JournalEntry(
                row.getLong("seq"),
                row.getString("type"),
                row.getObject("uid", java.util.UUID.class),
                row.getLong("version"),
                row.getString("operation"),
                row.getTimestamp("at").toInstant(),
                row.getBytes("actor"),
                row.getString("request"),
                row.getBytes(CHANGED),
                text(row, PAYLOAD, texts),
                text(row, BEFORE, texts));
    }

    /// The text of a row, if it was asked for and is not too large.
    private static Optional<byte[]> text(ResultSet row, String name, List<String> texts) throws SQLException {
        return texts.contains(name) ? Optional.ofNullable(row.getBytes(name)) : Optional.empty();
    }

    private static List<String> mirroring() {
        return Entities.STORED.stream()
                .filter(ServerFields::isMirroring)
                .map(EntityType::name)
                .toList();
    }

    private static String literals(List<String> names) {
        return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
    }
}
