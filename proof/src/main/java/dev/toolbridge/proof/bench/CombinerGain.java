package dev.toolbridge.proof.bench;

import dev.toolbridge.proof.load.ClosedLoop;
import dev.toolbridge.proof.load.Timings;
import dev.toolbridge.proof.report.Plan;
import dev.toolbridge.tests.process.Mutant;
import dev.toolbridge.tests.process.OwnPostgres;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.sync.SyncClient;
import dev.toolbridge.tests.wire.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Many writers of one space: combined in one transaction, and each in its own.
final class CombinerGain {
    private static final int WRITERS = 32;
    private static final Duration WARM_UP = Duration.ofSeconds(4);

    private CombinerGain() {}

    static String run(Plan plan) {
        var alone = Mutant.ofApi("store/write/SpaceWriter.java", "TOGETHER_MAX = 50", "TOGETHER_MAX = 1");
        var loop = new ClosedLoop(WRITERS, WARM_UP, Duration.ofSeconds(plan.size(15, 2)));
        try (var postgres = OwnPostgres.start();
                RunningApi with = postgres.database().start();
                RunningApi without = with.startAgain(List.of(alone))) {
            double apart = rate(loop, without);
            double together = rate(loop, with);
            return String.format(
                    Locale.ROOT,
                    "%.0f creates/s with, %.0f without: %s times as many (%s writers)",
                    together,
                    apart,
                    Timings.figure(together / apart),
                    WRITERS);
        }
    }

    private static double rate(ClosedLoop loop, RunningApi api) {
        var client = SyncClient.of(api);
        return loop.perSecond(_ -> create(client));
    }

    private static int create(SyncClient client) {
        Reply made = client.post("/v1/notes", "{\"title\":\"hot\"}");
        if (made.status() != 201) {
            throw new AssertionError("not created: " + made);
        }
        return 1;
    }
}
