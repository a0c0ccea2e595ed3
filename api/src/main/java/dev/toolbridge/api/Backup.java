package dev.toolbridge.api;

import dev.toolbridge.api.backup.BackupFailure;
import dev.toolbridge.api.backup.BackupFolder;
import dev.toolbridge.api.backup.Backups;
import dev.toolbridge.api.backup.Manifest;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.http.Logs;
import java.io.IOException;
import java.nio.file.Path;

/// Takes a backup of a database in use, restores one into an empty database, or verifies one without any database.
public final class Backup {
    private static final int EXIT_FAILED = 1;
    private static final int EXIT_USAGE = 64;
    private static final int EXIT_CONFIGURATION = 78;
    private static final String USAGE = "toolbridge-backup backup|restore|verify <folder>";

    private Backup() {}

    public static void main(String[] arguments) {
        if (arguments.length != 2) {
            end(EXIT_USAGE, USAGE);
        }
        try {
            Logs.start("WARN");
            run(arguments[0], Path.of(arguments[1]), Settings.fromEnvironment());
        } catch (BackupFailure failed) {
            end(EXIT_FAILED, failed.getMessage());
        } catch (IOException failed) {
            end(EXIT_FAILED, arguments[1] + " cannot be read: " + failed.getMessage());
        } catch (SettingError wrong) {
            end(EXIT_CONFIGURATION, wrong.getMessage());
        }
    }

    private static void run(String command, Path folder, Settings settings) throws IOException {
        switch (command) {
            case "backup" ->
                tell("backed up", new Backups(Migrate.Logins.maintenance(settings)).take(folder, Version.TEXT));
            case "restore" -> tell("restored", restore(folder, settings));
            case "verify" -> tell("verified", new BackupFolder(folder).verified());
            default -> end(EXIT_USAGE, USAGE);
        }
    }

    /// The schema is first made as it was, then filled, then brought up to date: a migration changes rows as well.
    /// Without a role to restore with, nothing is begun.
    private static Manifest restore(Path folder, Settings settings) throws IOException {
        Migrate.Logins.maintenance(settings);
        return restore(folder, Migrate.Logins.from(settings));
    }

    /// The schema is first made as it was, then filled, then brought up to date: a migration changes rows as well.
    static Manifest restore(Path folder, Migrate.Logins logins) throws IOException {
        Manifest manifest = new BackupFolder(folder).verified();
        if (manifest.schemaVersion() > Migrate.SCHEMA_VERSION) {
            throw new SettingError("the backup has schema version " + manifest.schemaVersion()
                    + " and this program knows only " + Migrate.SCHEMA_VERSION + ": use the newer program");
        }
        logins.migrate(manifest.schemaVersion());
        new Backups(logins.maintenance().orElseThrow()).restore(folder, manifest);
        logins.migrate(Migrate.SCHEMA_VERSION);
        return manifest;
    }

    private static void tell(String what, Manifest manifest) {
        System.out.println(what + " " + manifest.tables().size() + " tables with " + manifest.rows() + " rows as of "
                + manifest.takenAt() + ", schema version " + manifest.schemaVersion());
    }

    private static void end(int status, String sentence) {
        System.err.println("toolbridge-backup: " + sentence);
        Runtime.getRuntime().halt(status);
    }
}
