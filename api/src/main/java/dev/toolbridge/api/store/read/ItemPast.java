package dev.toolbridge.api.store.read;

import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.journal.Change;
import dev.toolbridge.api.journal.Moment;
import dev.toolbridge.api.journal.Past;
import dev.toolbridge.api.store.space.SpaceQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// A searched entry of an item's journal, and the facts that tell why there is none.
///
/// @param newest the version of the item now, 0 if there is no item
/// @param oldest the oldest version that is kept, 0 if none is
/// @param journalFloor older entries may have been deleted
/// @param isSwept true if entries were deleted since the space was wiped last
record ItemPast(long newest, long oldest, long journalFloor, boolean isSwept, Optional<Change> found) {

    static final String STATE = """
            SELECT h.journal_floor, h.journal_floor > h.wiped_seq AS is_swept,
              coalesce((SELECT i.version FROM item i
                WHERE i.tenant_id = ? AND i.space_id = ? AND i.type = ? AND i.uid = ?), 0) AS newest,
              coalesce((SELECT c.version FROM change c
                WHERE c.tenant_id = ? AND c.space_id = ? AND c.type = ? AND c.uid = ?
                ORDER BY c.version LIMIT 1), 0) AS oldest
            FROM space_head h WHERE h.tenant_id = ? AND h.space_id = ?
            """;

    static final String AT_CHANGE = search("c.seq <= ?");

    /// Clients know times to the millisecond.
    static final String AT_TIME = search("c.at < timestamptz 'epoch' + (? + 1) * interval '1 millisecond'");

    /// The facts before the entry is read.
    static ItemPast of(ResultSet state) throws SQLException {
        return new ItemPast(
                state.getLong("newest"),
                state.getLong("oldest"),
                state.getLong("journal_floor"),
                state.getBoolean("is_swept"),
                Optional.empty());
    }

    ItemPast with(Optional<Change> entry) {
        return new ItemPast(newest, oldest, journalFloor, isSwept, entry);
    }

    static void bindState(SpaceQuery query, Space space, Key key) throws SQLException {
        bind(query, space, key);
        bind(query, space, key);
        query.bind(space.tenant()).bind(space.id());
    }

    static void bindSearch(SpaceQuery query, Space space, Key key, Moment moment) throws SQLException {
        bind(query, space, key);
        bind(query, space, key);
        query.bind(
                switch (moment) {
                    case Moment.Change change -> change.seq();
                    case Moment.Time time -> time.epochMs();
                });
        bind(query, space, key);
    }

    static void bind(SpaceQuery query, Space space, Key key) throws SQLException {
        query.bind(space.tenant()).bind(space.id()).bind(key.type().name()).bind(key.uid());
    }

    /// The entry of a version; without one the version was deleted if the item can have had it.
    Past orElseVersion(long version) {
        return orElse(isSwept && version >= 1 && version <= newest);
    }

    /// The entry of a moment; without one the item is younger, unless its first version is kept no longer.
    Past orElseAt(Moment moment) {
        return moment instanceof Moment.Change change && change.seq() < journalFloor
                ? new Past.Gone()
                : orElse(isSwept && newest > 0 && oldest != 1);
    }

    private Past orElse(boolean isGone) {
        return found.<Past>map(Past.Kept::new).orElseGet(() -> isGone ? new Past.Gone() : new Past.Missing());
    }

    /// The last version of an item that meets a condition which all versions before it meet as well: halves
    /// the versions until one is left, so that it reads a few of them only.
    private static String search(String condition) {
        return """
            WITH RECURSIVE part (low, high) AS (
              SELECT first.version - 1, last.version
              FROM (SELECT version FROM change WHERE tenant_id = ? AND space_id = ? AND type = ? AND uid = ?
                ORDER BY version LIMIT 1) first
              CROSS JOIN (SELECT version FROM change WHERE tenant_id = ? AND space_id = ? AND type = ? AND uid = ?
                ORDER BY version DESC LIMIT 1) last
              UNION ALL
              SELECT CASE WHEN is_before THEN middle ELSE low END, CASE WHEN is_before THEN high ELSE middle - 1 END
              FROM (SELECT low, high, high - (high - low) / 2 AS middle FROM part WHERE low < high) half
              CROSS JOIN LATERAL (SELECT coalesce((SELECT %s FROM change c
                WHERE c.tenant_id = ? AND c.space_id = ? AND c.type = ? AND c.uid = ? AND c.version = middle), false)
                AS is_before) probe
            )
            SELECT low FROM part WHERE low = high
            """.formatted(condition);
    }
}
