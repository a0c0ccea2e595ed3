package dev.toolbridge.api.backup;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.database.FailureWords;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;

/// Takes and restores backups under the maintenance role, the only one that sees the rows of all tenants.
///
/// @param maintenance the address of the database, with a login of that role
public record Backups(DatabaseUrl maintenance) {

    private static final String HEADS = "space_head";

    /// Keeps old cursors from passing as new ones: after a restore numbers are given again.
    private static final String RENEW_INCARNATIONS = "UPDATE space_head SET incarnation = gen_random_uuid()";

    /// Takes a backup while the server works, and verifies it.
    public Manifest take(Path folder, String program) {
        var backup = new BackupFolder(folder);
        return written(folder, "be backed up", snapshot -> {
            backup.write(snapshot, program);
            return backup.verified();
        });
    }

    /// Writes everything for people and other programs while the server works, with a backup of the same instant.
    public ExportFolder.Exported export(Path folder, String program) {
        return written(folder, "be exported", snapshot -> new ExportFolder(folder).write(snapshot, program));
    }

    /// Work on a snapshot.
    @FunctionalInterface
    private interface Writing<T> {
        T of(Snapshot snapshot) throws IOException, SQLException;
    }

    private <T> T written(Path folder, String what, Writing<T> writing) {
        try (var snapshot = Snapshot.open(maintenance)) {
            return writing.of(snapshot);
        } catch (SQLException failed) {
            throw failure(what, failed);
        } catch (IOException failed) {
            throw new BackupFailure(folder + " cannot be written: " + failed.getMessage(), failed);
        }
    }

    /// Fills the empty tables of a database whose schema is the backup's, all or nothing: in the end the rows
    /// have the hashes of the manifest, except for the incarnations, which are new.
    public void restore(Path folder, Manifest manifest) {
        try (var snapshot = Snapshot.open(maintenance)) {
            requireEmpty(snapshot);
            for (Manifest.Table table : manifest.tables()) {
                var copy = new TableCopy(table.name(), table.columns());
                copy.readFrom(table.file(folder), snapshot);
                BackupFolder.requireSame(table, copy.writeTo(OutputStream.nullOutputStream(), snapshot));
            }
            snapshot.execute(RENEW_INCARNATIONS);
            snapshot.commit();
        } catch (SQLException failed) {
            throw failure("be restored", failed);
        } catch (IOException failed) {
            throw new BackupFailure(folder + " cannot be read: " + failed.getMessage(), failed);
        }
    }

    /// Makes the rows of a database with the backup's schema those of the backup, all or nothing, with their
    /// incarnations: clients of the one go on with the other. It may be done again, with a newer backup.
    public void fill(Path folder, Manifest manifest) {
        try (var snapshot = Snapshot.open(maintenance)) {
            if (snapshot.schemaVersion() != manifest.schemaVersion()) {
                throw new BackupFailure("the schema of the database has the version " + snapshot.schemaVersion()
                        + ", and that of the backup " + manifest.schemaVersion());
            }
            for (Manifest.Table table : headsFirst(manifest.tables())) {
                new TableCopy(table.name(), table.columns()).matchTo(table.file(folder), snapshot);
            }
            for (Manifest.Table table : manifest.tables()) {
                var copy = new TableCopy(table.name(), table.columns());
                BackupFolder.requireSame(table, copy.writeTo(OutputStream.nullOutputStream(), snapshot));
            }
            snapshot.commit();
        } catch (SQLException failed) {
            throw failure("be filled", failed);
        } catch (IOException failed) {
            throw new BackupFailure(folder + " cannot be read: " + failed.getMessage(), failed);
        }
    }

    /// The heads come first: items that a wipe marks count no more when newer ones are counted.
    private static List<Manifest.Table> headsFirst(List<Manifest.Table> tables) {
        return tables.stream()
                .sorted(Comparator.comparing(table -> !table.name().equals(HEADS)))
                .toList();
    }

    private static void requireEmpty(Snapshot snapshot) throws SQLException {
        for (String table : snapshot.tables().keySet()) {
            String row = "SELECT EXISTS (SELECT FROM " + TableCopy.quoted(table) + ")";
            if (snapshot.text(row).equals("t")) {
                throw new BackupFailure("the database is not empty: the table " + table + " has rows");
            }
        }
    }

    private BackupFailure failure(String what, SQLException failed) {
        return new BackupFailure(
                "the database at " + maintenance + " cannot " + what + ": "
                        + FailureWords.of(failed, maintenance).text(),
                failed);
    }
}
