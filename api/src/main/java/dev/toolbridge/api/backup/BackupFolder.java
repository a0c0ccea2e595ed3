package dev.toolbridge.api.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.zip.GZIPInputStream;

/// A backup on disk: a manifest and a file for each table.
///
/// @param path where it is
public record BackupFolder(Path path) {
    private static final String PARTIAL = ".partial";
    private static final String OWNER_ONLY = "rwx------";

    /// Writes all tables as one snapshot shows them. The folder gets its name when it is whole.
    void write(Snapshot snapshot, String program) throws IOException, SQLException {
        if (Files.exists(path)) {
            throw new BackupFailure(path + " is there already: a backup is never overwritten");
        }
        Path partial = Path.of(path + PARTIAL);
        Files.createDirectory(
                partial, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
        var tables = new ArrayList<Manifest.Table>();
        for (var table : snapshot.tables().entrySet()) {
            var copy = new TableCopy(table.getKey(), table.getValue());
            tables.add(copy.writeTo(partial.resolve(table.getKey() + ".copy.gz"), snapshot));
        }
        new Manifest(schemaVersion(snapshot), program, snapshot.text("SELECT now()"), tables).write(partial);
        Files.move(partial, path, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Reads every file and compares it with the manifest.
    ///
    /// @throws BackupFailure naming the first table that is not as it was written
    public Manifest verified() throws IOException {
        Manifest manifest = Manifest.read(path);
        for (Manifest.Table table : manifest.tables()) {
            if (!Files.isRegularFile(table.file(path))) {
                throw new BackupFailure("the backup lacks the table " + table.name());
            }
            requireSame(table, read(table));
        }
        return manifest;
    }

    static void requireSame(Manifest.Table expected, Manifest.Table actual) {
        if (!expected.equals(actual)) {
            throw new BackupFailure("the table " + expected.name() + " is not as it was backed up: expected "
                    + expected.rows() + " rows with hash " + expected.sha256() + ", found " + actual.rows()
                    + " rows with hash " + actual.sha256());
        }
    }

    private Manifest.Table read(Manifest.Table table) {
        try (var file = new GZIPInputStream(Files.newInputStream(table.file(path)));
                var text = new CopyText(OutputStream.nullOutputStream())) {
            file.transferTo(text);
            return new Manifest.Table(table.name(), table.columns(), text.rows(), text.bytes(), text.sha256());
        } catch (IOException damaged) {
            throw new BackupFailure("the file of the table " + table.name() + " is damaged", damaged);
        }
    }

    private static int schemaVersion(Snapshot snapshot) throws SQLException {
        return Integer.parseInt(snapshot.text("SELECT max(version::int) FROM flyway_schema_history WHERE success"));
    }
}
