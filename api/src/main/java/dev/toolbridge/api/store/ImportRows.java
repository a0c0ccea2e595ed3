package dev.toolbridge.api.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.intake.ImportState;
import dev.toolbridge.api.intake.StoredImport;
import dev.toolbridge.api.intake.UploadedFile;
import dev.toolbridge.service.json.Json;
import io.helidon.dbclient.DbRow;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// The rows of imports as values.
final class ImportRows {
    static final String COLUMNS = "id, state, file_name, file_bytes, file_hash, choices, run, items, bytes_read,"
            + " items_total, begun_at, plan, report, undo, failure, created_at, changed_at";

    private ImportRows() {}

    static StoredImport stored(DbRow row) {
        return new StoredImport(
                row.column("id").get(UUID.class),
                ImportState.of(row.column("state").getString()),
                new UploadedFile(
                        row.column("file_name").getString(),
                        row.column("file_bytes").getLong(),
                        row.column("file_hash").get(byte[].class)),
                words(row),
                text(row, "run"),
                new StoredImport.Progress(
                        row.column("items").getLong(),
                        row.column("bytes_read").getLong(),
                        total(row),
                        row.column("begun_at").as(Timestamp.class).asOptional().map(Timestamp::toInstant)),
                document(row, "plan"),
                document(row, "report"),
                document(row, "undo"),
                document(row, "failure"),
                instant(row, "created_at"),
                instant(row, "changed_at"));
    }

    /// The choices of the user.
    static List<String> words(DbRow row) {
        var words = new ArrayList<String>();
        for (JsonNode word : Json.stored(row.column("choices").getString())) {
            words.add(word.asText());
        }
        return words;
    }

    static Optional<String> text(DbRow row, String column) {
        return row.column(column).as(String.class).asOptional();
    }

    private static OptionalLong total(DbRow row) {
        return row.column("items_total")
                .as(Long.class)
                .asOptional()
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    private static Optional<ObjectNode> document(DbRow row, String column) {
        return text(row, column).map(json -> (ObjectNode) Json.stored(json));
    }

    private static Instant instant(DbRow row, String column) {
        return row.column(column).get(Timestamp.class).toInstant();
    }
}
