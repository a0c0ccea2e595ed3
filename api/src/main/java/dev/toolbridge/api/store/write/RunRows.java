package dev.toolbridge.api.store.write;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Payload;
import dev.toolbridge.api.item.Refusals;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.store.space.SpaceQuery;
import dev.toolbridge.api.undo.ItemHistory;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.memory.Share;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Reads a run and the histories of its items, in a transaction that holds the head of the space.
final class RunRows {

    /// The most items that one undo changes.
    static final int ITEMS_MAX = 500;

    /// The most versions that it reads, and their bytes.
    static final int VERSIONS_MAX = 5_000;

    static final long BYTES_MAX = 16 * 1_048_576;

    private static final int ROWS_AT_A_TIME = 25;

    /// Payload and its trees, before and after.
    private static final int MADE_OF_VERSION = 4;

    private static final String ITEMS = """
            SELECT c.type, c.uid, min(c.version) AS first_version, max(c.seq) AS last_seq, min(c.seq) AS first_seq,
              min(h.journal_floor) AS journal_floor
            FROM space_head h CROSS JOIN LATERAL (
              SELECT type, uid, version, seq FROM change
              WHERE tenant_id = h.tenant_id AND space_id = h.space_id AND run IS NOT NULL AND run = ?
                AND seq > h.wiped_seq ORDER BY seq LIMIT ?
            ) c WHERE h.tenant_id = ? AND h.space_id = ? GROUP BY c.type, c.uid
            """;

    /// The same for items that are named, however large the run is.
    private static final String NAMED_ITEMS = """
            SELECT c.type, c.uid, min(c.version) AS first_version, max(c.seq) AS last_seq, min(c.seq) AS first_seq,
              min(h.journal_floor) AS journal_floor
            FROM space_head h CROSS JOIN unnest(?) AS asked (uid) CROSS JOIN unnest(?) AS kind (type)
            CROSS JOIN LATERAL (
              SELECT type, uid, version, seq FROM change
              WHERE tenant_id = h.tenant_id AND space_id = h.space_id AND type = kind.type AND uid = asked.uid
                AND version > 0 AND run = ? AND seq > h.wiped_seq ORDER BY version LIMIT ?
            ) c WHERE h.tenant_id = ? AND h.space_id = ? GROUP BY c.type, c.uid
            """;

    private static final String IS_KNOWN = """
            SELECT FROM space_head h CROSS JOIN LATERAL (
              SELECT FROM change WHERE tenant_id = h.tenant_id AND space_id = h.space_id AND run IS NOT NULL AND run = ?
                AND seq > h.wiped_seq LIMIT 1
            ) c WHERE h.tenant_id = ? AND h.space_id = ?
            """;

    private static final String VERSIONS = """
            SELECT version, coalesce(run = ?, false) AS is_of_run, actor::text AS actor, at, payload::text AS payload
            FROM change WHERE tenant_id = ? AND space_id = ? AND type = ? AND uid = ? AND version >= ? AND seq > ?
            ORDER BY version LIMIT ?
            """;

    private final Connection connection;
    private final Space space;
    private final String run;
    private int versionsLeft = VERSIONS_MAX;
    private long bytesLeft = BYTES_MAX;

    RunRows(Connection connection, Space space, String run) {
        this.connection = connection;
        this.space = space;
        this.run = run;
    }

    /// An item that a run has changed.
    record Touched(Key key, long firstVersion, long firstSeq, long lastSeq, long journalFloor) {

        /// True if a part of the run may be kept no longer.
        boolean isBelowFloor() {
            return firstSeq <= journalFloor;
        }
    }

    /// Tells if there is such a run.
    boolean isKnown() throws SQLException {
        try (var query = SpaceQuery.prepareInside(connection, IS_KNOWN)) {
            return query.bind(run)
                    .bind(space.tenant())
                    .bind(space.id())
                    .onlyRows()
                    .next();
        }
    }

    /// The items that the run has changed, or those of them that are named.
    List<Touched> items(Set<UUID> named) throws SQLException {
        try (var query = SpaceQuery.prepareInside(connection, named.isEmpty() ? ITEMS : NAMED_ITEMS)) {
            if (!named.isEmpty()) {
                query.bindArray("uuid", named.toArray());
                query.bindArray(
                        "text", Entities.ALL.stream().map(EntityType::name).toArray());
            }
            query.bind(run).bind(VERSIONS_MAX + 1).bind(space.tenant()).bind(space.id());
            ResultSet rows = query.onlyRows();
            var items = new ArrayList<Touched>();
            while (rows.next()) {
                items.add(new Touched(
                        new Key(Entities.named(rows.getString("type")), rows.getObject("uid", UUID.class)),
                        rows.getLong("first_version"),
                        rows.getLong("first_seq"),
                        rows.getLong("last_seq"),
                        rows.getLong("journal_floor")));
            }
            return items;
        }
    }

    /// The versions of an item from the one before the run.
    ///
    /// @throws Refusal `history_gone` if one of them is kept no longer
    ItemHistory history(Touched item) throws SQLException {
        var history = new ItemHistory(item.key(), item.firstVersion());
        try (var query = SpaceQuery.prepareInside(connection, VERSIONS)) {
            query.bind(run).bind(space.tenant()).bind(space.id());
            query.bind(item.key().type().name()).bind(item.key().uid()).bind(item.firstVersion() - 1);
            ResultSet rows = query.bind(0L).bind(versionsLeft + 1).onlyRowsInParts(ROWS_AT_A_TIME);
            while (rows.next()) {
                byte[] payload = rows.getBytes("payload");
                count(payload.length);
                var made = new ItemHistory.Made(
                        rows.getBoolean("is_of_run"),
                        author(rows.getBytes("actor")),
                        rows.getTimestamp("at").toInstant());
                history.add(rows.getLong("version"), new Payload(payload), made);
            }
        }
        if (!history.isWhole()) {
            throw gone();
        }
        return history;
    }

    static Refusal gone() {
        return Refusals.historyGone("a part of the run is not kept any more");
    }

    static Refusal tooLarge() {
        return Refusal.of(
                        ErrorCode.TOO_LARGE,
                        "an undo reads " + ITEMS_MAX + " items, " + VERSIONS_MAX + " versions and " + BYTES_MAX
                                + " bytes at most, so nothing is done")
                .fact("field", "only")
                .fact("expected", "the uids of some of the items");
    }

    private void count(int bytes) {
        Share.current().grow(MADE_OF_VERSION * (long) bytes);
        versionsLeft--;
        bytesLeft -= bytes;
        if (versionsLeft < 0 || bytesLeft < 0) {
            throw tooLarge();
        }
    }

    private static JsonNode author(byte[] json) {
        try {
            return Json.parse(json);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException("the database holds JSON only", impossible);
        }
    }
}
