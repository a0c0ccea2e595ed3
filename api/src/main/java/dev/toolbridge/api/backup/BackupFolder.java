package dev.toolbridge.api.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// A backup on disk: a manifest and a file for each table.
///
/// @param path the path of the folder
public record BackupFolder(Path path) {
    private static final String PARTIAL = ".partial";
    private static final int COPIED_AT_A_TIME = 65_536;
    private static final String OWNER_ONLY = "rwx------";

    /// Writes all tables as one snapshot shows them. The folder gets its name when it is whole.
    void write(Snapshot snapshot, String program) throws IOException, SQLException {
        if (Files.exists(path)) {
            throw new BackupFailure(path + " is there already: a backup is never overwritten");
        }
        Manifest.requireTables(snapshot.schemaVersion(), snapshot.tables());
        Path partial = Path.of(path + PARTIAL);
        Files.createDirectory(
                partial, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
        var tables = new ArrayList<Manifest.Table>();
        for (var table : snapshot.tables().entrySet()) {
            var copy = new TableCopy(table.getKey(), table.getValue());
            tables.add(copy.writeTo(partial.resolve(table.getKey() + ".copy.gz"), snapshot));
        }
        new Manifest(snapshot.schemaVersion(), program, snapshot.text("SELECT now()"), tables).write(partial);
        Files.move(partial, path, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Reads every file and compares it with the manifest.
    ///
    /// @throws BackupFailure with the name of the first table that differs from the manifest
    public Manifest verified() throws IOException {
        Manifest manifest = Manifest.read(path);
        requireNothingElse(manifest);
        for (Manifest.Table table : manifest.tables()) {
            if (!Files.isRegularFile(table.file(path), LinkOption.NOFOLLOW_LINKS)) {
                throw new BackupFailure("the backup lacks the table " + table.name());
            }
            requireSame(table, read(table));
        }
        return manifest;
    }

    /// Checks the audit logs of a verified backup.
    ///
    /// @throws BackupFailure with the name of a broken chain
    public void requireWholeAudit(Manifest manifest) {
        AuditFiles.fault(path, manifest).ifPresent(fault -> {
            throw new BackupFailure(fault + ". All else in " + path + " is whole: `toolbridge-backup restore <folder>"
                    + " --with-broken-audit` takes it as it is");
        });
    }

    private void requireNothingElse(Manifest manifest) throws IOException {
        try (Stream<Path> entries = Files.list(path)) {
            var others = entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !manifest.files().contains(name))
                    .sorted()
                    .toList();
            if (!others.isEmpty()) {
                throw new BackupFailure("the backup holds what its manifest does not name: " + others.getFirst());
            }
        }
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
            copy(file, text, table.bytes());
            return new Manifest.Table(table.name(), table.columns(), text.rows(), text.bytes(), text.sha256());
        } catch (IOException damaged) {
            throw new BackupFailure("the file of the table " + table.name() + " is damaged", damaged);
        }
    }

    /// Stops soon after the expected length: a small file can unpack without end.
    private static void copy(InputStream file, CopyText text, long bytesMax) throws IOException {
        byte[] part = new byte[COPIED_AT_A_TIME];
        int length = file.read(part);
        while (length >= 0 && text.bytes() <= bytesMax) {
            text.write(part, 0, length);
            length = file.read(part);
        }
    }
}
