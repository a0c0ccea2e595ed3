package dev.toolbridge.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.postgres.TestPostgres;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A page of all tenants, and its time. `-Dtoolbridge.pages=200` measures so many, and requires 20 ms of 95 %.
class TenantPageTest {
    private static final int TENANTS = 1_000;
    private static final int PAGES = Integer.getInteger("toolbridge.pages", 0);
    private static final int WARM_UP = 50;
    private static final double PART = 0.95;
    private static final Duration MOST = Duration.ofMillis(20);

    @Test
    void showsAThousandTenantsAtOnce() throws InterruptedException {
        try (var control = RunningTenants.start(
                Map.of("RATE_LIMIT_PER_MINUTE", "100000", "RATE_LIMIT_BURST", "10000"), (_, _) -> false)) {
            TestPostgres.execute(control.owner(), """
                    INSERT INTO tenant (ref, id, slug, name, plan, quotas, region, runtime, admins, status)
                    SELECT gen_random_uuid(), 'org_' || n, 'tenant-' || n, 'Tenant ' || n, 'standard',
                      '{"items":250000,"bytes":2048000000}', 'local', 'process', '{admin@example.com}', 'active'
                    FROM generate_series(1, 1000) n
                    """);
            String key = control.key();
            String page = control.get("/admin/tenants?limit=1000", key).body();

            assertThat(page.split("\"slug\"", -1)).hasSize(TENANTS + 1);
            if (PAGES > 0) {
                IntStream.range(0, WARM_UP).forEach(_ -> control.get("/admin/tenants?limit=1000", key));
                long begunNs = processorNs();
                long[] took = IntStream.range(0, PAGES)
                        .mapToLong(_ -> tookNs(control, key))
                        .sorted()
                        .toArray();
                Duration p95 = Duration.ofNanos(took[(int) (took.length * PART)]);
                System.out.println("pages of 1,000 tenants: p50 "
                        + Duration.ofNanos(took[took.length / 2]).toMillis()
                        + " ms, p95 " + p95.toMillis() + " ms, fastest "
                        + Duration.ofNanos(Arrays.stream(took).min().orElseThrow())
                                .toMillis() + " ms, processor "
                        + Duration.ofNanos((processorNs() - begunNs) / PAGES).toMillis() + " ms with the client");
                assertThat(p95).isLessThanOrEqualTo(MOST);
            }
        }
    }

    private static long processorNs() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }

    private static long tookNs(RunningTenants control, String key) {
        long begun = System.nanoTime();
        assertThat(control.get("/admin/tenants?limit=1000", key).statusCode()).isEqualTo(200);
        return System.nanoTime() - begun;
    }
}
