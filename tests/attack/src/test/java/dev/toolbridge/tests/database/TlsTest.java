package dev.toolbridge.tests.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.process.ApiDatabase;
import dev.toolbridge.tests.process.OwnPostgres;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.wire.Call;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A PostgreSQL server that requires TLS, with a certificate of no known authority.
class TlsTest {
    private static final String OF_SERVER = "$server";
    private static final String OF_ANOTHER = "$another";

    @TempDir
    private static Path folder;

    private static OwnPostgres postgres;
    private static ApiDatabase database;
    private static RunningApi plain;
    private static Map<String, Certificate> certificates;

    @BeforeAll
    static void start() throws IOException {
        postgres = OwnPostgres.start();
        database = postgres.database();
        plain = database.start();
        certificates = Map.of(
                OF_SERVER, Certificate.of(folder, "localhost"), OF_ANOTHER, Certificate.of(folder, "other.example"));
        postgres.askForTls(
                certificates.get(OF_SERVER).file(), certificates.get(OF_SERVER).key());
    }

    @AfterAll
    static void stop() {
        plain.close();
        postgres.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sslmode=require",
                "sslmode=require&channel_binding=require",
                "sslmode=verify-full&sslrootcert=$server",
                "sslmode=require&sslrootcert=$server"
            })
    void worksOverTls(String parameters) {
        try (var api = plain.startAgain(Map.of("DATABASE_URL", address(parameters)))) {
            var reply = api.server()
                    .send(Call.of("GET", "/v1/notes")
                            .with("Authorization", "Bearer " + api.tokens().of("someone")));

            assertThat(reply.status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "sslmode=disable, no encryption",
        "sslmode=verify-full&sslrootcert=$another, PKIX",
        "sslmode=require&sslrootcert=$another, PKIX",
        "sslmode=verify-full&sslrootcert=system, PKIX",
        "sslmode=verify-full&sslrootcert=/not/there.pem, /not/there.pem"
    })
    void trustsNobodyElseAndSaysSo(String parameters, String word) {
        try (var api = UnreadyApi.start(address(parameters), Map.of())) {
            api.awaitTold(word);
            assertThat(api.program().output()).contains("which no wait will mend");
        }
    }

    private static String address(String parameters) {
        String more = parameters
                .replace(OF_SERVER, certificates.get(OF_SERVER).file().toString())
                .replace(OF_ANOTHER, certificates.get(OF_ANOTHER).file().toString());
        return database.address().replaceFirst("@[^:]*:", "@localhost:").replaceFirst("\\?.*$", "") + "?" + more;
    }
}
