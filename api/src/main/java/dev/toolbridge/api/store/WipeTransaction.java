package dev.toolbridge.api.store;

import dev.toolbridge.api.item.Applied;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.Wipe;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.json.Json;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Empties a space and begins its next epoch, in one transaction that holds the head.
///
/// What was known of the epoch before goes with it: items, journal, receipts, ended sync sessions. The journal begins
/// anew with one entry that says so, about the space itself.
final class WipeTransaction {

    /// A large space takes longer than other statements may, but no client waits longer than this for an answer. The
    /// timer of the transaction runs already: only switching it off makes it start anew.
    private static final String EMPTY = """
            SET LOCAL statement_timeout = '10s';
            SET LOCAL transaction_timeout = 0;
            SET LOCAL transaction_timeout = '10s';
            UPDATE space_head SET epoch = epoch + 1, seq = seq + 1, tombstone_floor = seq, journal_floor = seq,
              last_wipe_at = now(), last_wipe_by = ?
            WHERE tenant_id = ? AND space_id = ? RETURNING epoch, seq;
            DELETE FROM change WHERE tenant_id = ? AND space_id = ?;
            DELETE FROM idempotency_key WHERE tenant_id = ? AND space_id = ?;
            DELETE FROM ended_sync_session WHERE tenant_id = ? AND space_id = ?;
            WITH gone AS (DELETE FROM item WHERE tenant_id = ? AND space_id = ? RETURNING type)
            SELECT type, count(*) AS items FROM gone GROUP BY type
            """;

    private static final String TELL = """
            INSERT INTO change (tenant_id, space_id, seq, type, uid, version, operation, actor, request, payload)
            VALUES (?, ?, ?, 'space', ?, ?, 'wipe', ?::jsonb, ?, ?::jsonb);
            """;

    /// How many of these statements name the space.
    private static final int TABLES = 5;

    private final Connection connection;
    private final Space space;
    private final Wipe wipe;

    WipeTransaction(Connection connection, Space space, Wipe wipe) {
        this.connection = connection;
        this.space = space;
        this.wipe = wipe;
    }

    private record Emptied(long seq, Applied.Wiped wiped) {}

    /// Wipes and commits; empty when the space has no head yet.
    Optional<Applied> run() throws SQLException {
        var known = Receipts.claim(connection, space, List.of(wipe)).settled().get(wipe);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Emptied> emptied = empty();
        if (emptied.isPresent()) {
            tellAndCommit(emptied.get());
        }
        return emptied.map(Emptied::wiped);
    }

    private Optional<Emptied> empty() throws SQLException {
        try (var query = SpaceQuery.prepare(connection, space, EMPTY)) {
            query.bind(wipe.by());
            for (int table = 0; table < TABLES; table++) {
                query.bind(space.tenant()).bind(space.id());
            }
            ResultSet head = query.rows();
            if (!head.next()) {
                return Optional.empty();
            }
            int epoch = head.getInt("epoch");
            long seq = head.getLong("seq");
            return Optional.of(new Emptied(seq, new Applied.Wiped(epoch, counts(query.nextRows()))));
        }
    }

    private static SequencedMap<String, Long> counts(ResultSet rows) throws SQLException {
        var counts = new TreeMap<String, Long>();
        Entities.ALL.stream().map(EntityType::name).forEach(name -> counts.put(name, 0L));
        while (rows.next()) {
            counts.put(rows.getString("type"), rows.getLong("items"));
        }
        return counts;
    }

    private void tellAndCommit(Emptied emptied) throws SQLException {
        List<Receipts.Row> receipts =
                Receipts.Row.of(wipe, emptied.wiped()).stream().toList();
        String statements = TELL + (receipts.isEmpty() ? "" : Receipts.KEEP) + "COMMIT";
        try (var query = SpaceQuery.prepareInside(connection, statements)) {
            query.bind(space.tenant()).bind(space.id()).bind(emptied.seq());
            query.bind(space.id()).bind(emptied.wiped().epoch());
            query.bind(Authors.json(wipe.author())).bind(wipe.author().requestId());
            query.bind(Json.text(emptied.wiped().deleted()));
            if (!receipts.isEmpty()) {
                Receipts.bind(query, space, receipts);
            }
            query.execute();
        }
    }
}
