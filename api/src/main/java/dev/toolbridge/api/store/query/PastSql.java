package dev.toolbridge.api.store.query;

import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.journal.Moment;
import dev.toolbridge.contract.EntityType;
import java.util.List;

/// The items of some types as they were at a moment, made of the journal, with the columns of items.
///
/// @param changesMax the most changes that are read for them
record PastSql(Space space, List<EntityType> types, Moment moment, int changesMax) {

    /// The newest version of each item that there was then.
    Sql rows() {
        return Sql.of("""
                (SELECT p.tenant_id, p.space_id, p.type, p.uid, p.seq, p.version, p.payload,
                  f.status, f.priority, f.is_done, f.due_at, f.due_day, f.title_key COLLATE "und-x-icu" AS title_key,
                  (extract(epoch FROM instant_of(coalesce(
                    p.metadata #>> '{imported,updatedAt}',
                    p.payload ->> 'updatedTs'))) * 1000)::bigint AS updated_at_ms,
                  (extract(epoch FROM instant_of(CASE WHEN p.metadata -> 'imported' IS NOT NULL
                    THEN p.metadata #>> '{imported,deletedAt}'
                    ELSE p.payload #>> '{sync,deletedAt}' END)) * 1000)::bigint AS deleted_at_ms,
                  (SELECT i.created_at_ms FROM item i WHERE i.tenant_id = p.tenant_id AND i.space_id = p.space_id
                    AND i.type = p.type AND i.uid = p.uid) AS created_at_ms
                FROM (SELECT DISTINCT ON (c.type, c.uid) c.* FROM\s""")
                .add(changes())
                .add(" AND ")
                .add(until())
                .add(" ORDER BY c.type DESC, c.uid DESC, c.version DESC) p CROSS JOIN LATERAL filed(p.payload) f) i");
    }

    /// The change that is one too many; no row if there are few enough.
    Sql tooMany() {
        return Sql.of("SELECT c.version FROM ")
                .add(changes())
                .add(" ORDER BY c.type, c.uid, c.version OFFSET ")
                .bind(changesMax)
                .add(" LIMIT 1");
    }

    /// One row: the newest number of the space, and true if the journal is not kept as far back as the moment.
    Sql state() {
        Sql state = Sql.of("SELECT h.seq, h.journal_floor > 0 AND ");
        switch (moment) {
            case Moment.Change change -> state.add("h.journal_floor > ").bind(change.seq());
            case Moment.Time _ ->
                state.add("NOT EXISTS (SELECT FROM change c WHERE c.tenant_id = h.tenant_id AND c.space_id = h.space_id"
                                + " AND c.seq > 0 AND c.seq > h.journal_floor AND ")
                        .add(until())
                        .add(")");
        }
        return state.add(" AS is_gone FROM space_head h WHERE h.tenant_id = ")
                .bind(space.tenant())
                .add(" AND h.space_id = ")
                .bind(space.id());
    }

    private Sql changes() {
        return Sql.of("change c WHERE c.tenant_id = ")
                .bind(space.tenant())
                .add(" AND c.space_id = ")
                .bind(space.id())
                .add(" AND c.type = ANY (")
                .bindTexts(types.stream().map(EntityType::name).toList())
                .add(") AND c.version > 0");
    }

    private Sql until() {
        return switch (moment) {
            case Moment.Change change -> Sql.of("c.seq <= ").bind(change.seq());
            case Moment.Time time -> Sql.of("c.at < ").add(MomentSql.instant(time.epochMs() + 1));
        };
    }
}
