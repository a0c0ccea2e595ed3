package dev.toolbridge.tests.tenants;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.database.Migrations;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.Settings;
import java.util.List;

/// The migration program of a release that is newer than this one by a migration.
final class NewerMigrate {
    static final int VERSION = 1_000;

    private static final Setting<Secret> OWNER = Setting.secret("DATABASE_OWNER_URL", "The owner's address.");

    private NewerMigrate() {}

    public static void main(String[] arguments) {
        var owner = DatabaseUrl.parse(Settings.fromEnvironment().get(OWNER).reveal());
        Migrations.run(owner, "classpath:db/migration", VERSION, List.of());
    }
}
