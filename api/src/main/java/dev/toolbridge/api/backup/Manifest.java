package dev.toolbridge.api.backup;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.digest.Digest;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The contents of a backup, as its file `manifest.json` lists them.
///
/// @param schemaVersion the schema that the rows were taken from
/// @param program the release that made the backup
/// @param takenAt the instant of the snapshot, by the database's clock
/// @param tables in the order in which they can be restored
public record Manifest(int schemaVersion, String program, String takenAt, List<Table> tables) {
    private static final String FILE = "manifest.json";
    private static final int FORMAT = 1;
    private static final int BYTES_MAX = 1_048_576;

    /// Restricts the names in a manifest, since they are printed and become names of files and tables.
    private static final Pattern NAME = Pattern.compile("[a-z_]+");

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern LINE = Pattern.compile("[ -~]{1,100}");

    public Manifest {
        tables = List.copyOf(tables);
        require(LINE.matcher(program).matches() && LINE.matcher(takenAt).matches(), "is damaged");
        var columns = new LinkedHashMap<String, List<String>>();
        tables.forEach(table -> columns.put(table.name(), table.columns()));
        require(columns.size() == tables.size(), "names a table twice");
        requireTables(schemaVersion, columns);
    }

    /// The rows of one table: its file is `<name>.copy.gz`.
    ///
    /// @param columns the columns in the order in which the file has them
    /// @param rows the number of rows
    /// @param bytes the length of their text, before compression
    /// @param sha256 the hash of that text
    public record Table(String name, List<String> columns, long rows, long bytes, String sha256) {
        public Table {
            columns = List.copyOf(columns);
            require(NAME.matcher(name).matches(), "names a table in a way that none is named");
            require(rows >= 0 && bytes >= 0 && HASH.matcher(sha256).matches(), "is damaged at the table " + name);
        }

        Path file(Path folder) {
            return folder.resolve(fileName());
        }

        private String fileName() {
            return name + ".copy.gz";
        }
    }

    /// The number of rows in all tables.
    public long rows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }

    /// The hash of the file, to be recorded elsewhere: it changes with every byte of the backup.
    public String sha256() {
        return HexFormat.of().formatHex(Digest.sha256(bytes()));
    }

    /// Refuses tables, by name with their columns, that are not exactly those of a schema version.
    static void requireTables(int schemaVersion, Map<String, List<String>> tables) {
        require(schemaVersion >= 1, "names the schema version " + schemaVersion);
        require(
                schemaVersion <= SchemaTables.NEWEST,
                "has schema version " + schemaVersion + ", and this program knows only " + SchemaTables.NEWEST
                        + ": use the newer program");
        Map<String, List<String>> expected = SchemaTables.of(schemaVersion);
        expected.keySet().forEach(name -> require(tables.containsKey(name), "lacks the table " + name));
        tables.forEach((name, columns) -> {
            require(expected.containsKey(name), "holds a table that its schema has not: " + name);
            require(columns.equals(expected.get(name)), "has other columns than its schema in the table " + name);
        });
    }

    private static void require(boolean condition, String complaint) {
        if (!condition) {
            throw new BackupFailure("the backup " + complaint);
        }
    }

    static Manifest read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new BackupFailure(folder + " is no backup: it has no " + FILE);
        }
        if (Files.size(file) > BYTES_MAX) {
            throw new BackupFailure(file + " is damaged");
        }
        byte[] bytes = Files.readAllBytes(file);
        try {
            Manifest manifest = parse(Json.parse(bytes));
            require(Arrays.equals(bytes, manifest.bytes()), "has a manifest that says more than a manifest says");
            return manifest;
        } catch (JacksonException malformed) {
            throw new BackupFailure(file + " is damaged", malformed);
        }
    }

    /// The names of all files, the manifest's own among them.
    Set<String> files() {
        return Stream.concat(Stream.of(FILE), tables.stream().map(Table::fileName))
                .collect(Collectors.toSet());
    }

    void write(Path folder) throws IOException {
        Files.write(folder.resolve(FILE), bytes());
    }

    private byte[] bytes() {
        ObjectNode json = Json.object().put("format", FORMAT).put("schema_version", schemaVersion);
        json.put("program", program).put("taken_at", takenAt);
        var list = json.putArray("tables");
        for (Table table : tables) {
            ObjectNode entry = list.addObject().put("name", table.name());
            table.columns().forEach(entry.putArray("columns")::add);
            entry.put("rows", table.rows()).put("bytes", table.bytes()).put("sha256", table.sha256());
        }
        return Json.bytes(json);
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
