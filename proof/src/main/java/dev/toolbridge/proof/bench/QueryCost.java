package dev.toolbridge.proof.bench;

import dev.toolbridge.proof.report.Plan;
import dev.toolbridge.tests.process.ApiDatabase;
import dev.toolbridge.tests.process.OwnPostgres;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.sync.SyncClient;
import dev.toolbridge.tests.wire.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Filters, orders and aggregates in spaces of two sizes, among a thousand tenants.
final class QueryCost {
    private static final int WARM_UP = 50;
    private static final double SHARE = 0.95;

    /// Fills the only empty space, and gives a thousand other tenants an item each.
    private static final String FILL = """
            INSERT INTO item (tenant_id, space_id, type, uid, seq, version, updated_at_ms, payload)
            SELECT 'tenant ' || n, gen_random_uuid(), 'task', gen_random_uuid(), 1, 1, 0, '{"sync":{}}'
            FROM generate_series(1, 1000) n;
            WITH head AS (
              UPDATE space_head SET seq = SIZE WHERE seq = 0 RETURNING tenant_id, space_id
            )
            INSERT INTO item (tenant_id, space_id, type, uid, seq, version, updated_at_ms, payload)
            SELECT tenant_id, space_id, 'task', uid, n, 1, 1767340800000 + n, format(
              '{"uid":"%s","title":"Title %s","status":"%s","priority":"%s","done":%s,"dueDate":"%s",'
              '"tags":["%s","t%s"],'
              '"description":"Some words that a task may have.","estimate":%s,'
              '"updatedTs":"2026-01-02T08:00:00Z","updateTime":"2026-01-02T08:00:00Z",'
              '"sync":{"version":1,"isDeleted":false}}', uid, n,
              CASE n % 100 WHEN 0 THEN 'blocked' ELSE (ARRAY['open', 'completed', 'in_progress'])[n % 3 + 1] END,
              (ARRAY['low', 'normal', 'high'])[n % 3 + 1], (n % 3 = 1)::text, date '2026-01-01' + n % 365,
              (ARRAY['home', 'work'])[n % 2 + 1], n % 1000, n % 10)::jsonb
            FROM head CROSS JOIN (
              SELECT n, ('00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid AS uid
              FROM generate_series(1, SIZE) n) AS made;
            ANALYZE item, item_tag, space_head;
            """;

    private static final List<String> LISTS = List.of(
            "status=eq.open",
            "status=eq.blocked&priority=eq.high",
            "priority=in.(low,high)",
            "done=is.true",
            "tags=cs.{work}",
            "tags=cs.{t17}",
            "tags=ov.{t17,t18}",
            "title=eq.Title 500",
            "dueDate=eq.2026-03-02",
            "order=dueDate",
            "order=dueDate.desc&dueDate=lt.2026-06-01",
            "order=title",
            "order=createdAt.desc",
            "order=updatedAt.desc&status=eq.open",
            "payload.estimate=eq.7");

    private QueryCost() {}

    static String run(Plan plan) {
        List<Integer> sizes = plan.isLong() ? List.of(10_000, 1_000_000) : List.of(100, 1_000);
        try (var postgres = OwnPostgres.start();
                RunningApi api = postgres.database().start()) {
            List<Map<String, Double>> times = sizes.stream()
                    .map(size -> times(plan, api, postgres.database(), size))
                    .toList();
            return "p95 at " + sizes + " items, ms: "
                    + times.getFirst().keySet().stream()
                            .map(query -> query + " "
                                    + times.stream()
                                            .map(size -> Timings.figure(size.get(query)))
                                            .collect(Collectors.joining(" → ")))
                            .collect(Collectors.joining("; "));
        }
    }

    private static Map<String, Double> times(Plan plan, RunningApi api, ApiDatabase database, int size) {
        var client = SyncClient.of(api);
        database.executeAcrossTenants(FILL.replace("SIZE", Integer.toString(size)));
        int count = plan.size(300, 10);
        var times = new LinkedHashMap<String, Double>();
        for (String query : LISTS) {
            times.put(query, p95(count, client, "/v1/tasks?limit=25&" + encoded(query)));
        }
        if (size <= 100_000) {
            times.put("count by status", p95(count, client, "/v1/tasks/aggregate?select=status,count()"));
            times.put("count by day", p95(count, client, "/v1/tasks/aggregate?select=dueDate.day(),count()&limit=400"));
        } else {
            times.put("count by status", Double.NaN);
            times.put("count by day", Double.NaN);
        }
        return times;
    }

    private static double p95(int count, SyncClient client, String path) {
        return Timings.of(WARM_UP, count, _ -> {
                    Reply reply = client.get(path);
                    if (reply.status() != 200) {
                        throw new AssertionError(path + ": " + reply);
                    }
                })
                .percentileMs(SHARE);
    }

    private static String encoded(String query) {
        return query.replace("{", "%7B").replace("}", "%7D").replace(" ", "%20");
    }
}
