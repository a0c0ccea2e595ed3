package dev.toolbridge.tests.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.postgres.TestPostgres;
import dev.toolbridge.tests.process.Ports;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A server that waits for its database names the reason, in the words of the program that knows it.
class ReasonTest {
    private static final int WRONG_SETTING = 78;
    private static final String WORD = "unmistakable-password";
    private static final String LASTING = "which no wait will mend";

    private static DatabaseUrl signedIn() {
        DatabaseUrl owner = TestPostgres.newDatabase();
        return owner.as(owner.user(), Optional.of(WORD));
    }

    @Test
    void aWrongPasswordIsSaid() {
        told(signedIn().reveal(), "28P01", "password authentication failed");
    }

    @Test
    void aDatabaseThatIsNotThereIsSaid() {
        told(TestPostgres.newDatabase().named("nowhere").reveal(), "3D000", "does not exist");
    }

    @Test
    void aServerWithoutTlsIsSaid() {
        told(signedIn().reveal() + "&sslmode=require", "08", "does not support SSL");
    }

    @Test
    void aPortWhereNobodyListensIsSaidAndMayMend() {
        String url = "postgres://user:" + WORD + "@127.0.0.1:" + Ports.free() + "/name";
        try (var api = UnreadyApi.start(url, Map.of())) {
            api.awaitTold("08001");
            assertThat(api.program().output()).contains("refused").doesNotContain(LASTING, WORD);
        }
    }

    @Test
    void aRefusalByAPoolerIsSaid() {
        var owner = TestPostgres.newDatabase();
        try (var pooler = PgBouncer.before("transaction", "", owner)) {
            told(pooler.to(owner).as("stranger", Optional.of(WORD)).reveal(), "08P01", "failed");
            told(pooler.to(owner).as(owner.user(), Optional.of(WORD)).reveal(), "08P01", "failed");
        }
    }

    @Test
    void nobodyGetsThePasswordForTheAsking() throws IOException {
        try (var asking = AskingServer.start()) {
            told(
                    "postgres://user:" + WORD + "@127.0.0.1:" + asking.port() + "/name",
                    "08004",
                    "not allowed by requireAuth");
            assertThat(asking.asked()).isPositive();
            assertThat(asking.received()).doesNotContain(WORD);
        }
    }

    @Test
    void theWorkspacesOwnAddressesTakeNothingButScram() {
        assertThat(TestPostgres.newDatabase().jdbc()).contains("requireAuth=scram-sha-256");
    }

    @Test
    void inProductionTheReasonIsForTheLogOnly() {
        try (var api = UnreadyApi.start(
                signedIn().reveal(), Map.of("ENV", "production", "DEFAULT_TENANT_ID", "", "TENANT_ID", "org_one"))) {
            api.awaitTold("28P01");
            assertThat(api.readiness()).contains("not checked").doesNotContain("28P01");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "sslmode=reqiure, sslmode=reqiure",
        "channel_binding=yes, channel_binding=yes",
        "socketTimeout=0, socketTimeout",
        "statement_timeout=0, statement_timeout"
    })
    void aParameterThatNobodyKnowsEndsTheStart(String parameter, String named) {
        try (var api = UnreadyApi.start("postgres://user:" + WORD + "@127.0.0.1:1/name?" + parameter, Map.of())) {
            assertThat(api.program().exitCode()).isEqualTo(WRONG_SETTING);
            assertThat(api.program().output()).contains("DATABASE_URL", named).doesNotContain(WORD);
        }
    }

    /// The log and the health route have the state and the words, but not the password.
    private static void told(String url, String state, String words) {
        try (var api = UnreadyApi.start(url, Map.of())) {
            api.awaitTold(LASTING);
            assertThat(api.program().output())
                    .contains("SQLSTATE " + state, words)
                    .doesNotContain(WORD);
            assertThat(api.readiness())
                    .contains("SQLSTATE " + state, words.replace("\"", ""))
                    .doesNotContain(WORD);
        }
    }
}
