package dev.toolbridge.proof.query;

import dev.toolbridge.proof.load.ProcessorTime;
import dev.toolbridge.proof.report.Plan;
import dev.toolbridge.tests.process.OwnPostgres;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.sync.SyncClient;
import java.util.List;
import java.util.stream.Collectors;

/// Counts over a whole space, among a thousand tenants.
public final class AggregateCost {
    private static final List<String> COUNTS = List.of(
            "select=status,count()",
            "select=dueDate.day(),count()&limit=400",
            "select=day:createdAt.day(),count()",
            "select=priority,payload.estimate.sum()&status=eq.open",
            "select=tags,count()&limit=1000");

    private AggregateCost() {}

    public static String run(Plan plan) {
        int items = plan.items(100_000, 1_000);
        int count = plan.size(100, 5);
        try (var postgres = OwnPostgres.start();
                RunningApi api = postgres.database().start()) {
            TaskSpace.addNeighbours(postgres.database());
            SyncClient client = TaskSpace.of(items, api, postgres.database());
            var processor = new ProcessorTime(api, postgres.database());
            return "over " + items + " items: "
                    + COUNTS.stream()
                            .map(query -> query + " "
                                    + QueryTimes.of(
                                            count,
                                            client,
                                            processor,
                                            _ -> "/v1/tasks/aggregate?" + QueryTimes.encoded(query)))
                            .collect(Collectors.joining("; "));
        }
    }
}
