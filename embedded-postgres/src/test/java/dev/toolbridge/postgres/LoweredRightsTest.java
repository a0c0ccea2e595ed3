package dev.toolbridge.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.toolbridge.service.config.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Needs root: only root has rights to lower.
class LoweredRightsTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void asRootOnly() {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root lowers its rights");
    }

    @Test
    void dataMovesBetweenBothWaysOfLoweringRights() throws Exception {
        startAndStop(LoweredRights.inNamespace(), "root");
        startAndStop(LoweredRights.asOtherUser(), "nobody");
        startAndStop(LoweredRights.inNamespace(), "root");
    }

    private void startAndStop(LoweredRights rights, String owner) throws Exception {
        var config = new EmbeddedPostgresConfig(
                folder,
                folder.resolve("log"),
                0,
                new Secret("secret"),
                new Secret("secret"),
                EmbeddedPostgresConfig.Durability.NONE);
        var programs = PostgresPrograms.with(rights);
        try (var server = EmbeddedPostgres.start(config, programs)) {
            TestPostgres.execute(server.ownerUrl(), "CREATE TABLE IF NOT EXISTS kept (a int)");
            TestPostgres.execute(server.ownerUrl(), "INSERT INTO kept VALUES (1)");
        }
        assertThat(Files.getOwner(folder.resolve("data")).getName()).isEqualTo(owner);
    }
}
