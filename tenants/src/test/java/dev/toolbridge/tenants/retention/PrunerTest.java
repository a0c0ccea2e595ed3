package dev.toolbridge.tenants.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.database.Database;
import dev.toolbridge.tenants.TestTables;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Rows that are older than their time are deleted, and none that is younger by a minute.
class PrunerTest {
    private final Database database = TestTables.open(
            "V1__operations.sql",
            "V2__secrets.sql",
            "V6__access.sql",
            "V10__usage.sql",
            "V12__domain_asks.sql",
            "V15__console.sql");
    private final Pruner pruner = new Pruner(database, Clock.systemUTC());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void deletesWhatWasKeptLongEnoughInBoundedSteps() {
        run("""
                INSERT INTO tenant (ref, slug, name, plan, quotas, region, runtime, admins, status)
                VALUES ('01900000-0000-7000-8000-000000000001', 'acme', 'Acme', 'trial', '{}', 'local', 'process', '{}',
                  'active') RETURNING true
                """);
        operation(1, "succeeded", "401 days");
        operation(2, "failed", "400 days 1 minute");
        operation(3, "succeeded", "399 days 23 hours 59 minutes");
        operation(4, "running", "900 days");
        run("""
                INSERT INTO operation_event (operation_id, seq, at, what, detail)
                SELECT CAST('01900000-0000-7000-8000-00000000010' || o AS uuid), n, now() - age, 'x', '{}'
                FROM unnest(ARRAY[1, 3, 4]) o,
                  (VALUES (1, interval '91 days'), (2, interval '89 days')) AS age (n, age) RETURNING true
                """);
        run("""
                INSERT INTO usage_hour (tenant_ref, hour)
                SELECT '01900000-0000-7000-8000-000000000001', now() - make_interval(hours => n)
                FROM generate_series(9000, 11000) n RETURNING true
                """);
        run("""
                INSERT INTO idempotency_key (sender, key, digest, created_at)
                SELECT 'a', n, '', now() - make_interval(hours => n) FROM generate_series(166, 169) n RETURNING true
                """);

        pruner.prune();

        assertThat(texts("SELECT right(CAST(id AS text), 1) AS text FROM operation ORDER BY 1"))
                .containsExactly("3", "4");
        assertThat(texts("""
                SELECT right(CAST(operation_id AS text), 1) || ' ' || seq AS text FROM operation_event ORDER BY 1
                """)).containsExactly("3 2", "4 1", "4 2");
        assertThat(texts("SELECT CAST(count(*) AS text) AS text FROM usage_hour"))
                .containsExactly("504");
        assertThat(texts("SELECT key AS text FROM idempotency_key ORDER BY 1")).containsExactly("166", "167");
        assertThat(pruner.prune()).isZero();
    }

    @Test
    void deletesTheChecksOfDomainsAfterAnHour() {
        run("""
                INSERT INTO domain_ask (name, at)
                SELECT 'a' || n, now() - make_interval(mins => n) FROM generate_series(58, 61) n RETURNING true
                """);

        pruner.prune();

        assertThat(texts("SELECT name AS text FROM domain_ask ORDER BY 1")).containsExactly("a58", "a59");
    }

    @Test
    void deletesSessionsAfterAWeek() {
        run("""
                INSERT INTO console_session (id, user_id, content, created_at)
                SELECT decode('0' || n, 'hex'), '01900000-0000-7000-8000-000000000001', '',
                  now() - make_interval(days => n)
                FROM generate_series(6, 8) n RETURNING true
                """);

        pruner.prune();

        assertThat(texts("SELECT encode(id, 'hex') AS text FROM console_session"))
                .containsExactly("06");
    }

    private void operation(int number, String status, String age) {
        run("""
                WITH o AS (
                  INSERT INTO operation (id, tenant_ref, kind, version, changing, status, generation, input, actor,
                    reason, created_at, finished_at)
                  VALUES ('01900000-0000-7000-8000-00000000010%1$s', '01900000-0000-7000-8000-000000000001', 'deploy',
                    1, true, '%2$s', 1, '{}', '{}', '', now() - interval '%3$s', now() - interval '%3$s') RETURNING id
                )
                INSERT INTO operation_step (operation_id, undo, ordinal, name, version, deadline_seconds)
                SELECT id, false, 0, 'api', 1, 1 FROM o RETURNING true
                """.formatted(number, status, age));
    }

    private void run(String statement) {
        assertThat(database.single(statement, _ -> true)).isNotEmpty();
    }

    private List<String> texts(String query) {
        return database.single(query, row -> row.column("text").getString());
    }
}
