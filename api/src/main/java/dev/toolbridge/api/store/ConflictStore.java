package dev.toolbridge.api.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.access.SpaceRole;
import dev.toolbridge.api.conflict.Conflicts;
import dev.toolbridge.api.conflict.StandingConflict;
import dev.toolbridge.api.conflict.StandingConflict.Settled;
import dev.toolbridge.api.item.Body;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.store.space.SpaceQuery;
import dev.toolbridge.api.store.write.ManagedTransaction;
import dev.toolbridge.api.store.write.SpaceWriter;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.database.Database;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Conflicts in PostgreSQL.
public final class ConflictStore implements Conflicts {

    /// The most bytes of texts on a page, apart from the conflict that crosses it.
    private static final int TEXT_BYTES_MAX = 4 * 1_048_576;

    private static final String COLUMNS =
            "type, uid, version, kind, place, base, kept, lost, kept_by, lost_by, taken, resolved_at, resolved_by";

    private static final String LIST = "SELECT " + COLUMNS + """
            , there FROM (
              SELECT *, count(*) OVER () AS there, sum(coalesce(octet_length(base), 0) + coalesce(octet_length(kept), 0)
                + coalesce(octet_length(lost), 0)) OVER (ORDER BY place DESC, uid DESC ROWS UNBOUNDED PRECEDING)
                - coalesce(octet_length(base), 0) - coalesce(octet_length(kept), 0)
                - coalesce(octet_length(lost), 0) AS bytes_before
              FROM (
                SELECT * FROM item_conflict WHERE tenant_id = ? AND space_id = ? AND type = ANY (?)
                  AND (? OR resolved_at IS NULL) AND (place, uid) < (?, ?)
                ORDER BY place DESC, uid DESC LIMIT ?) page) summed
            WHERE bytes_before < ? ORDER BY place DESC, uid DESC
            """;

    private static final String FIND = "SELECT " + COLUMNS + """
             FROM item_conflict WHERE tenant_id = ? AND space_id = ? AND uid = ? AND version = ?
            ORDER BY type LIMIT 1
            """;

    private static final String SETTLE = """
            UPDATE item_conflict SET resolved_at = now(), resolved_by = ?, taken = ?
            WHERE tenant_id = ? AND space_id = ? AND uid = ? AND version = ? AND type = ? AND resolved_at IS NULL
            RETURNING\s""" + COLUMNS;

    private static final UUID LAST = new UUID(-1, -1);

    private final Database database;
    private final SpaceWriter writer;

    public ConflictStore(Database database, SpaceWriter writer) {
        this.database = database;
        this.writer = writer;
    }

    @Override
    public Found list(Caller caller, Part part) {
        Space space = caller.space();
        return database.with(connection -> {
            try (var query = SpaceQuery.prepare(connection, space, LIST)) {
                query.bind(space.tenant()).bind(space.id());
                query.bindArray(
                        "text", part.types().stream().map(EntityType::name).toArray());
                query.bind(part.withSettled());
                query.bind(part.before().map(Place::time).orElse(Long.MAX_VALUE));
                query.bind(part.before().map(Place::uid).orElse(LAST));
                return found(query.bind(part.limit() + 1).bind(TEXT_BYTES_MAX).rows(), part.limit());
            }
        });
    }

    /// The page ends at its limit or where its texts are large; either way there may be more.
    private static Found found(ResultSet rows, int limit) throws SQLException {
        var found = new ArrayList<StandingConflict>();
        long there = 0;
        while (found.size() < limit && rows.next()) {
            there = rows.getLong("there");
            found.add(conflict(rows));
        }
        return new Found(found, there > found.size());
    }

    @Override
    public Optional<StandingConflict> find(Caller caller, Name name) {
        Space space = caller.space();
        return database.with(connection -> {
            try (var query = SpaceQuery.prepare(connection, space, FIND)) {
                query.bind(space.tenant()).bind(space.id()).bind(name.uid());
                ResultSet row = query.bind(name.version()).rows();
                return row.next() ? Optional.of(conflict(row)) : Optional.empty();
            }
        });
    }

    @Override
    public StandingConflict settle(Caller caller, StandingConflict conflict, Taking taking) {
        return writer.manage(caller.space(), transaction -> {
            var _ = MemberRows.require(transaction, caller, SpaceRole.DEVELOPER);
            Space space = transaction.space();
            List<StandingConflict> settled = transaction.rows(
                    SETTLE,
                    ConflictStore::conflict,
                    caller.subject(),
                    taking.taken(),
                    space.tenant(),
                    space.id(),
                    conflict.uid(),
                    conflict.version(),
                    conflict.type().name());
            if (settled.isEmpty()) {
                throw Refusal.of(ErrorCode.INVALID_STATE, "the conflict is settled already");
            }
            if (taking.isWriting()) {
                take(transaction, caller, conflict, taking);
            }
            return settled.getFirst();
        });
    }

    private static void take(ManagedTransaction transaction, Caller caller, StandingConflict conflict, Taking taking) {
        if (taking.fields().isPresent()) {
            transaction.set(
                    caller.author(),
                    conflict.type(),
                    conflict.uid(),
                    new Body.Fields(taking.fields().get()));
        } else {
            transaction.deleteIfLive(caller.author(), conflict.type(), conflict.uid());
        }
    }

    private static StandingConflict conflict(ResultSet row) throws SQLException {
        return new StandingConflict(
                Entities.named(row.getString("type")),
                row.getObject("uid", UUID.class),
                row.getLong("version"),
                row.getString("kind"),
                row.getLong("place"),
                new StandingConflict.Texts(fields(row, "base"), fields(row, "kept"), fields(row, "lost")),
                new StandingConflict.By(json(row, "kept_by"), json(row, "lost_by")),
                settled(row));
    }

    private static Optional<Settled> settled(ResultSet row) throws SQLException {
        return row.getString("taken") == null
                ? Optional.empty()
                : Optional.of(new Settled(
                        row.getString("taken"),
                        row.getTimestamp("resolved_at").toInstant(),
                        row.getString("resolved_by")));
    }

    private static Optional<ObjectNode> fields(ResultSet row, String column) throws SQLException {
        return json(row, column) instanceof ObjectNode fields && row.getString(column) != null
                ? Optional.of(fields)
                : Optional.empty();
    }

    /// An author that the journal has no longer is an empty object.
    private static JsonNode json(ResultSet row, String column) throws SQLException {
        byte[] text = row.getBytes(column);
        try {
            return text == null ? Json.object() : Json.parse(text);
        } catch (IOException impossible) {
            throw new UncheckedIOException("the database holds JSON only", impossible);
        }
    }
}
