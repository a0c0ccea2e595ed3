package dev.toolbridge.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.postgres.TestPostgres;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A wrong or insecure setting stops the start with a sentence that names it.
class StartTest {
    private static final int WRONG_SETTING = 78;
    private static final String SECRET = "a secret of more than thirty-two bytes";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP_ADDR | localhost | HTTP_ADDR",
                "HTTP_ADDR | :99999 | HTTP_ADDR",
                "METRICS_ADDR | here | METRICS_ADDR",
                "DATABASE_URL | mysql://u:p@localhost/db | DATABASE_URL",
                "DATABASE_URL | '' | DATABASE_URL",
                "DATABASE_POOL_SIZE | many | DATABASE_POOL_SIZE",
                "DATABASE_POOL_SIZE | 0 | DATABASE_POOL_SIZE",
                "ENV | moon | ENV",
                "JWT_HS256_SECRET | '' | JWT_HS256_SECRET",
                "JWT_ISSUER | https://issuer.example | JWT_JWKS_URL",
                "JWT_HS256_SECRET_FILE | /not/there | JWT_HS256_SECRET_FILE"
            })
    void aWrongSettingIsNamed(String key, String value, String named) {
        var environment = new HashMap<>(Map.of(
                "DATABASE_URL", "postgres://user:password@127.0.0.1:1/none",
                "HTTP_ADDR", "127.0.0.1:0",
                "METRICS_ADDR", "127.0.0.1:0",
                "ENV", "dev"));
        if (!key.startsWith("JWT_HS256_SECRET")) {
            environment.put("JWT_HS256_SECRET", SECRET);
        }
        environment.put(key, value);
        refused(environment, named);
    }

    @ParameterizedTest
    @CsvSource({"short", "''"})
    void productionTakesNoWeakSecret(String secret) {
        refused(
                Map.of(
                        "DATABASE_URL", "postgres://user:password@127.0.0.1:1/none",
                        "HTTP_ADDR", "127.0.0.1:0",
                        "METRICS_ADDR", "127.0.0.1:0",
                        "ENV", "production",
                        "JWT_HS256_SECRET", secret),
                "JWT_HS256_SECRET");
    }

    @ParameterizedTest
    @CsvSource({"dev", "production"})
    void aRoleThatCouldReadEverythingIsNoRoleForAServer(String env) {
        var owner = TestPostgres.newDatabase();
        try (var migration = Program.start(
                "api",
                "dev.toolbridge.api.Migrate",
                Map.of(
                        "DATABASE_OWNER_URL", RunningApi.text(owner),
                        "DATABASE_URL", RunningApi.text(TestPostgres.login(owner))))) {
            assertThat(migration.exitCode()).as(migration::output).isZero();
        }
        refused(
                Map.of(
                        "DATABASE_URL",
                        RunningApi.text(owner),
                        "HTTP_ADDR",
                        "127.0.0.1:0",
                        "METRICS_ADDR",
                        "127.0.0.1:0",
                        "ENV",
                        env,
                        "JWT_HS256_SECRET",
                        SECRET),
                "DATABASE_URL");
    }

    private static void refused(Map<String, String> environment, String named) {
        try (var program = Program.start("api", "dev.toolbridge.api.Main", environment)) {
            assertThat(program.exitCode()).as(program::output).isEqualTo(WRONG_SETTING);
            var sentences = program.output()
                    .lines()
                    .filter(line -> !line.startsWith("{") && !line.isBlank())
                    .toList();
            assertThat(sentences).hasSize(1).first().asString().contains(named).doesNotContain("Exception", SECRET);
        }
    }
}
