package dev.toolbridge.proof.query;

import dev.toolbridge.proof.load.ClosedLoop;
import dev.toolbridge.proof.load.ProcessorTime;
import dev.toolbridge.proof.load.Turns;
import dev.toolbridge.proof.report.Plan;
import dev.toolbridge.tests.process.ApiDatabase;
import dev.toolbridge.tests.process.Mutant;
import dev.toolbridge.tests.process.OwnPostgres;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.sync.SyncClient;
import dev.toolbridge.tests.wire.Reply;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// Writers of notes beside the indexer of their words, and without it.
public record IndexerCost(ApiDatabase database) {
    private static final int CLIENTS = 8;
    private static final Duration WARM_UP = Duration.ofSeconds(4);

    public static String run(Plan plan) {
        var idle = Mutant.ofApi(
                "store/search/TextIndexer.java", "ofVirtual().name(\"text-indexer\").start(", "ofVirtual().unstarted(");
        try (var postgres = OwnPostgres.start();
                RunningApi with = postgres.database().start();
                RunningApi without = with.startAgain(List.of(idle))) {
            var cost = new IndexerCost(postgres.database());
            List<SyncClient> left = clients(without);
            WordIndex.passBy(postgres.database());
            List<SyncClient> indexed = clients(with);
            cost.turn(with, indexed, WARM_UP);
            cost.turn(without, left, WARM_UP);
            Duration time = Duration.ofSeconds(plan.size(6, 1));
            return Turns.of(plan.size(7, 1), () -> cost.turn(with, indexed, time), () -> cost.turn(without, left, time))
                    + " (creates by " + CLIENTS + " clients, each in its space)";
        }
    }

    private static List<SyncClient> clients(RunningApi api) {
        return Stream.generate(() -> SyncClient.of(api)).limit(CLIENTS).toList();
    }

    private Turns.Figures turn(RunningApi api, List<SyncClient> clients, Duration time) {
        var loop = new ClosedLoop(CLIENTS, Duration.ZERO, time);
        var figures = Turns.Figures.of(loop, new ProcessorTime(api, database), client -> create(clients.get(client)));
        WordIndex.await(database);
        return figures;
    }

    private static int create(SyncClient client) {
        Reply made = client.post(
                "/v1/notes", "{\"title\":\"A note\",\"content\":\"Some words that a note may have, and some more.\"}");
        if (made.status() != 201) {
            throw new AssertionError("not created: " + made);
        }
        return 1;
    }
}
