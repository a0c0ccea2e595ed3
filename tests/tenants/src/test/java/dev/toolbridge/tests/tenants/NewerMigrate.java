package dev.toolbridge.tests.tenants;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.database.Migrations;
import java.util.List;

/// The migration program of a release that is newer than this one by a migration.
final class NewerMigrate {
    static final int VERSION = 1_000;

    private NewerMigrate() {}

    public static void main(String[] arguments) {
        Migrations.run(
                DatabaseUrl.parse(System.getenv("DATABASE_OWNER_URL")),
                "classpath:db/migration",
                VERSION,
                List.of());
    }
}
