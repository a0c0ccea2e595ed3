package dev.toolbridge.api.store.read;

import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.journal.Change;
import dev.toolbridge.api.journal.Journal;
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

    private static final List<String> TEXTS = List.of("payload", "metadata");

    private static final String OF_ITEM = """
            SELECT seq, version, operation, at, actor::text AS actor, request, metadata, payload,
                   version AS place, true AS is_due
            FROM change WHERE tenant_id = ? AND space_id = ? AND type = ? AND uid = ?
            """;

    private static final String HISTORY = page(OF_ITEM + "AND seq < ? ORDER BY version DESC LIMIT ?");

    private static final String VERSION = page(OF_ITEM + "AND version = ?");

    private final Database database;

    public JournalStore(Database database) {
        this.database = database;
    }

    @Override
    public History history(Space space, EntityType type, UUID uid, HistoryPage asked) {
        return database.with(connection -> {
            var page = new PageRows<>(asked.limit(), TEXTS, JournalStore::change);
            do {
                try (var query = SpaceQuery.prepare(connection, space, HISTORY)) {
                    query.bind(page.textBytesLeft());
                    query.bind(space.tenant())
                            .bind(space.id())
                            .bind(type.name())
                            .bind(uid);
                    query.bind(page.last().map(Change::seq).orElse(asked.beforeSeq()));
                    page.take(query.bind(page.limitLeft() + 1).rows(), false);
                }
            } while (page.areCutShort());
            return new History(page.all(), page.areMore());
        });
    }

    @Override
    public Optional<Change> version(Space space, EntityType type, UUID uid, long version) {
        return database.with(connection -> {
            try (var query = SpaceQuery.prepare(connection, space, VERSION)) {
                var page = new PageRows<>(1, TEXTS, JournalStore::change);
                query.bind(page.textBytesLeft());
                query.bind(space.tenant()).bind(space.id()).bind(type.name()).bind(uid);
                page.take(query.bind(version).rows(), false);
                return page.all().stream().findFirst();
            }
        });
    }

    private static String page(String rows) {
        return PageQueries.page(
                List.of("seq", "version", "operation", "at", "actor", "request", "place", "is_due"),
                TEXTS.stream().map(PageQueries.Text::of).toList(),
                rows,
                "place DESC");
    }

    private static Change change(ResultSet row) throws SQLException {
        return new Change(
                row.getLong("seq"),
                row.getLong("version"),
                row.getString("operation"),
                row.getTimestamp("at").toInstant(),
                row.getBytes("actor"),
                row.getString("request"),
                Optional.ofNullable(row.getBytes("metadata")),
                row.getBytes("payload"));
    }
}
