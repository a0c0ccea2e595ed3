package dev.toolbridge.api.backup;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What a backup holds, as its file `manifest.json` says.
///
/// @param schemaVersion the schema that the rows were taken from
/// @param program the release that made it
/// @param takenAt the instant of the snapshot, by the database's clock
/// @param tables in the order in which they can be restored
public record Manifest(int schemaVersion, String program, String takenAt, List<Table> tables) {
    private static final String FILE = "manifest.json";
    private static final int FORMAT = 1;

    public Manifest {
        tables = List.copyOf(tables);
    }

    /// The rows of one table: its file is `<name>.copy.gz`.
    ///
    /// @param columns the columns in the order in which the file has them
    /// @param rows how many there are
    /// @param bytes how long they are as text, before compression
    /// @param sha256 the hash of that text
    public record Table(String name, List<String> columns, long rows, long bytes, String sha256) {
        public Table {
            columns = List.copyOf(columns);
        }

        Path file(Path folder) {
            return folder.resolve(name + ".copy.gz");
        }
    }

    /// How many rows all tables have.
    public long rows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }

    static Manifest read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new BackupFailure(folder + " is no backup: it has no " + FILE);
        }
        try {
            return parse(Json.parse(Files.readAllBytes(file)));
        } catch (JacksonException malformed) {
            throw new BackupFailure(file + " is damaged", malformed);
        }
    }

    void write(Path folder) throws IOException {
        ObjectNode json = Json.object().put("format", FORMAT).put("schema_version", schemaVersion);
        json.put("program", program).put("taken_at", takenAt);
        var list = json.putArray("tables");
        for (Table table : tables) {
            ObjectNode entry = list.addObject().put("name", table.name());
            table.columns().forEach(entry.putArray("columns")::add);
            entry.put("rows", table.rows()).put("bytes", table.bytes()).put("sha256", table.sha256());
        }
        Files.write(folder.resolve(FILE), Json.bytes(json));
    }

    private static Manifest parse(JsonNode json) {
        int format = json.path("format").asInt();
        if (format != FORMAT) {
            throw new BackupFailure("the backup has format " + format + ", and this program knows " + FORMAT);
        }
        var tables = new ArrayList<Table>();
        for (JsonNode table : json.path("tables")) {
            var columns = new ArrayList<String>();
            table.path("columns").forEach(column -> columns.add(column.asText()));
            tables.add(new Table(
                    table.path("name").asText(),
                    columns,
                    table.path("rows").asLong(),
                    table.path("bytes").asLong(),
                    table.path("sha256").asText()));
        }
        return new Manifest(
                json.path("schema_version").asInt(),
                json.path("program").asText(),
                json.path("taken_at").asText(),
                tables);
    }
}
