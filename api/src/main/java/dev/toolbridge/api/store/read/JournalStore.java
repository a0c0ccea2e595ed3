package dev.toolbridge.api.store.read;

import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.journal.Change;
import dev.toolbridge.api.journal.Journal;
import dev.toolbridge.api.journal.Moment;
import dev.toolbridge.api.journal.Past;
import dev.toolbridge.api.store.space.SpaceQuery;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The journal in PostgreSQL.
public final class JournalStore implements Journal {

    private static final List<String> TEXTS = List.of("payload", "actor", "metadata");
    private static final List<String> TEXTS_WITHOUT_PAYLOAD = List.of("actor", "metadata");
    private static final byte[] UNREAD = {};

    private static final String OF_ITEM = """
            SELECT seq, version, operation, at, actor, request, metadata, payload, version AS place, true AS is_due
            FROM change WHERE tenant_id = ? AND space_id = ? AND type = ? AND uid = ?
            """;

    /// The place finds the version, so that a page does not read the newer ones; the number excludes them in
    /// any case. Outside of its own query, `coalesce` is not leakproof.
    private static final String BEFORE = """
            AND seq < ? AND version < (SELECT coalesce(
              (SELECT c.version FROM change c WHERE c.tenant_id = ? AND c.space_id = ? AND c.seq > 0 AND c.seq = ?),
              9223372036854775807))
            ORDER BY version DESC LIMIT ?
            """;

    private static final String HISTORY = page(TEXTS, OF_ITEM + BEFORE);
    private static final String HISTORY_WITHOUT_PAYLOAD = page(TEXTS_WITHOUT_PAYLOAD, OF_ITEM + BEFORE);

    private static final String VERSION = ItemPast.STATE + ";" + page(TEXTS, OF_ITEM + "AND version = ?");
    private static final String AT_CHANGE = at(ItemPast.AT_CHANGE);
    private static final String AT_TIME = at(ItemPast.AT_TIME);

    private final Database database;

    public JournalStore(Database database) {
        this.database = database;
    }

    @Override
    public History history(Space space, EntityType type, UUID uid, HistoryPage asked) {
        var key = new Key(type, uid);
        String sql = asked.withPayload() ? HISTORY : HISTORY_WITHOUT_PAYLOAD;
        return database.with(connection -> {
            var page = new PageRows<>(
                    asked.limit(),
                    asked.withPayload() ? TEXTS : TEXTS_WITHOUT_PAYLOAD,
                    row -> change(row, asked.withPayload()));
            do {
                try (var query = SpaceQuery.prepare(connection, space, sql)) {
                    query.bind(page.textBytesLeft());
                    ItemPast.bind(query, space, key);
                    long beforeSeq = page.last().map(Change::seq).orElse(asked.beforeSeq());
                    query.bind(beforeSeq).bind(space.tenant()).bind(space.id()).bind(beforeSeq);
                    page.take(query.bind(page.limitLeft() + 1).rows(), false);
                }
            } while (page.areCutShort());
            return new History(page.all(), page.areMore());
        });
    }

    @Override
    public Past version(Space space, Key key, long version) {
        return one(space, key, VERSION, query -> query.bind(version))
                .map(found -> found.orElseVersion(version))
                .orElseGet(Past.Missing::new);
    }

    @Override
    public Past at(Space space, Key key, Moment moment) {
        String sql =
                switch (moment) {
                    case Moment.Change _ -> AT_CHANGE;
                    case Moment.Time _ -> AT_TIME;
                };
        return one(space, key, sql, query -> ItemPast.bindSearch(query, space, key, moment))
                .map(found -> found.orElseAt(moment))
                .orElseGet(Past.Missing::new);
    }

    /// Binds what follows the key of the item.
    @FunctionalInterface
    private interface Bound {
        void bind(SpaceQuery query) throws SQLException;
    }

    /// The entry that a query gives, and the state of the item beside it; empty if the space has no head.
    private Optional<ItemPast> one(Space space, Key key, String sql, Bound bound) {
        return database.with(connection -> {
            try (var query = SpaceQuery.prepare(connection, space, sql)) {
                var page = new PageRows<>(1, TEXTS, row -> change(row, true));
                ItemPast.bindState(query, space, key);
                query.bind(page.textBytesLeft());
                ItemPast.bind(query, space, key);
                bound.bind(query);
                ResultSet state = query.rows();
                if (!state.next()) {
                    return Optional.empty();
                }
                var past = ItemPast.of(state);
                page.take(query.nextRows(), false);
                return Optional.of(past.with(page.all().stream().findFirst()));
            }
        });
    }

    private static String at(String search) {
        return ItemPast.STATE + ";" + page(TEXTS, OF_ITEM + "AND version = (" + search + ")");
    }

    private static String page(List<String> texts, String rows) {
        return PageQueries.page(
                List.of("seq", "version", "operation", "at", "request", "place", "is_due"),
                texts.stream().map(PageQueries.Text::of).toList(),
                rows,
                "place DESC");
    }

    private static Change change(ResultSet row, boolean withPayload) throws SQLException {
        return new Change(
                row.getLong("seq"),
                row.getLong("version"),
                row.getString("operation"),
                row.getTimestamp("at").toInstant(),
                row.getBytes("actor"),
                row.getString("request"),
                Optional.ofNullable(row.getBytes("metadata")),
                withPayload ? row.getBytes("payload") : UNREAD);
    }
}
