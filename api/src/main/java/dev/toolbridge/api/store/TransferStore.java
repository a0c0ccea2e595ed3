package dev.toolbridge.api.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.store.space.SpaceHeads;
import dev.toolbridge.api.store.space.SpaceQuery;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.database.Database;
import dev.toolbridge.service.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// The records of a space that an import compares with those of the store that it reads.
public final class TransferStore {
    private static final String RAISE = """
            UPDATE space_head SET epoch = ?, last_wipe_at = to_timestamp(NULLIF(?, -1) / 1000.0),
              last_wipe_by = NULLIF(?, '')
            WHERE tenant_id = ? AND space_id = ? AND epoch < ?
            """;

    private static final String STATES = """
            SELECT found.uid, found.version, found.updated_at_ms, found.deleted_at_ms FROM unnest(?) AS key (uid)
            CROSS JOIN LATERAL (
              SELECT * FROM item i WHERE i.tenant_id = ? AND i.space_id = ? AND i.type = ? AND i.uid = key.uid LIMIT 1
            ) found
            """;

    private static final String HASHES = """
            SELECT found.uid, md5(concat_ws('|', found.uid, found.version, found.updated_at_ms,
              coalesce(found.deleted_at_ms, -1), found.payload::text)) AS hash
            FROM unnest(?) AS key (uid) CROSS JOIN LATERAL (
              SELECT * FROM item i WHERE i.tenant_id = ? AND i.space_id = ? AND i.type = ? AND i.uid = key.uid LIMIT 1
            ) found
            """;

    private static final String STORED = """
            SELECT found.uid, found.updated_at_ms, found.deleted_at_ms, found.payload::text AS payload
            FROM unnest(?) AS key (uid) CROSS JOIN LATERAL (
              SELECT * FROM item i WHERE i.tenant_id = ? AND i.space_id = ? AND i.type = ? AND i.uid = key.uid LIMIT 1
            ) found
            """;

    /// Each item once: the limit keeps a search of its own for the later changes of each.
    private static final String TOUCHED = """
            SELECT c.type, c.uid, c.seq FROM change c WHERE c.tenant_id = ? AND c.space_id = ? AND c.run IS NOT NULL
              AND c.run = ? AND c.seq < ? AND (
                SELECT later.version FROM change later WHERE later.tenant_id = c.tenant_id
                  AND later.space_id = c.space_id AND later.type = c.type AND later.uid = c.uid
                  AND later.version > c.version AND later.run = c.run ORDER BY later.version LIMIT 1) IS NULL
            ORDER BY c.seq DESC LIMIT ?
            """;

    private final Database database;
    private final SpaceHeads heads;

    public TransferStore(Database database) {
        this.database = database;
        this.heads = new SpaceHeads(database);
    }

    /// The state of an item without its payload.
    public record State(long version, long updatedAtMs, OptionalLong deletedAtMs) {}

    /// An item as far as the next import of its source looks at it.
    public record Stored(long updatedAtMs, boolean isDeleted, ObjectNode payload) {}

    /// A wipe that another store remembers.
    public record PastWipe(OptionalLong atMs, Optional<String> by) {}

    /// The epoch of a space, which begins with the question if it is new.
    public int epoch(Space space) {
        return heads.head(space).epoch();
    }

    /// Raises the epoch of a space to one that clients know already; never lowers it.
    ///
    /// @return the epoch from then on
    public int raiseEpoch(Space space, int epoch, PastWipe wipe) {
        int present = epoch(space);
        if (present >= epoch) {
            return present;
        }
        database.with(connection -> {
            try (var query = SpaceQuery.prepare(connection, space, RAISE)) {
                query.bind(epoch).bind(wipe.atMs().orElse(-1)).bind(wipe.by().orElse(""));
                query.bind(space.tenant()).bind(space.id()).bind(epoch).execute();
                return space;
            }
        });
        return epoch(space);
    }

    /// The states of the present items under these keys.
    public Map<UUID, State> states(Space space, EntityType type, List<UUID> uids) {
        return found(
                new Asked(STATES, space, type, uids),
                row -> new State(row.getLong("version"), row.getLong("updated_at_ms"), deletedAtMs(row)));
    }

    /// The present items under these keys.
    public Map<UUID, Stored> stored(Space space, EntityType type, List<UUID> uids) {
        return found(
                new Asked(STORED, space, type, uids),
                row -> new Stored(row.getLong("updated_at_ms"), deletedAtMs(row).isPresent(), (ObjectNode)
                        Json.stored(row.getString("payload"))));
    }

    /// The hashes of the items under these keys, of all that an import keeps.
    public Map<UUID, String> hashes(Space space, EntityType type, List<UUID> uids) {
        return found(new Asked(HASHES, space, type, uids), row -> row.getString("hash"));
    }

    /// A change of a run.
    public record Touched(String type, UUID uid, long seq) {}

    /// The items that a run has changed before a place, each with its last change there; the last ones first.
    public List<Touched> touched(Space space, String run, long before, int most) {
        return database.with(connection -> {
            try (var query = SpaceQuery.prepare(connection, space, TOUCHED)) {
                query.bind(space.tenant()).bind(space.id()).bind(run);
                ResultSet rows = query.bind(before).bind(most).rows();
                var touched = new ArrayList<Touched>();
                while (rows.next()) {
                    touched.add(new Touched(
                            rows.getString("type"), rows.getObject("uid", UUID.class), rows.getLong("seq")));
                }
                return touched;
            }
        });
    }

    /// A reader of one row.
    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    /// A statement about items of one type under keys.
    private record Asked(String sql, Space space, EntityType type, List<UUID> uids) {}

    private <T> Map<UUID, T> found(Asked asked, Reading<T> reading) {
        return database.with(connection -> {
            try (var query = SpaceQuery.prepare(connection, asked.space(), asked.sql())) {
                query.bindArray("uuid", asked.uids().toArray());
                ResultSet rows = query.bind(asked.space().tenant())
                        .bind(asked.space().id())
                        .bind(asked.type().name())
                        .rows();
                var found = new HashMap<UUID, T>();
                while (rows.next()) {
                    found.put(rows.getObject("uid", UUID.class), reading.of(rows));
                }
                return found;
            }
        });
    }

    private static OptionalLong deletedAtMs(ResultSet row) throws SQLException {
        long time = row.getLong("deleted_at_ms");
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(time);
    }
}
