package dev.toolbridge.tenants;

import dev.toolbridge.database.Database;
import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.postgres.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// A fresh database with the tables of some migrations of the control plane.
public final class TestTables {
    private static final int CONNECTIONS = 4;

    private TestTables() {}

    /// Opens one.
    ///
    /// @param migrations names of files, in their order
    public static Database open(String... migrations) {
        DatabaseUrl owner = TestPostgres.newDatabase();
        for (String migration : migrations) {
            TestPostgres.execute(owner, text(migration));
        }
        return Database.open(owner, CONNECTIONS, "test");
    }

    private static String text(String migration) {
        try (var file = TestTables.class.getResourceAsStream("/db/tenants/" + migration)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
