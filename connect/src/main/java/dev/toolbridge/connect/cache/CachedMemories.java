package dev.toolbridge.connect.cache;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.connect.memory.Memory;
import dev.toolbridge.connect.memory.MemoryRecall;
import dev.toolbridge.service.json.Json;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The memories of one project in the cache. A change of the person and its place in the queue are one transaction.
public record CachedMemories(Cache cache, Place place) {

    /// Keeps a new memory, and queues it.
    ///
    /// @return its uid
    public String remember(ObjectNode payload) {
        String uid = MemoryRow.newUid();
        cache.execute(connection -> {
            connection.change(
                    "INSERT INTO memory (place, uid, payload) VALUES (?, ?, ?)",
                    place.number(),
                    uid,
                    Json.text(payload));
            long number = MemoryRow.find(connection, place, uid).orElseThrow().number();
            MemoryRow.index(connection, number);
            queue(connection, number, 0);
        });
        return uid;
    }

    /// Deletes a memory, and queues its deletion.
    ///
    /// @param name its uid or its key
    /// @return its uid; empty if there is none
    public Optional<String> forget(String name) {
        return cache.transaction(connection -> {
            List<MemoryRow> found = connection.all(MemoryRow.SELECT + """
                    WHERE memory.place = ? AND memory.is_deleted = 0
                      AND (memory.uid = ? OR json_extract(memory.payload, '$.key') = ?)
                    """, MemoryRow::read, place.number(), name, name);
            if (found.size() != 1) {
                return Optional.empty();
            }
            MemoryRow row = found.getFirst();
            connection.change("UPDATE memory SET is_deleted = 1 WHERE number = ?", row.number());
            MemoryRow.index(connection, row.number());
            queue(connection, row.number(), row.version());
            return Optional.of(row.memory().uid());
        });
    }

    /// An edit of a memory that is queued already keeps the version that its person began with.
    private static void queue(CacheConnection connection, long number, long version) throws SQLException {
        connection.change("""
                INSERT INTO queue (memory, base_version, at) VALUES (?, ?, ?)
                ON CONFLICT (memory) DO UPDATE SET edit = edit + 1
                """, number, version, Instant.now().toString());
    }

    /// All memories, those that changed last first.
    public List<Memory> all() {
        return cache
                .transaction(connection -> connection.all(MemoryRow.SELECT + """
                        WHERE memory.place = ? AND memory.is_deleted = 0
                        ORDER BY json_extract(memory.payload, '$.updatedTs') DESC, memory.number DESC
                        """, MemoryRow::read, place.number()))
                .stream()
                .map(MemoryRow::memory)
                .toList();
    }

    /// Finds memories by a question of the full-text index.
    public List<MemoryRecall.Found> find(String question) {
        return cache.transaction(connection -> connection.all(
                """
                SELECT memory.number, memory.version, memory.is_deleted, memory.uid, memory.payload, queue.memory,
                  bm25(memory_text, 1.0, 4.0, 0.5, 2.0)
                FROM memory_text
                JOIN memory ON memory.number = memory_text.rowid
                LEFT JOIN queue ON queue.memory = memory.number
                WHERE memory_text MATCH ? AND memory.place = ? AND memory.is_deleted = 0
                """,
                row -> new MemoryRecall.Found(MemoryRow.read(row).memory(), -row.getDouble(7)),
                question,
                place.number()));
    }

    /// The texts that the server refused.
    public List<RefusedText> refused() {
        return cache.transaction(connection -> connection.all(
                "SELECT number, uid, payload, code, reason FROM refused WHERE place = ? ORDER BY number",
                row -> new RefusedText(
                        row.getLong(1),
                        row.getString(2),
                        Json.stored(row.getString(3)),
                        new RefusedText.Reason(row.getString(4), row.getString(5))),
                place.number()));
    }

    /// Lets refused texts of a memory go.
    ///
    /// @return their number
    public int drop(String uid) {
        return cache.transaction(
                connection -> connection.count("DELETE FROM refused WHERE place = ? AND uid = ?", place.number(), uid));
    }
}
