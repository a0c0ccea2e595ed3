package dev.toolbridge.tests.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.process.Ports;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import dev.toolbridge.tests.wire.Server;
import dev.toolbridge.tests.wire.Tokens;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchersTest {
    private static final int EXIT_USAGE = 64;
    private static final int EXIT_CONFIGURATION = 78;
    private static final Pattern HEAP_BYTES = Pattern.compile("MaxHeapSize += (\\d+)");
    private static final int BYTES_IN_MB = 1_048_576;
    private static final Duration START_MAX = Duration.ofSeconds(60);
    private static final String SECRET = "a secret of thirty-two bytes or more";

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
    void theServerStartsAndRestartsOnANewerSchemaThatServesIt() {
        laidOut.output("toolbridge-migrate", database.environment());
        database.execute("""
                ALTER TABLE item ADD COLUMN colour text;
                INSERT INTO flyway_schema_history SELECT 999, '999', description, type, 'V999__colour.sql', checksum,
                  installed_by, now(), 1, true FROM flyway_schema_history LIMIT 1;
                INSERT INTO schema_served SELECT 999, max(version) FROM schema_served
                """);
        var environment = server();

        for (String title : List.of("first", "second")) {
            laidOut.output("toolbridge-migrate", database.environment());
            try (var api = laidOut.start("toolbridge-api", environment)) {
                Server server = Server.onPort(port(environment));
                Await.until(START_MAX, () -> !api.isAlive() || RunningContainer.isReady(server), api::output);
                assertThat(create(server, title).status()).as(api::output).isEqualTo(201);
                assertThat(api.stop()).isZero();
            }
        }
        assertThat(database.titles()).containsExactly("first", "second");
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

    /// The heap of the API is 24 % of the memory, and the sidecar's 18 %, each from 48 MB to 1 GB.
    @ParameterizedTest
    @CsvSource({
        "toolbridge-api,128,48",
        "toolbridge-api,400,96",
        "toolbridge-mcp,400,72",
        "toolbridge-api,1048576,1024",
    })
    void theHeapIsAShareOfTheMemoryThatIsSet(String launcher, String memoryMb, int heapMb) {
        assertThat(heapMb(launcher, memoryMb)).isEqualTo(Math.min(heapMb, heapMb(launcher, "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127", "1048577", "0512", "512M", "-512", "1.5", "0x200", " 512", "99999999999999999999"})
    void aWrongMemoryIsOneSentence(String memoryMb) {
        try (var api = laidOut.start("toolbridge-api", Map.of("TOOLBRIDGE_MEMORY_MB", memoryMb))) {
            assertThat(api.exitCode()).isEqualTo(EXIT_CONFIGURATION);
            assertThat(api.output().lines())
                    .containsExactly("toolbridge-api: TOOLBRIDGE_MEMORY_MB is \"" + memoryMb
                            + "\", expected a whole number from 128 to 1048576");
        }
    }

    /// The largest heap that Java would have.
    private int heapMb(String launcher, String memoryMb) {
        var settings =
                Map.of("TOOLBRIDGE_MEMORY_MB", memoryMb, "TOOLBRIDGE_JAVA_OPTIONS", "-XX:+PrintFlagsFinal --version");
        var heap = HEAP_BYTES.matcher(laidOut.output(launcher, settings));
        assertThat(heap.find()).isTrue();
        return (int) (Long.parseLong(heap.group(1)) / BYTES_IN_MB);
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
            assertThat(backup.output()).contains("backup|export|restore|fill|verify <folder>");
        }
    }

    private static Reply create(Server server, String title) {
        return server.send(Call.of("POST", "/v1/notes")
                .with("Authorization", "Bearer " + new Tokens(SECRET).of("someone"))
                .json("{\"title\":\"" + title + "\"}"));
    }

    private static int port(Map<String, String> environment) {
        String address = environment.get("HTTP_ADDR");
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    private Map<String, String> server() {
        var environment = new HashMap<>(database.environment());
        environment.put("ENV", "dev");
        environment.put("DEFAULT_TENANT_ID", Tokens.DEFAULT_TENANT);
        environment.put("JWT_HS256_SECRET", SECRET);
        environment.put("HTTP_ADDR", "127.0.0.1:" + Ports.free());
        environment.put("METRICS_ADDR", "127.0.0.1:" + Ports.free());
        return environment;
    }
}
