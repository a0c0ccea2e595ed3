package dev.toolbridge.proof.torture;

import dev.toolbridge.proof.report.Plan;
import dev.toolbridge.tests.process.ApiDatabase;
import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.process.OwnPostgres;
import dev.toolbridge.tests.process.RunningApi;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;

/// Kills a program while clients write, and starts it again at the same address.
final class KillAttack {
    private static final int WRITES_BETWEEN_KILLS = 40;
    private static final int PAUSE_MAX_MS = 400;

    private final Plan plan;
    private final ApiDatabase database;
    private final int kills;

    private KillAttack(Plan plan, ApiDatabase database, int kills) {
        this.plan = plan;
        this.database = database;
        this.kills = kills;
    }

    static String runApi(Plan plan) {
        int kills = plan.size(30, 2);
        var database = ApiDatabase.fresh();
        var api = new AtomicReference<>(database.start());
        try {
            return new KillAttack(plan, database, kills).run(api.get(), () -> {
                api.get().program().kill();
                api.set(api.get().startAgainInPlace());
            });
        } finally {
            api.get().close();
        }
    }

    static String runPostgres(Plan plan) {
        int kills = plan.size(5, 1);
        try (var postgres = OwnPostgres.start();
                RunningApi api = postgres.database().start()) {
            return new KillAttack(plan, postgres.database(), kills).run(api, postgres::killAndStart);
        }
    }

    private String run(RunningApi api, Runnable kill) {
        var load = new Load(api);
        Random random = plan.random(0);
        load.against(() -> {
            for (int count = 0; count < kills; count++) {
                load.awaitProgress(WRITES_BETWEEN_KILLS);
                Await.pause(Duration.ofMillis(random.nextInt(PAUSE_MAX_MS)));
                kill.run();
            }
            load.awaitProgress(WRITES_BETWEEN_KILLS);
        });
        load.requireOnce(database);
        return kills + " kills, " + load.acknowledged() + " items acknowledged: lost 0, done twice 0";
    }
}
