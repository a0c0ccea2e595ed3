package dev.toolbridge.api;

import dev.toolbridge.api.item.Space;
import dev.toolbridge.database.Database;
import dev.toolbridge.database.DatabaseFailure;
import dev.toolbridge.database.DatabaseUnavailable;
import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.moving.archive.ArchiveFault;
import dev.toolbridge.moving.old.OldDatabaseFault;
import dev.toolbridge.moving.source.ReadRefusal;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.log.Logs;
import dev.toolbridge.token.UserId;
import java.io.IOException;

/// A program that an operator runs to import. It ends with a status, and with one sentence if it fails.
///
/// @param name its name in that sentence
record ImportProgram(String name) {
    /// Something was refused, or is missing afterwards.
    static final int INCOMPLETE = 3;

    /// A setting of all these programs.
    static final Setting<String> ISSUER =
            Setting.text("JWT_ISSUER", "The issuer of the tokens that users sign in with.");

    private static final Setting<Secret> DATABASE =
            Setting.secret("DATABASE_URL", "Where the database is, with a role that owns nothing there.");
    private static final String AGAIN = ". Start it again later: it goes on, and what has come does not come twice.";
    private static final int FAILED = 1;
    private static final int USAGE = 64;
    private static final int CONFIGURATION = 78;
    private static final int CONNECTIONS = 2;

    /// The work of a program.
    @FunctionalInterface
    interface Work {
        int status() throws IOException;
    }

    /// Refuses to run if the arguments are others than these.
    void requireUse(boolean isUse, String usage) {
        if (!isUse) {
            end(USAGE, usage);
        }
    }

    /// Runs to the end of the process.
    ///
    /// @param unreadable the beginning of the sentence when a file cannot be read or written
    void run(String unreadable, Work work) {
        try {
            Logs.start("WARN");
            Runtime.getRuntime().halt(work.status());
        } catch (SettingError wrong) {
            end(CONFIGURATION, wrong.getMessage());
        } catch (ArchiveFault | ReadRefusal | OldDatabaseFault | DatabaseFailure | Refusal failed) {
            end(FAILED, failed.getMessage());
        } catch (DatabaseUnavailable away) {
            end(FAILED, reason(away) + AGAIN);
        } catch (IOException failed) {
            end(FAILED, unreadable + ": " + failed.getMessage());
        }
    }

    /// The reason, as far as a person can mend it: a disk that is full, an address that nobody answers at.
    private static String reason(DatabaseUnavailable away) {
        String words = away.words().text();
        String told = String.valueOf(away.getCause().getMessage());
        return words.equals(away.getMessage())
                ? words + ", " + told.lines().findFirst().orElse("")
                : words;
    }

    static Database database(Settings settings) {
        return Database.open(DatabaseUrl.of(DATABASE, settings.get(DATABASE)), CONNECTIONS, "toolbridge-import");
    }

    /// The own space of a user.
    static Space space(Settings settings, String tenant, String subject) {
        return new Space(tenant, UserId.of(settings.get(ISSUER), subject));
    }

    private void end(int status, String sentence) {
        System.err.println(name + ": " + sentence);
        Runtime.getRuntime().halt(status);
    }
}
