package dev.toolbridge.tenants.meter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.database.Database;
import dev.toolbridge.service.monitoring.Metrics;
import dev.toolbridge.tenants.TestTables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ControlMetersTest {
    private final Database database =
            TestTables.open("V1__operations.sql", "V2__secrets.sql", "V6__access.sql", "V10__usage.sql");

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void showsWhatAnOperatorMustKnow() {
        fill();
        var registry = Metrics.registry();
        try (var meters = new ControlMeters(database, registry)) {
            meters.read();

            assertThat(registry.scrape())
                    .contains("toolbridge_control_operations{status=\"failed\"} 1.0")
                    .contains("toolbridge_control_operations{status=\"running\"} 1.0")
                    .contains("toolbridge_control_conditions_unmet{type=\"Runtime\"} 2.0")
                    .doesNotContain("type=\"Drifted\"", "type=\"Routed\"", "type=\"Database\"")
                    .contains("toolbridge_control_tenants{status=\"active\"} 2.0")
                    .contains("toolbridge_control_figures_read 1.0");
            assertThat(registry.get("toolbridge.control.secret.age").gauge().value())
                    .isBetween(86 * 86_400.0, 87 * 86_400.0);
            assertThat(registry.get("toolbridge.control.operation.age")
                            .tag("status", "running")
                            .gauge()
                            .value())
                    .isBetween(0.0, 600.0);
            run("UPDATE condition SET status = 'true' RETURNING true");
            meters.read();
            assertThat(registry.scrape())
                    .contains("toolbridge_control_conditions_unmet{type=\"Drifted\"} 1.0")
                    .doesNotContain("type=\"Runtime\"");
        }
    }

    private void fill() {
        run("""
                INSERT INTO tenant (ref, slug, name, plan, quotas, region, runtime, admins, status)
                SELECT CAST('01900000-0000-7000-8000-00000000000' || n AS uuid), n, 'n', 'trial', '{}', 'local',
                  'process', '{}', CASE WHEN n < 3 THEN 'active' ELSE 'destroyed' END FROM generate_series(1, 3) n
                RETURNING true
                """);
        operation(1, 1, "failed");
        operation(2, 1, "succeeded");
        operation(3, 2, "failed");
        operation(4, 3, "failed");
        operation(5, 2, "running");
        run("""
                INSERT INTO condition (tenant_ref, type, status, reason, message, observed_generation) VALUES
                ('01900000-0000-7000-8000-000000000001', 'Runtime', 'false', 'Down', '', 1),
                ('01900000-0000-7000-8000-000000000001', 'Drifted', 'false', 'AsWanted', '', 1),
                ('01900000-0000-7000-8000-000000000002', 'Runtime', 'unknown', 'NoAnswer', '', 1),
                ('01900000-0000-7000-8000-000000000002', 'Database', 'true', 'AsWanted', '', 1),
                ('01900000-0000-7000-8000-000000000002', 'Routed', 'false', 'NotWanted', '', 1) RETURNING true
                """);
        run("""
                WITH key AS (INSERT INTO tenant_key
                  VALUES ('01900000-0000-7000-8000-000000000001', 'k', '', now(), NULL) RETURNING tenant_ref)
                INSERT INTO secret_version (tenant_ref, name, version, status, sealed, created_at, due_at)
                SELECT tenant_ref, 'a', 1, 'primary', CAST('' AS bytea), now() - interval '86 days', now() FROM key
                RETURNING true
                """);
    }

    private void operation(int number, int tenant, String status) {
        run("""
                INSERT INTO operation (id, tenant_ref, kind, version, changing, status, generation, input, actor,
                  reason)
                VALUES ('01900000-0000-7000-8000-00000000010%s', '01900000-0000-7000-8000-00000000000%s', 'deploy', 1,
                  true, '%s', 1, '{}', '', '') RETURNING true
                """.formatted(number, tenant, status));
    }

    private void run(String statement) {
        assertThat(database.single(statement, _ -> true)).isNotEmpty();
    }
}
