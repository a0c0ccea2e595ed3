package dev.toolbridge.tests.tenants;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.database.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The migration program of a release that is newer than this one by a migration.
final class NewerMigrate {
    static final int VERSION = 1_000;

    private NewerMigrate() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(System.getenv("DATABASE_OWNER_URL_FILE"));
        var owner = DatabaseUrl.parse(Files.readString(file).strip());
        Migrations.run(owner, "classpath:db/migration", VERSION, List.of());
    }
}
