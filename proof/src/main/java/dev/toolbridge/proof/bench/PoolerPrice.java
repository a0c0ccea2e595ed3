package dev.toolbridge.proof.bench;

import dev.toolbridge.proof.load.Timings;
import dev.toolbridge.proof.report.Plan;
import dev.toolbridge.tests.process.OwnPostgres;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.sync.SyncClient;
import dev.toolbridge.tests.wire.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Two servers on one database, in turns: one names its statements, the other works as behind a pooler. No
/// pooler is between, so that the difference is the cost on our side.
final class PoolerPrice {
    private static final int WARM_UP = 300;
    private static final int NOTES = 30;
    private static final String NOTE = "{\"title\":\"A note\",\"content\":\"Some words that a note may have.\"}";

    private PoolerPrice() {}

    /// A kind of request.
    private record Kind(String name, int status, Call call) {}

    static String run(Plan plan) {
        try (var postgres = OwnPostgres.start();
                RunningApi named = postgres.database().start();
                RunningApi unnamed = named.startAgain(Map.of("DATABASE_POOLER", "transaction"))) {
            var user = SyncClient.of(named);
            for (int note = 1; note < NOTES; note++) {
                user.post("/v1/notes", NOTE);
            }
            String uid = user.post("/v1/notes", NOTE).at("/uid").textValue();
            return Stream.of(
                            new Kind("get", 200, Call.of("GET", "/v1/notes/" + uid)),
                            new Kind("list of 25", 200, Call.of("GET", "/v1/notes?limit=25&order=changed.desc")),
                            new Kind("create", 201, Call.of("POST", "/v1/notes").json(NOTE)))
                    .map(kind -> compared(plan, kind, user, user.at(unnamed)))
                    .collect(Collectors.joining("; "));
        }
    }

    private static String compared(Plan plan, Kind kind, SyncClient named, SyncClient unnamed) {
        List<Double> ratios = new ArrayList<>();
        for (int turn = 0; turn < plan.size(5, 1); turn++) {
            double direct = median(plan, kind, named);
            ratios.add(median(plan, kind, unnamed) / direct);
        }
        double ratio =
                ratios.stream().sorted().skip(ratios.size() / 2).findFirst().orElseThrow();
        return kind.name() + " " + Timings.figure(ratio) + " x";
    }

    private static double median(Plan plan, Kind kind, SyncClient user) {
        return Timings.of(plan.size(WARM_UP, 10), plan.size(1_000, 20), _ -> {
                    var reply = user.send(kind.call());
                    if (reply.status() != kind.status()) {
                        throw new AssertionError(reply.toString());
                    }
                })
                .medianMs();
    }
}
