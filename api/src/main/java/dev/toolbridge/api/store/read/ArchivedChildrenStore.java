package dev.toolbridge.api.store.read;

import dev.toolbridge.api.archive.ArchivedChildren;
import dev.toolbridge.api.archive.ArchivedItem;
import dev.toolbridge.api.archive.ArchivedItems.Part;
import dev.toolbridge.api.archive.ArchivedItems.Question;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.store.space.SpaceQuery;
import dev.toolbridge.contract.Parent;
import dev.toolbridge.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Reads what is kept under other items, for exports: each part is one short statement.
public final class ArchivedChildrenStore implements ArchivedChildren {
    private static final int ROWS_MAX = 500;
    private static final long PART_BYTES_MAX = 1_048_576;
    private static final Place FIRST = new Place(Long.MIN_VALUE, Long.MIN_VALUE, new UUID(0, 0));

    /// An item that has changed behind the head may have had another parent then, which its payload of then names.
    private static final String CHILDREN =
            """
            SELECT * FROM (
              SELECT ranked.*,
                sum(octet_length(payload)) OVER (ORDER BY place, created_at_ms, uid) - octet_length(payload)
                AS bytes_before
              FROM (
                SELECT q.*, least(greatest(
                  coalesce(floor(payload_number(q.payload::jsonb, '{order}')), LAST), -LAST), LAST)::bigint AS place
                FROM (
                  SELECT %s, i.seq > h.seq AS is_changed FROM (SELECT ?::bigint AS seq) h CROSS JOIN (
                    SELECT * FROM item WHERE tenant_id = ? AND space_id = ? AND type = ? AND parent_uid = ?
                    UNION ALL
                    SELECT * FROM item WHERE tenant_id = ? AND space_id = ? AND type = ? AND seq > ?
                      AND parent_uid IS DISTINCT FROM ?
                  ) i %s
                ) q WHERE NOT q.is_newer AND q.deleted_at_ms IS NULL AND (NOT q.is_changed
                  OR regexp_replace(lower(q.payload::jsonb ->> ?), '^urn:uuid:|[{}-]', '', 'g') = ?)
              ) ranked WHERE (place, created_at_ms, uid) > (?, ?, ?) ORDER BY place, created_at_ms, uid LIMIT ?
            ) part WHERE part.bytes_before < ? ORDER BY place, created_at_ms, uid
            """.formatted(ArchiveStore.AT_HEAD, ArchiveStore.JOURNAL).replace("LAST", Long.toString(Place.LAST));

    private static final String WITH_CHILDREN = """
            SELECT asked.uid FROM unnest(?) AS asked (uid) WHERE EXISTS (
              SELECT FROM item i WHERE i.tenant_id = ? AND i.space_id = ? AND i.type = ? AND i.parent_uid = asked.uid)
            OR EXISTS (SELECT FROM item i WHERE i.tenant_id = ? AND i.space_id = ? AND i.type = ? AND i.seq > ?)
            """;

    private static final String LIVE = """
            SELECT q.uid FROM (
              SELECT %s FROM (SELECT ?::bigint AS seq) h CROSS JOIN (
                SELECT found.* FROM unnest(?) AS asked (uid) CROSS JOIN LATERAL (
                  SELECT * FROM item i
                  WHERE i.tenant_id = ? AND i.space_id = ? AND i.type = ? AND i.uid = asked.uid LIMIT 1
                ) found
              ) i %s
            ) q WHERE NOT q.is_newer AND q.deleted_at_ms IS NULL
            """.formatted(ArchiveStore.AT_HEAD, ArchiveStore.JOURNAL);

    private static final String COUNT = """
            SELECT count(*) AS counted FROM (
              SELECT FROM unnest(?) AS asked (type) CROSS JOIN LATERAL (
                SELECT FROM item i WHERE i.tenant_id = ? AND i.space_id = ? AND i.type = asked.type AND i.seq > 0
                  AND i.deleted_at_ms IS NULL LIMIT ?) found
              LIMIT ?) part
            """;

    private final Database database;

    public ArchivedChildrenStore(Database database) {
        this.database = database;
    }

    @Override
    public Part<ArchivedItem> children(Question question, UUID parent, Optional<Place> after) {
        Place place = after.orElse(FIRST);
        return database.with(connection -> {
            try (var query = SpaceQuery.prepare(connection, question.space(), CHILDREN)) {
                query.bind(question.seq());
                bind(query, question).bind(parent);
                bind(query, question).bind(question.seq()).bind(parent);
                query.bind(parentField(question)).bind(parent.toString().replace("-", ""));
                query.bind(place.order()).bind(place.createdAtMs()).bind(place.uid());
                ResultSet rows = query.bind(ROWS_MAX).bind(PART_BYTES_MAX).rows();
                var entries = new ArrayList<ArchivedItem>();
                while (rows.next()) {
                    entries.add(new ArchivedItem(ItemRows.item(rows), rows.getLong("created_at_ms")));
                }
                return new Part<>(entries);
            }
        });
    }

    @Override
    public Set<UUID> withChildren(Question question, List<UUID> parents) {
        return database.with(connection -> {
            try (var query = SpaceQuery.prepare(connection, question.space(), WITH_CHILDREN)) {
                query.bindArray("uuid", parents.toArray());
                bind(query, question);
                return uids(bind(query, question).bind(question.seq()).rows());
            }
        });
    }

    @Override
    public Set<UUID> live(Question question, List<UUID> uids) {
        return database.with(connection -> {
            try (var query = SpaceQuery.prepare(connection, question.space(), LIVE)) {
                query.bind(question.seq()).bindArray("uuid", uids.toArray());
                return uids(bind(query, question).rows());
            }
        });
    }

    @Override
    public int count(Space space, List<String> types, int most) {
        return database.with(connection -> {
            try (var query = SpaceQuery.prepare(connection, space, COUNT)) {
                query.bindArray("text", types.toArray()).bind(space.tenant()).bind(space.id());
                ResultSet row = query.bind(most).bind(most).rows();
                row.next();
                return row.getInt("counted");
            }
        });
    }

    private static Set<UUID> uids(ResultSet rows) throws SQLException {
        var uids = new HashSet<UUID>();
        while (rows.next()) {
            uids.add(rows.getObject("uid", UUID.class));
        }
        return uids;
    }

    private static SpaceQuery bind(SpaceQuery query, Question question) throws SQLException {
        return query.bind(question.space().tenant())
                .bind(question.space().id())
                .bind(question.type().name());
    }

    private static String parentField(Question question) {
        return switch (question.type().parent()) {
            case Parent.Required parent -> parent.uidField();
            case Parent.Chosen parent -> parent.uidField();
            case Parent.Loose parent -> parent.uidField();
            case Parent.None _ -> throw new IllegalArgumentException(question.type() + " is kept under nothing");
        };
    }
}
