package dev.toolbridge.proof.query;

import dev.toolbridge.proof.load.ProcessorTime;
import dev.toolbridge.proof.report.Plan;
import dev.toolbridge.tests.process.OwnPostgres;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.sync.SyncClient;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Filters and orders in spaces of two sizes, among a thousand tenants. Each is asked in the small space, then in the
/// large one.
public record QueryCost(ProcessorTime processor, int count) {
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
            "payload.estimate=eq.7",
            "or=(status.eq.blocked,priority.eq.high)",
            "status=eq.open&tags=cs.{t17}");

    public static String run(Plan plan) {
        int small = plan.size(10_000, 100);
        int large = plan.items(1_000_000, 1_000);
        try (var postgres = OwnPostgres.start();
                RunningApi api = postgres.database().start()) {
            var cost = new QueryCost(new ProcessorTime(api, postgres.database()), plan.size(200, 10));
            TaskSpace.addNeighbours(postgres.database());
            SyncClient inSmall = TaskSpace.of(small, api, postgres.database());
            SyncClient inLarge = TaskSpace.of(large, api, postgres.database());
            return "at " + small + " and " + large + " items: "
                    + LISTS.stream()
                            .map(query -> cost.compared(query, inSmall, inLarge))
                            .collect(Collectors.joining("; "));
        }
    }

    private String compared(String query, SyncClient inSmall, SyncClient inLarge) {
        String path = "/v1/tasks?limit=25&" + QueryTimes.encoded(query);
        QueryTimes small = QueryTimes.of(count, inSmall, processor, _ -> path);
        QueryTimes large = QueryTimes.of(count, inLarge, processor, _ -> path);
        return String.format(
                Locale.ROOT,
                "%s %s, then %s (p95 %.2f x, processor %.2f x)",
                query,
                small,
                large,
                large.p95Ms() / small.p95Ms(),
                large.processorMs() / small.processorMs());
    }
}
