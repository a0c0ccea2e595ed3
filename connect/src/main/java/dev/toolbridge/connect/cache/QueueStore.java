package dev.toolbridge.connect.cache;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.connect.memory.Memory;
import dev.toolbridge.service.json.Json;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The changes of one project that wait to be sent. An ack and its row are settled in one transaction.
public record QueueStore(Cache cache, Place place) {

    /// A change that waits.
    ///
    /// @param number the number of the memory in the cache
    /// @param edit the number of its edits, so that an ack of an older one leaves a newer one in the queue
    /// @param baseVersion the version that the person began with; 0 for a new memory
    /// @param at the time of the first edit, which a repeated push names again
    public record Queued(long number, long edit, long baseVersion, boolean isDeleted, Memory memory, String at) {}

    public List<Queued> all() {
        return cache.transaction(connection -> connection.all(
                """
                SELECT memory.number, queue.edit, queue.base_version, memory.is_deleted, memory.uid, memory.payload,
                  queue.at
                FROM queue JOIN memory ON memory.number = queue.memory
                WHERE memory.place = ? ORDER BY queue.at, memory.number
                """,
                row -> new Queued(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getBoolean(4),
                        new Memory(row.getString(5), (ObjectNode) Json.stored(row.getString(6)), true),
                        row.getString(7)),
                place.number()));
    }

    /// The answer of the server to a change.
    public sealed interface Ack {
        /// The item is as the device sent it.
        record Taken(long version) implements Ack {}

        /// The item is another one: the next pull brings it.
        record Differs() implements Ack {}

        /// The server cannot store it.
        record Failed(RefusedText.Reason reason) implements Ack {}
    }

    /// A change with its ack.
    public record Settled(Queued queued, Ack ack) {}

    /// Settles the acks of one push.
    public void settle(List<Settled> all) {
        cache.execute(connection -> {
            for (Settled settled : all) {
                settle(connection, settled.queued(), settled.ack());
            }
        });
    }

    private void settle(CacheConnection connection, Queued queued, Ack ack) throws SQLException {
        boolean isLatest =
                connection.count("DELETE FROM queue WHERE memory = ? AND edit = ?", queued.number(), queued.edit()) > 0;
        switch (ack) {
            case Ack.Taken(long version) -> taken(connection, queued, version, isLatest);
            case Ack.Differs() -> {
                if (isLatest && queued.isDeleted()) {
                    connection.change("UPDATE memory SET is_deleted = 0 WHERE number = ?", queued.number());
                    MemoryRow.index(connection, queued.number());
                }
            }
            case Ack.Failed(RefusedText.Reason reason) -> {
                MemoryRow.refuse(connection, place, queued.memory(), reason);
                if (isLatest) {
                    revert(connection, queued.number());
                }
            }
        }
    }

    private static void taken(CacheConnection connection, Queued queued, long version, boolean isLatest)
            throws SQLException {
        if (isLatest && queued.isDeleted()) {
            MemoryRow.remove(connection, queued.number());
            return;
        }
        connection.change(
                "UPDATE memory SET version = ?, base = ? WHERE number = ?",
                version,
                Json.text(queued.memory().payload()),
                queued.number());
        connection.change("UPDATE queue SET base_version = ? WHERE memory = ?", version, queued.number());
    }

    /// A refused change leaves what the server had last; nothing is left of a memory that it never had.
    private static void revert(CacheConnection connection, long number) throws SQLException {
        int reverted = connection.count(
                "UPDATE memory SET payload = base, is_deleted = 0 WHERE number = ? AND base IS NOT NULL", number);
        if (reverted == 0) {
            MemoryRow.remove(connection, number);
        } else {
            MemoryRow.index(connection, number);
        }
    }

    /// A page of a pull.
    public record Page(JsonNode body, boolean isSnapshot) {
        Optional<String> cursor() {
            return Optional.of(body.path("nextCursor"))
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::textValue);
        }

        boolean isLast() {
            return !body.path("hasMore").asBoolean();
        }
    }

    /// Begins a snapshot: what no page of it names is gone at its end.
    public void beginSnapshot() {
        cache.execute(connection -> {
            connection.change("UPDATE memory SET is_named = 0 WHERE place = ?", place.number());
            connection.change("UPDATE place SET cursor = NULL WHERE number = ?", place.number());
        });
    }

    /// Takes a page with its cursor. What is queued here is left to the next push.
    ///
    /// @return the number of memories that changed
    public int take(Page page) {
        return cache.transaction(connection -> {
            int changes = 0;
            for (JsonNode upsert : page.body().path("upserts")) {
                changes += take(connection, (ObjectNode) upsert.deepCopy());
            }
            for (JsonNode delete : page.body().path("deletes")) {
                changes += delete(connection, delete.path("uid").asText());
            }
            if (page.isSnapshot() && page.isLast()) {
                changes += deleteUnnamed(connection);
            }
            if (page.cursor().isPresent()) {
                connection.change(
                        "UPDATE place SET cursor = ? WHERE number = ?",
                        page.cursor().get(),
                        place.number());
            }
            return changes;
        });
    }

    private int take(CacheConnection connection, ObjectNode payload) throws SQLException {
        String uid = payload.path("uid").asText();
        long version = payload.path("sync").path("version").asLong();
        payload.remove(List.of("uid", "sync"));
        String text = Json.text(payload);
        boolean isKnown = MemoryRow.find(connection, place, uid)
                .filter(row -> row.memory().isQueued() || row.version() == version)
                .isPresent();
        connection.change("""
                INSERT INTO memory (place, uid, version, payload, base) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (place, uid) DO UPDATE
                SET version = excluded.version, payload = excluded.payload, base = excluded.base, is_deleted = 0
                WHERE NOT EXISTS (SELECT 1 FROM queue WHERE queue.memory = memory.number)
                """, place.number(), uid, version, text, text);
        long number = MemoryRow.find(connection, place, uid).orElseThrow().number();
        connection.change("UPDATE memory SET is_named = 1 WHERE number = ?", number);
        MemoryRow.index(connection, number);
        return isKnown ? 0 : 1;
    }

    private int delete(CacheConnection connection, String uid) throws SQLException {
        Optional<MemoryRow> row = MemoryRow.find(connection, place, uid)
                .filter(found -> !found.memory().isQueued());
        if (row.isPresent()) {
            MemoryRow.remove(connection, row.get().number());
        }
        return row.isPresent() ? 1 : 0;
    }

    private int deleteUnnamed(CacheConnection connection) throws SQLException {
        List<MemoryRow> gone = connection.all(
                MemoryRow.SELECT + "WHERE memory.place = ? AND memory.is_named = 0 AND queue.memory IS NULL",
                MemoryRow::read,
                place.number());
        for (MemoryRow row : gone) {
            MemoryRow.remove(connection, row.number());
        }
        return gone.size();
    }

    /// Begins a new epoch of the space: the copy goes, and what was not sent yet is kept as refused.
    public void beginEpoch(long epoch) {
        cache.execute(connection -> {
            List<MemoryRow> rows =
                    connection.all(MemoryRow.SELECT + "WHERE memory.place = ?", MemoryRow::read, place.number());
            var reason = new RefusedText.Reason("wiped", "the project was wiped before this was sent");
            for (MemoryRow row : rows) {
                if (row.memory().isQueued() && !row.isDeleted()) {
                    MemoryRow.refuse(connection, place, row.memory(), reason);
                }
                MemoryRow.remove(connection, row.number());
            }
            connection.change("UPDATE place SET cursor = NULL, epoch = ? WHERE number = ?", epoch, place.number());
        });
    }

    /// Keeps the epoch of a space that was never pulled before.
    public void firstEpoch(long epoch) {
        cache.execute(
                connection -> connection.change("UPDATE place SET epoch = ? WHERE number = ?", epoch, place.number()));
    }
}
