package dev.toolbridge.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// A pool of one connection outlives every way in which a statement, its reader or Helidon's client leaves it behind.
final class LeakTest {
    private static final int TIMES = 50;
    private static final Database DATABASE = Database.open(TestPostgres.newDatabase(), 1, "leaks");
    private static final String THREE_ROWS = "SELECT generate_series(1, 3)";

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void aResultThatIsNeverRead() {
        survives(() -> client(() -> Statements.CLIENT.execute().query(THREE_ROWS)));
    }

    @Test
    void aResultThatIsHalfRead() {
        survives(() -> client(() -> {
            var rows = Statements.CLIENT.execute().query(THREE_ROWS).iterator();
            return rows.next();
        }));
    }

    @Test
    void aTransactionThatIsNeverEnded() {
        survives(() -> client(() -> Statements.CLIENT.transaction().query(THREE_ROWS)));
    }

    @Test
    void aConnectionThatIsTakenFromTheClient() {
        survives(() -> client(() -> Statements.CLIENT.unwrap(Connection.class)));
    }

    @Test
    void aStatementThatFails() {
        survives(() -> assertThatThrownBy(() -> DATABASE.single("SELECT 1 / 0", _ -> true))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessage("a statement failed with 22012"));
    }

    @Test
    void aParameterThatIsMissingOrTooMany() {
        survives(() -> {
            assertThatThrownBy(() -> DATABASE.single("SELECT ?::text", _ -> true))
                    .isInstanceOf(DatabaseFailure.class);
            assertThatThrownBy(() -> DATABASE.single("SELECT ?::text", _ -> true, "a", "b"))
                    .isInstanceOf(DatabaseFailure.class);
        });
    }

    @Test
    void aValueThatCannotBeBound() {
        survives(() -> assertThatThrownBy(() -> DATABASE.single("SELECT ?::text", _ -> true, new Object()))
                .isInstanceOf(DatabaseFailure.class));
    }

    @Test
    void aReaderThatFailsOnTheFirstOfManyRows() {
        survives(() -> assertThatThrownBy(() -> DATABASE.single(THREE_ROWS, row -> row.column("absent")))
                .hasMessageContaining("absent"));
    }

    @Test
    void workThatFailsInATransaction() {
        survives(() -> assertThatThrownBy(() -> DATABASE.transaction(transaction -> {
                    transaction.rows(THREE_ROWS, _ -> true);
                    throw new IllegalStateException("work");
                }))
                .hasMessage("work"));
    }

    @Test
    void aStatementThatFailsInATransaction() {
        survives(() -> assertThatThrownBy(() -> DATABASE.transaction("tenant", transaction -> {
                    transaction.rows("SELECT absent", _ -> true);
                    return true;
                }))
                .isInstanceOf(DatabaseFailure.class));
    }

    private static void survives(Runnable mistake) {
        for (int time = 0; time < TIMES; time++) {
            mistake.run();
        }
        assertThat(DATABASE.single("SELECT 1", row -> row.column(1).getInt())).containsExactly(1);
    }

    private static void client(ScopedValue.CallableOp<Object, SQLException> work) {
        DATABASE.with(connection -> Statements.lend(connection, work));
    }
}
