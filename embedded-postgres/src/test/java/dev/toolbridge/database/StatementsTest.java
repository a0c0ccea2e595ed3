package dev.toolbridge.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.postgres.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Values, rows, transactions and deadlines of ordinary statements.
final class StatementsTest {
    private static final DatabaseUrl URL = TestPostgres.newDatabase();
    private static final Database DATABASE = Database.open(URL, 1, "statements");

    @BeforeAll
    static void createTable() {
        TestPostgres.execute(URL, """
                CREATE TABLE thing (id uuid, at timestamptz, bytes bytea, texts text[], text text);
                CREATE TABLE note (text text)
                """);
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void bindsAndReadsEachType() throws SQLException {
        var id = UUID.randomUUID();
        var at = Instant.parse("1969-07-20T20:17:40.123456Z");
        var bytes = "bytes".repeat(1_000).getBytes(StandardCharsets.UTF_8);
        var text = "ä?".repeat(5_000);
        var row = DATABASE.single(
                        "INSERT INTO thing VALUES (?, ?, ?, ?, ?) RETURNING *, 1::bigint AS number, id = ? AS is_same",
                        inserted -> inserted,
                        id,
                        at,
                        bytes,
                        List.of("one", "two, three"),
                        text,
                        id)
                .getFirst();
        assertThat(row.column("id").get(UUID.class)).isEqualTo(id);
        assertThat(row.column("at").get(Timestamp.class).toInstant()).isEqualTo(at);
        assertThat(row.column("bytes").get(byte[].class)).isEqualTo(bytes);
        assertThat(row.column("texts").get(Array.class).getArray()).isEqualTo(new String[] {"one", "two, three"});
        assertThat(row.column("text").getString()).isEqualTo(text);
        assertThat(row.column("number").getLong()).isEqualTo(1);
        assertThat(row.column("is_same").getBoolean()).isTrue();
    }

    @Test
    void bindsAndReadsNull() {
        var row = DATABASE.single(
                        "SELECT ?::uuid AS id, ?::timestamptz AS at, ?::bytea AS bytes",
                        selected -> selected,
                        null,
                        null,
                        null)
                .getFirst();
        assertThat(row.column("id").as(UUID.class).asOptional()).isEmpty();
        assertThat(row.column("at").as(Timestamp.class).asOptional()).isEmpty();
        assertThat(row.column("bytes").as(byte[].class).asOptional()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Pooler.class,
            names = {"NONE", "TRANSACTION"})
    void runsUnderTheDeadlines(Pooler pooler) {
        try (Database database = Database.open(URL, PoolLimits.of(1), "deadlines", pooler)) {
            assertThat(shown(database, "statement_timeout")).isEqualTo("5s");
            assertThat(database.<String>transaction(transaction -> transaction
                            .rows("SHOW lock_timeout", row -> row.column(1).getString())
                            .getFirst()))
                    .isEqualTo("2s");
        }
    }

    @Test
    void leavesNoSettingBehind() {
        try (Database database = Database.open(URL, PoolLimits.of(1), "settings", Pooler.TRANSACTION)) {
            String tenant = database.transaction("one", transaction -> tenant(transaction));
            assertThat(tenant).isEqualTo("one");
            database.with(connection -> {
                var row = connection
                        .createStatement()
                        .executeQuery(
                                "SELECT current_setting('app.tenant', true), current_setting('statement_timeout')");
                row.next();
                assertThat(row.getString(1)).isNullOrEmpty();
                assertThat(row.getString(2)).isEqualTo("0");
                return row;
            });
        }
    }

    @Test
    void keepsWhatIsCommittedOnly() {
        for (boolean isCommitted : List.of(true, false)) {
            DATABASE.transaction("one", transaction -> {
                transaction.rows("INSERT INTO note VALUES (?) RETURNING text", _ -> true, "committed " + isCommitted);
                if (isCommitted) {
                    transaction.commit();
                }
                return true;
            });
        }
        assertThat(DATABASE.single("SELECT text FROM note", row -> row.column(1).getString()))
                .containsExactly("committed true");
    }

    @Test
    void committingAfterAFailureIsAFailure() {
        assertThatThrownBy(() -> DATABASE.transaction(transaction -> {
                    assertThatThrownBy(() -> transaction.rows("SELECT absent", _ -> true))
                            .isNotNull();
                    transaction.commit();
                    return true;
                }))
                .isInstanceOf(DatabaseFailure.class);
    }

    @Test
    void doesNotRepeatStatementsOrValuesInItsFailures() {
        assertThatThrownBy(() -> DATABASE.single("SELECT 'statement', ?::int", _ -> true, "value"))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessage("a statement failed with 22P02")
                .cause()
                .isInstanceOf(SQLException.class)
                .message()
                .doesNotContain("'statement'");
    }

    @Test
    void saysThatADatabaseIsAway() {
        var away = new DatabaseUrl("jdbc:postgresql://127.0.0.1:1/none", "nobody", Optional.of("secret"));
        try (Database database = Database.open(away, 1, "away")) {
            assertThatThrownBy(() -> database.single("SELECT 1", _ -> true))
                    .isInstanceOf(DatabaseUnavailable.class)
                    .hasMessage("the database is unavailable");
        }
    }

    private static String shown(Database database, String setting) {
        return database.single("SHOW " + setting, row -> row.column(1).getString())
                .getFirst();
    }

    private static String tenant(Transaction transaction) {
        return transaction
                .rows("SELECT current_setting('app.tenant')", row -> row.column(1)
                        .getString())
                .getFirst();
    }
}
