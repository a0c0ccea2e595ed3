package dev.toolbridge.tests.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.process.Ports;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaunchersTest {
    private static final int EXIT_USAGE = 64;
    private static final int EXIT_CONFIGURATION = 78;

    private final LaidOut laidOut = LaidOut.open();
    private final TenantDatabase database = TenantDatabase.fresh();

    @AfterEach
    void delete() {
        laidOut.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE FROM flyway_schema_history WHERE version::int > 1 | run toolbridge-migrate first",
                "INSERT INTO flyway_schema_history SELECT 999, '999', description, type, script, checksum,"
                        + " installed_by, now(), 1, true FROM flyway_schema_history LIMIT 1 | use the newer program"
            })
    void theServerRefusesAnotherSchema(String change, String sentence) {
        laidOut.output("toolbridge-migrate", database.environment());
        database.execute(change);

        try (var api = laidOut.start("toolbridge-api", server())) {
            assertThat(api.exitCode()).isEqualTo(EXIT_CONFIGURATION);
            assertThat(api.output()).contains(sentence);
        }
    }

    @Test
    void theServerDoesNotStartUnderTheOwner() {
        laidOut.output("toolbridge-migrate", database.environment());
        var asOwner = new HashMap<>(server());
        asOwner.put("DATABASE_URL", asOwner.get("DATABASE_OWNER_URL"));

        try (var api = laidOut.start("toolbridge-api", asOwner)) {
            assertThat(api.exitCode()).isEqualTo(EXIT_CONFIGURATION);
            assertThat(api.output()).contains("row-level security");
        }
    }

    @Test
    void aWrongSettingIsOneSentence() {
        try (var migration = laidOut.start("toolbridge-migrate", Map.of())) {
            assertThat(migration.exitCode()).isEqualTo(EXIT_CONFIGURATION);
            assertThat(migration.output().lines())
                    .singleElement()
                    .asString()
                    .contains("DATABASE_OWNER_URL must be set");
        }
    }

    @Test
    void theAuditLogIsChecked() {
        laidOut.output("toolbridge-migrate", database.environment());

        assertThat(laidOut.output("toolbridge-audit-verify", database.environment()))
                .contains("chains checked");
    }

    @Test
    void aBackupSaysHowItIsCalled() {
        try (var backup = laidOut.start("toolbridge-backup", Map.of())) {
            assertThat(backup.exitCode()).isEqualTo(EXIT_USAGE);
            assertThat(backup.output()).contains("backup|restore|verify <folder>");
        }
    }

    private Map<String, String> server() {
        var environment = new HashMap<>(database.environment());
        environment.put("ENV", "dev");
        environment.put("JWT_HS256_SECRET", "a secret of thirty-two bytes or more");
        environment.put("HTTP_ADDR", "127.0.0.1:" + Ports.free());
        environment.put("METRICS_ADDR", "127.0.0.1:" + Ports.free());
        return environment;
    }
}
