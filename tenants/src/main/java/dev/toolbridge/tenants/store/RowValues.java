package dev.toolbridge.tenants.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.database.DatabaseFailure;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.operation.Problem;
import io.helidon.dbclient.DbRow;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The columns of a row as values of ours. JSON is selected as text.
public final class RowValues {

    private RowValues() {}

    public static UUID id(DbRow row, String column) {
        return row.column(column).get(UUID.class);
    }

    static Optional<UUID> optionalId(DbRow row, String column) {
        return row.column(column).as(UUID.class).asOptional();
    }

    public static String text(DbRow row, String column) {
        return row.column(column).getString();
    }

    public static Optional<String> optionalText(DbRow row, String column) {
        return row.column(column).as(String.class).asOptional();
    }

    public static long number(DbRow row, String column) {
        return row.column(column).getLong();
    }

    static boolean truth(DbRow row, String column) {
        return row.column(column).getBoolean();
    }

    public static Instant instant(DbRow row, String column) {
        return optionalInstant(row, column).orElseThrow();
    }

    public static Optional<Instant> optionalInstant(DbRow row, String column) {
        return row.column(column).as(Timestamp.class).map(Timestamp::toInstant);
    }

    public static List<String> texts(DbRow row, String column) {
        try {
            return List.of((String[]) row.column(column).get(Array.class).getArray());
        } catch (SQLException failed) {
            throw DatabaseFailure.of(failed);
        }
    }

    static JsonNode json(DbRow row, String column) {
        return parsed(text(row, column));
    }

    static Optional<ObjectNode> optionalObject(DbRow row, String column) {
        return optionalText(row, column).map(text -> (ObjectNode) parsed(text));
    }

    static Optional<Problem> problem(DbRow row, String column) {
        return optionalText(row, column).map(text -> Problem.read(parsed(text)));
    }

    private static JsonNode parsed(String text) {
        try {
            return Json.parse(text.getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the database returned something else than JSON", impossible);
        }
    }
}
