package dev.toolbridge.api.backup;

import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// An export on disk: all items and all their changes as JSON Lines, a backup of the same instant, and a manifest.
///
/// @param path the path of the folder
public record ExportFolder(Path path) {
    private static final String PARTIAL = ".partial";
    private static final String MANIFEST = "manifest.json";
    private static final String BACKUP = "backup";
    private static final int FORMAT = 1;
    private static final String OWNER_ONLY = "rwx------";

    private static final String ITEMS = """
        SELECT row_of.space_id AS space, type, uid, version, seq, created_at_ms, updated_at_ms, deleted_at_ms,
          parent_uid, payload
        FROM item AS row_of
        """;

    private static final String CHANGES = """
        SELECT row_of.space_id AS space, seq, type, uid, version, operation, at, actor, metadata, payload
        FROM change AS row_of
        """;

    private static final String IN_ORDER = " ORDER BY tenant_id, space_id, seq";

    /// Rows as lines of JSON. JSON escapes control characters, so that no line ever has one to be quoted.
    private static final String AS_LINES = ") AS line) TO STDOUT (FORMAT csv, DELIMITER e'\\x02', QUOTE e'\\x01')";

    /// A file of JSON Lines.
    ///
    /// @param bytes its length on disk
    /// @param sha256 the hash of its bytes on disk
    private record Lines(String name, long lines, long bytes, String sha256) {}

    /// Writes all of it as one snapshot shows it. The folder gets its name when it is whole.
    ///
    /// @return the numbers of items and of changes
    Exported write(Snapshot snapshot, String program) throws IOException, SQLException {
        if (Files.exists(path)) {
            throw new BackupFailure(path + " is there already: an export is never overwritten");
        }
        Path partial = Path.of(path + PARTIAL);
        Files.createDirectory(
                partial, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
        var backup = new BackupFolder(partial.resolve(BACKUP));
        backup.write(snapshot, program);
        Manifest manifest = backup.verified();
        backup.requireWholeAudit(manifest);
        var files = new ArrayList<Lines>();
        files.add(lines(partial, "items", ITEMS + snapshot.present("item"), snapshot));
        files.add(lines(partial, "changes", CHANGES + snapshot.present("change"), snapshot));
        Files.write(partial.resolve(MANIFEST), json(manifest, files));
        Files.move(partial, path, StandardCopyOption.ATOMIC_MOVE);
        return new Exported(files.getFirst().lines(), files.getLast().lines());
    }

    /// The contents of an export.
    public record Exported(long items, long changes) {}

    private static Lines lines(Path folder, String name, String query, Snapshot snapshot)
            throws IOException, SQLException {
        String fileName = name + ".jsonl.gz";
        Path file = folder.resolve(fileName);
        try (var onDisk = new CopyText(Files.newOutputStream(file))) {
            long lines = copied(query, onDisk, snapshot);
            return new Lines(fileName, lines, onDisk.bytes(), onDisk.sha256());
        }
    }

    private static long copied(String query, OutputStream target, Snapshot snapshot) throws IOException, SQLException {
        try (var packed = new GZIPOutputStream(target);
                var text = new CopyText(packed)) {
            snapshot.copies().copyOut("COPY (SELECT row_to_json(line) FROM (" + query + IN_ORDER + AS_LINES, text);
            return text.rows();
        }
    }

    private static byte[] json(Manifest backup, List<Lines> files) {
        var json = Json.object()
                .put("format", FORMAT)
                .put("taken_at", backup.takenAt())
                .put("program", backup.program())
                .put("schema_version", backup.schemaVersion());
        var list = json.putArray("files");
        files.forEach(file -> list.addObject()
                .put("name", file.name())
                .put("lines", file.lines())
                .put("bytes", file.bytes())
                .put("sha256", file.sha256()));
        json.putObject("backup")
                .put("folder", BACKUP)
                .put("rows", backup.rows())
                .put("manifest_sha256", backup.sha256());
        return Json.bytes(json);
    }
}
