package dev.toolbridge.tenants;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.database.DirectAddress;
import dev.toolbridge.database.Migrations;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.log.Logs;
import java.util.List;

/// Brings the control plane's own schema up to date under its owner's role, and gives the server's role its rights.
/// Runs once and ends.
public final class Migrate {
    /// The schema that this program was built for: the number of its newest migration.
    static final int SCHEMA_VERSION = 15;

    private static final int EXIT_CONFIGURATION = 78;

    private static final Setting<Secret> OWNER = Setting.secret(
            "TENANTS_DATABASE_OWNER_URL",
            "Where the control plane's database is, with the role that owns the schema and may create roles.");

    static final List<Setting<?>> SETTINGS = List.of(OWNER, TenantsConfig.DATABASE);

    private Migrate() {}

    public static void main(String[] arguments) {
        try {
            Logs.start("INFO");
            Settings settings = Settings.fromEnvironment();
            run(
                    DatabaseUrl.of(OWNER, settings.get(OWNER)),
                    DatabaseUrl.of(TenantsConfig.DATABASE, settings.get(TenantsConfig.DATABASE)));
        } catch (SettingError wrong) {
            System.err.println("toolbridge-tenants-migrate: " + wrong.getMessage());
            Runtime.getRuntime().halt(EXIT_CONFIGURATION);
        }
    }

    static void run(DatabaseUrl owner, DatabaseUrl server) {
        DirectAddress.require(owner, OWNER.key(), "a migration");
        Migrations.run(owner, "classpath:db/tenants", SCHEMA_VERSION, List.of());
        Migrations.grantLogin(owner, server, "toolbridge_tenants");
    }
}
