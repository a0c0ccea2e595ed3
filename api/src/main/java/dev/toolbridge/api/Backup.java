package dev.toolbridge.api;

import dev.toolbridge.api.backup.BackupFailure;
import dev.toolbridge.api.backup.BackupFolder;
import dev.toolbridge.api.backup.Backups;
import dev.toolbridge.api.backup.Manifest;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.log.Logs;
import dev.toolbridge.service.program.Version;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Takes a backup or an export of a database in use, restores a backup into an empty database, fills a database with it
/// that the rows move to, or verifies one without any database.
public final class Backup {
    private static final int EXIT_FAILED = 1;
    private static final int EXIT_USAGE = 64;
    private static final int EXIT_CONFIGURATION = 78;
    private static final String USAGE = "toolbridge-backup backup|export|restore|fill|verify <folder>";
    private static final String WORK = "a backup, an export or a restore";
    private static final String WITH_BROKEN_AUDIT = "--with-broken-audit";

    private Backup() {}

    public static void main(String[] arguments) {
        boolean mayBeBroken = arguments.length == 3 && arguments[2].equals(WITH_BROKEN_AUDIT);
        if (arguments.length != 2 && !(mayBeBroken && arguments[0].equals("restore"))) {
            end(EXIT_USAGE, USAGE);
        }
        try {
            Logs.start("WARN");
            run(arguments[0], new Source(Path.of(arguments[1]), mayBeBroken), Settings.fromEnvironment());
        } catch (BackupFailure failed) {
            end(EXIT_FAILED, failed.getMessage());
        } catch (IOException | InvalidPathException failed) {
            end(EXIT_FAILED, arguments[1] + " cannot be read: " + failed.getMessage());
        } catch (SettingError wrong) {
            end(EXIT_CONFIGURATION, wrong.getMessage());
        }
    }

    /// A backup on disk.
    ///
    /// @param mayBeBroken true when a backup with a broken audit log is accepted
    record Source(Path folder, boolean mayBeBroken) {

        /// The manifest of the backup, after a check of every file.
        Manifest verified() throws IOException {
            var backup = new BackupFolder(folder);
            Manifest manifest = backup.verified();
            if (!mayBeBroken) {
                backup.requireWholeAudit(manifest);
            }
            return manifest;
        }
    }

    private static void run(String command, Source source, Settings settings) throws IOException {
        switch (command) {
            case "backup" -> tell("backed up", backup(source.folder(), settings));
            case "export" -> export(source.folder(), settings);
            case "restore" -> tell("restored", restore(source, settings));
            case "fill" -> tell("filled", fill(source, settings));
            case "verify" -> tell("verified", source.verified());
            default -> end(EXIT_USAGE, USAGE);
        }
    }

    /// Makes the backup even if the audit log is broken: it may be the last possible one.
    private static Manifest backup(Path folder, Settings settings) {
        Manifest manifest =
                new Backups(Migrate.Logins.maintenance(settings, WORK)).take(folder, Version.of(Backup.class));
        new BackupFolder(folder).requireWholeAudit(manifest);
        return manifest;
    }

    private static void export(Path folder, Settings settings) {
        var exported = new Backups(Migrate.Logins.maintenance(settings, WORK)).export(folder, Version.of(Backup.class));
        System.out.println("exported " + exported.items() + " items with " + exported.changes() + " changes");
    }

    /// Fails before it changes anything when the role for restores is missing.
    private static Manifest restore(Source source, Settings settings) throws IOException {
        Migrate.Logins.maintenance(settings, WORK);
        return restore(source, Migrate.Logins.from(settings));
    }

    /// Creates the schema of the backup, fills it, then migrates it: a migration changes rows as well.
    static Manifest restore(Source source, Migrate.Logins logins) throws IOException {
        Manifest manifest = source.verified();
        logins.migrate(manifest.schemaVersion());
        new Backups(logins.maintenance().orElseThrow()).restore(source.folder(), manifest);
        logins.migrate(Migrate.SCHEMA_VERSION);
        return manifest;
    }

    private static Manifest fill(Source source, Settings settings) throws IOException {
        Manifest manifest = source.verified();
        new Backups(Migrate.Logins.maintenance(settings, WORK)).fill(source.folder(), manifest);
        return manifest;
    }

    private static void tell(String what, Manifest manifest) {
        System.out.println(what + " " + manifest.tables().size() + " tables with " + manifest.rows() + " rows as of "
                + manifest.takenAt() + ", schema version " + manifest.schemaVersion());
        System.out.println("manifest " + manifest.sha256());
    }

    private static void end(int status, String sentence) {
        System.err.println("toolbridge-backup: " + sentence);
        Runtime.getRuntime().halt(status);
    }
}
