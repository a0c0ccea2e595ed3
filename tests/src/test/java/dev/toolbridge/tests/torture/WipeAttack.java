package dev.toolbridge.tests.torture;

import dev.toolbridge.tests.process.Mutant;
import dev.toolbridge.tests.report.Plan;
import dev.toolbridge.tests.sync.SyncClient;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Devices of the old epoch write while the space is wiped. What they wrote is wiped or refused, never left.
final class WipeAttack {
    private static final int WRITERS = 4;
    private static final int PUSHES = 3;
    private static final Set<Integer> EXPECTED = Set.of(200, 201, 409, 428, 503);

    private WipeAttack() {}

    static String run(Plan plan) {
        int rounds = plan.size(500, 12);
        long left = race(plan, rounds, List.of());
        if (left != 0) {
            throw new AssertionError(left + " rows of the old epoch are left");
        }
        return rounds + " races: 0 rows of the old epoch";
    }

    /// Where the epoch is only checked ahead of the transaction, the same race must leave rows.
    static String runUnguarded(Plan plan) {
        int rounds = plan.size(100, 8);
        Path mutant = Mutant.of(
                "store/SpaceTransaction.java",
                "batch.epoch().getAsInt() != opening.epoch()",
                "batch.epoch().getAsInt() < 0");
        long left = race(plan, rounds, List.of(mutant));
        if (left == 0) {
            throw new AssertionError("this race would not notice a missing check");
        }
        return rounds + " races: " + left + " rows of the old epoch";
    }

    private static long race(Plan plan, int rounds, List<Path> classesAhead) {
        try (var replicas = Replicas.start(classesAhead)) {
            for (int round = 0; round < rounds; round++) {
                race(replicas.user(), plan, round);
            }
            long items = replicas.database().number("SELECT count(*) FROM item");
            return items + replicas.database().number("SELECT count(*) FROM change WHERE operation <> 'wipe'");
        }
    }

    private static void race(List<SyncClient> user, Plan plan, int round) {
        int beforeWipe = plan.random(round).nextInt(PUSHES);
        Crowd.of(WRITERS + 1, actor -> {
            SyncClient client = user.get(actor % user.size());
            if (actor < WRITERS) {
                write(client);
            } else {
                wipe(client, beforeWipe);
            }
            return actor;
        });
    }

    private static void write(SyncClient client) {
        for (int push = 0; push < PUSHES; push++) {
            require(client.push("notes", item(), item()));
            require(client.send(Call.of("POST", "/v1/tasks").json("{}")));
        }
    }

    private static void wipe(SyncClient client, int pushesBefore) {
        for (int push = 0; push < pushesBefore; push++) {
            require(client.push("notes", item()));
        }
        Reply wiped = Persistent.send(client::wipe);
        if (wiped.status() != 200) {
            throw new AssertionError("not wiped: " + wiped);
        }
    }

    private static String item() {
        return "{\"uid\":\"" + UUID.randomUUID() + "\"}";
    }

    private static void require(Reply reply) {
        if (!EXPECTED.contains(reply.status())) {
            throw new AssertionError(reply.toString());
        }
    }
}
