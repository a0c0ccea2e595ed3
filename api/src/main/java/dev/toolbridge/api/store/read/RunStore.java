package dev.toolbridge.api.store.read;

import dev.toolbridge.api.item.Head;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.place.Cursor;
import dev.toolbridge.api.journal.RecordedRun;
import dev.toolbridge.api.journal.RecordedRuns;
import dev.toolbridge.api.journal.RunKey;
import dev.toolbridge.api.store.space.SpaceHeads;
import dev.toolbridge.api.store.space.SpaceQuery;
import dev.toolbridge.database.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/// The runs of spaces in PostgreSQL. A walk from the newest change backwards finds each run at its last change; an
/// index gives the changes of a run.
public final class RunStore implements RecordedRuns {

    /// The walk, the runs whose last change is in it, and the place where it ended.
    private static final String LIST = """
            WITH walk AS MATERIALIZED (
              SELECT seq, run FROM change WHERE tenant_id = ? AND space_id = ? AND seq > 0 AND seq > ? AND seq < ?
              ORDER BY seq DESC LIMIT ?
            ), seen AS MATERIALIZED (
              SELECT run, max(seq) AS seq FROM walk WHERE run IS NOT NULL AND (? = '' OR split_part(run, ' ', 1) = ?)
              GROUP BY run
            )
            SELECT (SELECT min(seq) FROM walk) AS end_seq, (SELECT count(*) FROM walk) AS walked, last.run, last.seq
            FROM (SELECT) one LEFT JOIN LATERAL (
              SELECT s.run, s.seq FROM seen s WHERE NOT EXISTS (
                SELECT FROM change c WHERE c.tenant_id = ? AND c.space_id = ? AND c.run IS NOT NULL AND c.run = s.run
                  AND c.seq > s.seq)
              ORDER BY s.seq DESC LIMIT ?
            ) last ON true ORDER BY last.seq DESC
            """;

    private static final String COUNTS = """
            SELECT type, operation, count(*) AS changes, min(seq) AS first_seq, max(seq) AS last_seq,
              min(at) AS first_at, max(at) AS last_at, EXISTS (
                SELECT FROM change u WHERE u.tenant_id = ? AND u.space_id = ? AND u.undone_run IS NOT NULL
                  AND u.undone_run = ? AND u.seq > max(r.seq)) AS is_undone
            FROM (
              SELECT type, operation, seq, at FROM change WHERE tenant_id = ? AND space_id = ? AND run IS NOT NULL
                AND run = ? AND seq > ? AND type = ANY (?) ORDER BY seq LIMIT ?
            ) r GROUP BY type, operation ORDER BY type, operation
            """;

    private static final String HEAD = """
            SELECT incarnation, epoch, seq, tombstone_floor, wiped_seq FROM space_head
            WHERE tenant_id = ? AND space_id = ?
            """;

    private final Database database;
    private final SpaceHeads heads;

    public RunStore(Database database) {
        this.database = database;
        this.heads = new SpaceHeads(database);
    }

    /// A run at its last change.
    private record Found(RunKey key, long seq) {}

    @Override
    public Page list(Space space, Query query) {
        return heads.orBegin(
                space,
                () -> database.with(connection -> {
                    Optional<Reader> reader = Reader.of(connection, space);
                    return reader.isEmpty()
                            ? Optional.empty()
                            : Optional.of(reader.get().page(query));
                }));
    }

    @Override
    public Optional<RecordedRun> find(Space space, RunKey key, SortedSet<String> types) {
        return database.with(connection -> {
            Optional<Reader> reader = Reader.of(connection, space);
            return reader.isEmpty() ? Optional.empty() : reader.get().run(key, types);
        });
    }

    /// Reads the runs of a space as it was when the head was read.
    private record Reader(Connection connection, Space space, Head head, long wipedSeq) {

        static Optional<Reader> of(Connection connection, Space space) throws SQLException {
            try (var query = SpaceQuery.prepare(connection, space, HEAD)) {
                ResultSet row = query.bind(space.tenant()).bind(space.id()).rows();
                return row.next()
                        ? Optional.of(new Reader(connection, space, SpaceHeads.head(row), row.getLong("wiped_seq")))
                        : Optional.empty();
            }
        }

        Page page(Query asked) throws SQLException {
            asked.before().ifPresent(place -> place.requireWithin(head));
            try (var query = SpaceQuery.prepare(connection, space, LIST)) {
                query.bind(space.tenant()).bind(space.id()).bind(wipedSeq);
                query.bind(asked.before().map(Cursor::seq).orElse(Long.MAX_VALUE))
                        .bind(CHANGES_MAX);
                String client = asked.client().orElse("");
                query.bind(client).bind(client).bind(space.tenant()).bind(space.id());
                return page(asked, query.bind(asked.limit() + 1).rows());
            }
        }

        private Page page(Query asked, ResultSet rows) throws SQLException {
            var found = new ArrayList<Found>();
            long endSeq = 0;
            boolean hasMore = false;
            while (rows.next()) {
                endSeq = rows.getLong("end_seq");
                hasMore = rows.getLong("walked") == CHANGES_MAX;
                if (rows.getString("run") != null) {
                    found.add(new Found(RunKey.of(rows.getString("run")), rows.getLong("seq")));
                }
            }
            boolean isFull = found.size() > asked.limit();
            List<Found> shown = found.subList(0, Math.min(asked.limit(), found.size()));
            var runs = new ArrayList<RecordedRun>();
            for (Found one : shown) {
                run(one.key(), asked.types()).ifPresent(runs::add);
            }
            long nextSeq = isFull ? shown.getLast().seq() : endSeq;
            return new Page(runs, Cursor.of(head, nextSeq), isFull || hasMore);
        }

        Optional<RecordedRun> run(RunKey key, SortedSet<String> types) throws SQLException {
            try (var query = SpaceQuery.prepare(connection, space, COUNTS)) {
                query.bind(space.tenant()).bind(space.id()).bind(key.text());
                query.bind(space.tenant()).bind(space.id()).bind(key.text()).bind(wipedSeq);
                query.bindArray("text", types.toArray());
                return summed(key, query.bind(CHANGES_MAX).rows());
            }
        }
    }

    private static Optional<RecordedRun> summed(RunKey key, ResultSet rows) throws SQLException {
        var counts = new ArrayList<RecordedRun.Count>();
        Optional<RecordedRun.Place> first = Optional.empty();
        Optional<RecordedRun.Place> last = Optional.empty();
        boolean isUndone = true;
        while (rows.next()) {
            counts.add(new RecordedRun.Count(
                    rows.getString("type"), rows.getString("operation"), rows.getLong("changes")));
            RecordedRun.Place begin = place(rows, "first_seq", "first_at");
            RecordedRun.Place end = place(rows, "last_seq", "last_at");
            first = first.filter(known -> known.seq() < begin.seq()).or(() -> Optional.of(begin));
            last = last.filter(known -> known.seq() > end.seq()).or(() -> Optional.of(end));
            isUndone &= rows.getBoolean("is_undone");
        }
        return counts.isEmpty()
                ? Optional.empty()
                : Optional.of(new RecordedRun(key, first.orElseThrow(), last.orElseThrow(), counts, isUndone));
    }

    private static RecordedRun.Place place(ResultSet row, String seq, String at) throws SQLException {
        return new RecordedRun.Place(row.getLong(seq), row.getTimestamp(at).toInstant());
    }
}
