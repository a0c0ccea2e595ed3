package dev.toolbridge.api.store.read;

import dev.toolbridge.api.item.Head;
import dev.toolbridge.api.item.Refusals;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.place.Cursor;
import dev.toolbridge.api.item.place.Feed;
import dev.toolbridge.api.item.place.FeedPage;
import dev.toolbridge.api.item.place.FeedPage.Entry;
import dev.toolbridge.api.item.place.FeedQuery;
import dev.toolbridge.api.store.read.PageQueries.Forms;
import dev.toolbridge.api.store.space.SpaceHeads;
import dev.toolbridge.api.store.space.SpaceQuery;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.Parent;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.database.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The feeds that devices pull, from PostgreSQL. One statement reads the head and the items, so that both are
/// of the same moment: between them no tombstone is deleted and no epoch ends.
public final class FeedStore implements Feed {

    private static final String ITEM = "type, uid, version, updated_at_ms, deleted_at_ms, payload";

    private static final String AS_STORED = "payload";

    private static final String WITH_TYPE = "jsonb_set(payload, '{sync,type}', to_jsonb(type))";

    private static final Forms ONE_TYPE = pages(AS_STORED, "place, turn", """
            SELECT %s, seq AS place, 1 AS turn, true AS is_due
            FROM item i
            WHERE i.tenant_id = head.tenant_id AND i.space_id = head.space_id AND type = ? AND %s AND seq > ?
            ORDER BY seq LIMIT ?
            """.formatted(ITEM, ItemRows.ORDER_OF_TYPE));

    /// An item whose required parent changed after it would come before its parent. So the parent, as it is
    /// now, precedes it, and appears once more in its own place. With all types in one feed, each payload's
    /// `sync` names its type.
    private static final Forms ALL_TYPES = pages(WITH_TYPE, "place, turn", """
            WITH due AS (
              SELECT %1$s, seq, parent_uid
              FROM item i WHERE i.tenant_id = head.tenant_id AND i.space_id = head.space_id AND %2$s AND seq > ?
                AND type <> ALL (?)
              ORDER BY seq LIMIT ?
            ), ahead AS (
              SELECT DISTINCT ON (p.type, p.uid) p.type, p.uid, p.version, p.updated_at_ms, p.deleted_at_ms, p.payload,
                p.seq, child.seq AS place
              FROM due child
              JOIN unnest(?, ?) AS link (child_type, parent_type) ON link.child_type = child.type
              CROSS JOIN LATERAL (
                SELECT * FROM item i WHERE i.tenant_id = head.tenant_id AND i.space_id = head.space_id
                  AND i.type = link.parent_type AND i.uid = child.parent_uid LIMIT 1
              ) p
              WHERE p.seq > child.seq AND p.deleted_at_ms IS NULL AND child.deleted_at_ms IS NULL
              ORDER BY p.type, p.uid, child.seq
            )
            SELECT %1$s, seq AS place, 1 AS turn, true AS is_due FROM due
            UNION ALL SELECT %1$s, place, 0, false FROM ahead
            """.formatted(ITEM, ItemRows.ORDER_OF_ALL));

    private static final String LATEST = pages(WITH_TYPE, "place DESC", """
            SELECT %s, seq AS place, 1 AS turn, true AS is_due
            FROM item i WHERE i.tenant_id = head.tenant_id AND i.space_id = head.space_id AND %s
              AND type <> ALL (?)
            ORDER BY seq DESC LIMIT ?
            """.formatted(ITEM, ItemRows.ORDER_OF_ALL))
            .exact();

    private final Database database;
    private final SpaceHeads heads;

    public FeedStore(Database database) {
        this.database = database;
        this.heads = new SpaceHeads(database);
    }

    /// A type whose items have parents of another type.
    private record Link(String child, String parent) {

        static List<Link> all() {
            return Entities.ALL.stream().flatMap(Link::of).toList();
        }

        private static Stream<Link> of(EntityType type) {
            return switch (type.parent()) {
                case Parent.None _, Parent.Loose _ -> Stream.of();
                case Parent.Required required -> Stream.of(new Link(type.name(), required.type()));
                case Parent.Chosen chosen -> chosen.types().stream().map(parent -> new Link(type.name(), parent));
            };
        }
    }

    @Override
    public FeedPage read(Space space, FeedQuery asked) {
        return heads.orBegin(space, () -> database.with(connection -> read(connection, space, asked)));
    }

    @Override
    public FeedPage latest(Space space, int limit, List<EntityType> hidden) {
        return heads.orBegin(space, () -> database.with(connection -> latest(connection, space, limit, hidden)));
    }

    /// Leaves out the oldest entries if not all fit.
    private static Optional<FeedPage> latest(Connection connection, Space space, int limit, List<EntityType> hidden)
            throws SQLException {
        try (var query = SpaceQuery.prepare(connection, space, LATEST)) {
            var page = new PageRows<>(limit, List.of(ItemRows.PAYLOAD), FeedStore::entry);
            query.bind(page.textBytesLeft()).bindArray("text", names(hidden)).bind(limit);
            ResultSet rows = query.bind(space.tenant()).bind(space.id()).rows();
            if (!rows.next()) {
                return Optional.empty();
            }
            Head head = SpaceHeads.head(rows);
            page.take(rows, true);
            List<Entry> oldestFirst = page.all().reversed();
            return Optional.of(new FeedPage(oldestFirst, Optional.of(Cursor.of(head, head.seq())), false));
        }
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(Entities.named(row.getString("type")), ItemRows.item(row));
    }

    private static Optional<FeedPage> read(Connection connection, Space space, FeedQuery asked) throws SQLException {
        var page = new PageRows<>(asked.limit(), List.of(ItemRows.PAYLOAD), FeedStore::entry);
        FeedQuery query = asked;
        Optional<Head> head = part(connection, space, query, page);
        while (head.isPresent() && page.areCutShort()) {
            query = query.from(next(query, head.get(), page));
            head = part(connection, space, query, page);
        }
        List<Entry> entries = page.all();
        FeedQuery last = query;
        return head.map(seen -> new FeedPage(
                entries, entries.isEmpty() ? Optional.empty() : Optional.of(next(last, seen, page)), page.areMore()));
    }

    private static Optional<Head> part(Connection connection, Space space, FeedQuery asked, PageRows<Entry> page)
            throws SQLException {
        Forms pages = asked.type().isPresent() ? ONE_TYPE : ALL_TYPES;
        try (var query = SpaceQuery.prepare(connection, space, pages.of(page))) {
            query.bind(page.textBytesAsked());
            if (asked.type().isPresent()) {
                query.bind(asked.type().get().name());
            }
            query.bind(asked.after().map(Cursor::seq).orElse(0L));
            if (asked.type().isEmpty()) {
                query.bindArray("text", names(asked.hidden()));
            }
            query.bind(page.limitLeft() + 1);
            if (asked.type().isEmpty()) {
                query.bindArray("text", Link.all().stream().map(Link::child).toArray());
                query.bindArray("text", Link.all().stream().map(Link::parent).toArray());
            }
            ResultSet rows = query.bind(space.tenant()).bind(space.id()).rows();
            if (!rows.next()) {
                return Optional.empty();
            }
            Head head = SpaceHeads.head(rows);
            requirePlace(asked, head);
            page.take(rows, true);
            return Optional.of(head);
        }
    }

    private static Object[] names(List<EntityType> types) {
        return types.stream().map(EntityType::name).toArray();
    }

    private static void requirePlace(FeedQuery asked, Head head) {
        if (asked.epoch().isPresent() && asked.epoch().getAsInt() != head.epoch()) {
            throw Refusals.epochMismatch(head.epoch());
        }
        asked.after().ifPresent(cursor -> cursor.requireFollowed(head));
    }

    /// The last page ends at the head itself: this feed shows none of the changes in between.
    private static Cursor next(FeedQuery asked, Head head, PageRows<Entry> page) {
        long beginSeq = asked.after().map(Cursor::beginSeq).orElse(head.seq());
        long lastSeq = page.lastPlace().orElse(0);
        return Cursor.of(head, page.areMore() ? lastSeq : head.seq(), beginSeq);
    }

    /// @param shown the SQL of the JSON shown of an item
    /// @param order the order in which the items get room
    private static Forms pages(String shown, String order, String items) {
        Forms pages = PageQueries.forms(
                List.of("type", "uid", "version", "updated_at_ms", "deleted_at_ms", "place", "turn", "is_due"),
                new PageQueries.Text(ItemRows.PAYLOAD, shown),
                items,
                order);
        return new Forms(behindHead(pages.quick(), order), behindHead(pages.exact(), order));
    }

    private static String behindHead(String page, String order) {
        return """
            SELECT head.incarnation, head.epoch, head.seq, head.tombstone_floor, feed.*
            FROM space_head head LEFT JOIN LATERAL (%s) feed ON true
            WHERE head.tenant_id = ? AND head.space_id = ? ORDER BY %s
            """.formatted(page, order);
    }
}
