package dev.toolbridge.api;

import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.database.DatabaseUrl;
import dev.toolbridge.service.database.Migrations;
import dev.toolbridge.service.http.Logs;
import java.util.List;

/// Brings the schema up to date under the owner's role, and gives the server's role its rights. Runs once and ends.
public final class Migrate {
    /// The schema that this program was built for: the number of its newest migration.
    static final int SCHEMA_VERSION = 2;

    private static final int EXIT_CONFIGURATION = 78;

    private static final Setting<Secret> OWNER = Setting.secret(
            "DATABASE_OWNER_URL", "Where the database is, with the role that owns the schema and may create roles.");
    private static final Setting<Secret> SERVER =
            Setting.secret("DATABASE_URL", "Where the database is, with the role that the server signs in with.");

    public static final List<Setting<?>> SETTINGS = List.of(OWNER, SERVER);

    private Migrate() {}

    public static void main(String[] arguments) {
        try {
            Logs.start("INFO");
            var settings = Settings.fromEnvironment();
            run(url(settings, OWNER), url(settings, SERVER));
        } catch (SettingError wrong) {
            System.err.println("toolbridge-migrate: " + wrong.getMessage());
            Runtime.getRuntime().halt(EXIT_CONFIGURATION);
        }
    }

    static void run(DatabaseUrl owner, DatabaseUrl server) {
        Migrations.run(owner, "classpath:db/migration");
        Migrations.grantLogin(owner, server, "toolbridge_server");
    }

    private static DatabaseUrl url(Settings settings, Setting<Secret> setting) {
        try {
            return DatabaseUrl.parse(settings.get(setting).reveal());
        } catch (IllegalArgumentException wrong) {
            throw new SettingError(setting.key() + " is not an address, expected " + wrong.getMessage());
        }
    }
}
