package dev.toolbridge.api;

import dev.toolbridge.api.migration.MigrationsInSteps;
import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.database.DirectAddress;
import dev.toolbridge.database.Migrations;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.log.Logs;
import java.util.List;
import java.util.Optional;

/// Brings the schema up to date under the owner's role, and gives the server's role its rights. Runs once and ends.
public final class Migrate {
    /// The schema that this program was built for: the number of its newest migration.
    static final int SCHEMA_VERSION = 27;

    private static final int EXIT_CONFIGURATION = 78;

    private static final Setting<Secret> OWNER = Setting.secret(
            "DATABASE_OWNER_URL", "Where the database is, with the role that owns the schema and may create roles.");
    private static final Setting<Secret> SERVER =
            Setting.secret("DATABASE_URL", "Where the database is, with the role that the server signs in with.");

    private static final Setting<Secret> MAINTENANCE = Setting.secret(
            "DATABASE_MAINTENANCE_URL", "Where the database is, with the role that backups and restores sign in with.");

    public static final List<Setting<?>> SETTINGS = List.of(OWNER, SERVER, MAINTENANCE);

    private Migrate() {}

    public static void main(String[] arguments) {
        try {
            Logs.start("INFO");
            Logins.from(Settings.fromEnvironment()).migrate(SCHEMA_VERSION);
        } catch (SettingError wrong) {
            System.err.println("toolbridge-migrate: " + wrong.getMessage());
            Runtime.getRuntime().halt(EXIT_CONFIGURATION);
        }
    }

    static void run(DatabaseUrl owner, DatabaseUrl server) {
        new Logins(owner, server, Optional.empty()).migrate(SCHEMA_VERSION);
    }

    /// The logins to the database: its owner's, the server's, and the one for backups, if backups are made.
    record Logins(DatabaseUrl owner, DatabaseUrl server, Optional<DatabaseUrl> maintenance) {

        static Logins from(Settings settings) {
            return new Logins(
                    DatabaseUrl.of(OWNER, settings.get(OWNER)),
                    DatabaseUrl.of(SERVER, settings.get(SERVER)),
                    settings.find(MAINTENANCE).map(text -> DatabaseUrl.of(MAINTENANCE, text)));
        }

        /// The login of work across tenants, which keeps one session from beginning to end.
        ///
        /// @param work its name in a refusal
        static DatabaseUrl maintenance(Settings settings, String work) {
            DatabaseUrl login = DatabaseUrl.of(MAINTENANCE, settings.get(MAINTENANCE));
            DirectAddress.require(login, MAINTENANCE.key(), work);
            return login;
        }

        /// Brings the schema to a version that is not older than its own.
        void migrate(int version) {
            DirectAddress.require(owner, OWNER.key(), "a migration");
            Migrations.run(owner, "classpath:db/migration", version, MigrationsInSteps.ALL);
            Migrations.grantLogin(owner, server, "toolbridge_server");
            maintenance.ifPresent(login -> Migrations.grantLogin(owner, login, "toolbridge_maintenance"));
        }
    }
}
