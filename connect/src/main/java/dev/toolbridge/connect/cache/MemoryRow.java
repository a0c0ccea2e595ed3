package dev.toolbridge.connect.cache;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.connect.memory.Memory;
import dev.toolbridge.service.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A row of the table of memories, and the words by which it is found.
///
/// @param number its number in the cache
record MemoryRow(long number, long version, boolean isDeleted, Memory memory) {
    static final String SELECT = """
            SELECT memory.number, memory.version, memory.is_deleted, memory.uid, memory.payload, queue.memory
            FROM memory LEFT JOIN queue ON queue.memory = memory.number
            """;

    static MemoryRow read(ResultSet row) throws SQLException {
        ObjectNode payload = (ObjectNode) Json.stored(row.getString(5));
        boolean isQueued = row.getObject(6) != null;
        return new MemoryRow(
                row.getLong(1), row.getLong(2), row.getBoolean(3), new Memory(row.getString(4), payload, isQueued));
    }

    static Optional<MemoryRow> find(CacheConnection connection, Place place, String uid) throws SQLException {
        return connection.first(
                SELECT + "WHERE memory.place = ? AND memory.uid = ?", MemoryRow::read, place.number(), uid);
    }

    /// Makes the words of a memory those of its payload; a deleted one has none.
    static void index(CacheConnection connection, long number) throws SQLException {
        connection.change("DELETE FROM memory_text WHERE rowid = ?", number);
        Optional<MemoryRow> row = connection.first(SELECT + "WHERE memory.number = ?", MemoryRow::read, number);
        if (row.isPresent() && !row.get().isDeleted()) {
            Memory memory = row.get().memory();
            connection.change(
                    "INSERT INTO memory_text (rowid, content, key, rationale, tags) VALUES (?, ?, ?, ?, ?)",
                    number,
                    memory.content(),
                    memory.key().orElse(""),
                    memory.payload().path(Memory.RATIONALE).asText(),
                    String.join(" ", memory.tags()));
        }
    }

    /// Removes a memory with all that belongs to it.
    static void remove(CacheConnection connection, long number) throws SQLException {
        connection.change("DELETE FROM queue WHERE memory = ?", number);
        connection.change("DELETE FROM memory_text WHERE rowid = ?", number);
        connection.change("DELETE FROM memory WHERE number = ?", number);
    }

    /// Keeps a text that the server does not take, for the person to decide about.
    static void refuse(CacheConnection connection, Place place, Memory memory, RefusedText.Reason reason)
            throws SQLException {
        connection.change(
                "INSERT INTO refused (place, uid, payload, code, reason, at) VALUES (?, ?, ?, ?, ?, ?)",
                place.number(),
                memory.uid(),
                Json.text(memory.payload()),
                reason.code(),
                reason.sentence(),
                Instant.now().toString());
    }

    static String newUid() {
        return UUID.randomUUID().toString();
    }
}
