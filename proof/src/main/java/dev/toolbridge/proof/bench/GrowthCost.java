package dev.toolbridge.proof.bench;

import dev.toolbridge.proof.load.Timings;
import dev.toolbridge.proof.report.Plan;
import dev.toolbridge.tests.process.ApiDatabase;
import dev.toolbridge.tests.process.OwnPostgres;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.sync.SyncClient;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/// Spaces of three sizes on one server. Their requests are the same, and should take the same time.
final class GrowthCost {
    private static final int WARM_UP = 300;

    /// Fills the only empty space: that of the last user.
    private static final String FILL = """
            WITH head AS (
              UPDATE space_head SET seq = SIZE WHERE seq = 0 RETURNING tenant_id, space_id
            )
            INSERT INTO item (tenant_id, space_id, type, uid, seq, version, updated_at_ms, payload)
            SELECT tenant_id, space_id, 'note', uid, n, 1, 1767340800000, format(
              '{"uid":"%s","title":"Title %s","content":"Some words that a note may have.","tags":["a"],'
              '"updatedTs":"2026-01-02T08:00:00Z","updateTime":"2026-01-02T08:00:00Z",'
              '"sync":{"version":1,"isDeleted":false}}', uid, n)::jsonb
            FROM head CROSS JOIN (
              SELECT n, ('00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid AS uid
              FROM generate_series(1, SIZE) n) AS made;
            ANALYZE item, space_head;
            """;

    private GrowthCost() {}

    static String run(Plan plan) {
        List<Integer> sizes = plan.isLong() ? List.of(1_000, 100_000, 1_000_000) : List.of(100, 1_000);
        try (var postgres = OwnPostgres.start();
                RunningApi api = postgres.database().start()) {
            List<Map<String, Double>> medians = sizes.stream()
                    .map(size -> medians(plan, api, postgres.database(), size))
                    .toList();
            return sizes + " items: "
                    + medians.getFirst().keySet().stream()
                            .map(request -> request + " " + ratios(medians, request))
                            .collect(Collectors.joining("; "));
        }
    }

    private static Map<String, Double> medians(Plan plan, RunningApi api, ApiDatabase database, int size) {
        var client = SyncClient.of(api);
        database.executeAcrossTenants(FILL.replace("SIZE", Integer.toString(size)));
        Random random = plan.random(size);
        String behind = SyncClient.cursor(client.pull("notes", "limit=50"));
        int count = plan.size(2_000, 50);
        var medians = new TreeMap<String, Double>();
        medians.put("get", median(count, _ -> client.get("/v1/notes/" + uid(1 + random.nextInt(size)))));
        medians.put("list of 25", median(count, _ -> client.get("/v1/notes?limit=25&order=changed.desc")));
        medians.put("pull of 25", median(count, _ -> client.pull("notes", "limit=25&" + behind)));
        medians.put("changes of 25", median(count, _ -> client.get("/v1/sync/changes?limit=25")));
        medians.put("patch", median(count, number -> patch(client, 1 + random.nextInt(size), number)));
        return medians;
    }

    private static Reply patch(SyncClient client, int item, int number) {
        return client.send(Call.of("PATCH", "/v1/notes/" + uid(item)).json("{\"number\":" + number + "}"));
    }

    private static double median(int count, IntFunction<Reply> request) {
        return Timings.of(WARM_UP, count, number -> {
                    Reply reply = request.apply(number);
                    if (reply.status() != 200) {
                        throw new AssertionError(reply.toString());
                    }
                })
                .medianMs();
    }

    /// The first median in milliseconds, the others as multiples of it.
    private static String ratios(List<Map<String, Double>> medians, String request) {
        double first = medians.getFirst().get(request);
        return Timings.figure(first) + " ms, then "
                + medians.stream()
                        .skip(1)
                        .map(later -> Timings.figure(later.get(request) / first) + " x")
                        .collect(Collectors.joining(", "));
    }

    private static String uid(int number) {
        return "00000000-0000-4000-8000-" + "%012x".formatted(number);
    }
}
