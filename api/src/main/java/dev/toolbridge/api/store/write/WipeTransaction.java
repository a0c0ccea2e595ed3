package dev.toolbridge.api.store.write;

import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.store.read.ItemRows;
import dev.toolbridge.api.store.space.SpaceQuery;
import dev.toolbridge.api.write.Result;
import dev.toolbridge.api.write.Wipe;
import dev.toolbridge.api.write.Wiped;
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

/// Empties a space and begins its next epoch, in one short transaction, whatever the size of the space.
///
/// From then on the head records the number up to which all is wiped: items and journal of earlier epochs
/// count as absent at once, receipts and sync sessions belong to an epoch anyway, and the finisher deletes the
/// rows. The journal restarts with one entry for the wipe of the space itself.
final class WipeTransaction {

    /// The largest number that is counted, since the head is held meanwhile.
    static final int COUNTED_MAX = 20_000;

    /// Holds the head before the count, so that the count sees the rows of the last transaction.
    private static final String HOLD = "SELECT FROM space_head WHERE tenant_id = ? AND space_id = ? FOR UPDATE;";

    private static final String COUNT = """
            SELECT type, count(*) AS items FROM (
              SELECT type FROM item WHERE tenant_id = ? AND space_id = ? AND %s LIMIT ?) counted
            GROUP BY type;
            """.formatted(ItemRows.ORDER_OF_TYPE);

    private static final String MARK = """
        UPDATE space_head SET epoch = epoch + 1, seq = seq + 1, wiped_seq = seq, tombstone_floor = seq,
          journal_floor = seq, last_wipe_at = now(), last_wipe_by = ?
        WHERE tenant_id = ? AND space_id = ? RETURNING epoch, seq;
        INSERT INTO wiped_space (tenant_id, space_id, wiped_seq)
        SELECT tenant_id, space_id, wiped_seq FROM space_head WHERE tenant_id = ? AND space_id = ?
        ON CONFLICT (tenant_id, space_id) DO UPDATE SET wiped_seq = excluded.wiped_seq;
        DELETE FROM pending_release WHERE tenant_id = ? AND space_id = ?;
        DELETE FROM proposal WHERE tenant_id = ? AND space_id = ?
        """;

    private static final String TELL = """
            INSERT INTO change (tenant_id, space_id, seq, type, uid, version, operation, actor, request, payload)
            VALUES (?, ?, ?, 'space', ?, ?, 'wipe', ?::jsonb, ?, ?::jsonb);
            """;

    /// The number of these statements that take the space as a parameter.
    private static final int MARKED = 4;

    private final Connection connection;
    private final Space space;
    private final Wipe wipe;

    WipeTransaction(Connection connection, Space space, Wipe wipe) {
        this.connection = connection;
        this.space = space;
        this.wipe = wipe;
    }

    private record Emptied(long seq, Wiped wiped) {}

    /// Wipes and commits; empty when the space has no head yet.
    Optional<Result<Wiped>> run() throws SQLException {
        Receipts.Claims<Wipe, Wiped> claims = Receipts.claim(connection, space, List.of(wipe));
        Result<Wiped> known = claims.settled().get(wipe);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Emptied> emptied = empty();
        if (emptied.isPresent()) {
            tellAndCommit(emptied.get());
        }
        return emptied.map(done -> new Result.Done<>(done.wiped()));
    }

    private Optional<Emptied> empty() throws SQLException {
        Counts counts = count();
        KeptItems kept = KeptItems.of(connection, space);
        try (var query = SpaceQuery.prepare(connection, space, MARK)) {
            query.bind(wipe.by());
            for (int statement = 0; statement < MARKED; statement++) {
                query.bind(space.tenant()).bind(space.id());
            }
            ResultSet head = query.rows();
            if (!head.next()) {
                return Optional.empty();
            }
            var wiped = new Wiped(head.getInt("epoch"), counts.ofTypes(), counts.areMore());
            var emptied = new Emptied(head.getLong("seq"), wiped);
            kept.writeAgain(connection, space, wipe.author());
            return Optional.of(emptied);
        }
    }

    private record Counts(SequencedMap<String, Long> ofTypes, boolean areMore) {}

    private Counts count() throws SQLException {
        try (var query = SpaceQuery.prepare(connection, space, HOLD + COUNT)) {
            query.bind(space.tenant()).bind(space.id());
            query.bind(space.tenant()).bind(space.id()).bind(COUNTED_MAX + 1);
            query.rows();
            ResultSet rows = query.nextRows();
            var counts = new TreeMap<String, Long>();
            Entities.ALL.stream().map(EntityType::name).forEach(name -> counts.put(name, 0L));
            long all = 0;
            while (rows.next()) {
                if (!Entities.named(rows.getString("type")).isManaged()) {
                    counts.put(rows.getString("type"), rows.getLong("items"));
                    all += rows.getLong("items");
                }
            }
            return new Counts(counts, all > COUNTED_MAX);
        }
    }

    private void tellAndCommit(Emptied emptied) throws SQLException {
        List<Receipts.Row> receipts =
                Receipts.Row.of(wipe, emptied.wiped()).stream().toList();
        String statements = TELL + (receipts.isEmpty() ? "" : Receipts.KEEP) + "COMMIT";
        try (var query = SpaceQuery.prepareInside(connection, statements)) {
            query.bind(space.tenant()).bind(space.id()).bind(emptied.seq());
            query.bind(space.id()).bind(emptied.wiped().epoch());
            query.bind(Authors.json(wipe.author())).bind(wipe.author().correlationId());
            query.bind(Json.text(emptied.wiped().deleted()));
            if (!receipts.isEmpty()) {
                Receipts.bind(query, space, emptied.wiped().epoch(), receipts);
            }
            query.execute();
        }
    }
}
