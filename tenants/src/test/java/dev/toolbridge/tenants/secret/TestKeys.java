package dev.toolbridge.tenants.secret;

import dev.toolbridge.database.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;

/// Data keys under a master key of their own.
public final class TestKeys {

    private TestKeys() {}

    public static TenantKeys of(Database database) {
        try {
            var file = MasterKeyFiles.write(Files.createTempDirectory("tbk"), "test");
            return new TenantKeys(database, MasterKeySetting.read(List.of(file)), Clock.systemUTC());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
