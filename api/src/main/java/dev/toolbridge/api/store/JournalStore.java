package dev.toolbridge.api.store;

import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.journal.Change;
import dev.toolbridge.api.journal.Journal;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.service.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The journal in PostgreSQL.
public final class JournalStore implements Journal {

    private static final String COLUMNS = """
            SELECT seq, version, operation, at, actor::text AS actor, request,
                   metadata::text AS metadata, payload::text AS payload
            FROM change
            """;

    private static final String OF_ITEM = "WHERE tenant_id = ? AND space_id = ? AND type = ? AND uid = ? ";

    private static final String HISTORY = COLUMNS + OF_ITEM + "AND seq < ? ORDER BY version DESC LIMIT ?";

    private static final String VERSION = COLUMNS + OF_ITEM + "AND version = ?";

    private final Database database;

    public JournalStore(Database database) {
        this.database = database;
    }

    @Override
    public List<Change> history(Space space, EntityType type, UUID uid, HistoryPage page) {
        return database.with(connection -> {
            try (var query = SpaceQuery.prepare(connection, space, HISTORY)) {
                query.bind(space.tenant()).bind(space.id()).bind(type.name()).bind(uid);
                return changes(query.bind(page.beforeSeq()).bind(page.limit()).rows());
            }
        });
    }

    @Override
    public Optional<Change> version(Space space, EntityType type, UUID uid, long version) {
        return database.with(connection -> {
            try (var query = SpaceQuery.prepare(connection, space, VERSION)) {
                query.bind(space.tenant()).bind(space.id()).bind(type.name()).bind(uid);
                return changes(query.bind(version).rows()).stream().findFirst();
            }
        });
    }

    private static List<Change> changes(ResultSet rows) throws SQLException {
        var changes = new ArrayList<Change>();
        while (rows.next()) {
            changes.add(new Change(
                    rows.getLong("seq"),
                    rows.getLong("version"),
                    rows.getString("operation"),
                    rows.getTimestamp("at").toInstant(),
                    rows.getBytes("actor"),
                    rows.getString("request"),
                    Optional.ofNullable(rows.getBytes("metadata")),
                    rows.getBytes("payload")));
        }
        return changes;
    }
}
