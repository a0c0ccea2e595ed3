package dev.toolbridge.proof.torture;

import dev.toolbridge.proof.report.Plan;
import dev.toolbridge.tests.sync.SyncClient;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/// Devices of the old epoch write while the space is wiped. Their writes must be wiped or refused, never kept.
final class WipeAttack {
    private static final int WRITERS = 4;
    private static final int PUSHES = 3;
    private static final Set<Integer> EXPECTED = Set.of(200, 201, 409, 428, 503);

    /// The number of changes in all spaces that are older than the wipe of their space and count as present.
    private static final String OUTLIVED = """
            SELECT count(*) FROM change c JOIN change wipe ON wipe.tenant_id = c.tenant_id
              AND wipe.space_id = c.space_id AND wipe.operation = 'wipe' AND wipe.seq > c.seq
            JOIN space_head head ON head.tenant_id = c.tenant_id AND head.space_id = c.space_id
              AND head.wiped_seq < c.seq
            """;

    private WipeAttack() {}

    static String run(Plan plan) {
        return run(plan, Replicas.instance()::user);
    }

    static String run(Plan plan, Supplier<List<SyncClient>> users) {
        int rounds = plan.size(500, 20);
        long left = race(plan, rounds, users);
        if (left != 0) {
            throw new AssertionError(left + " rows of the old epoch are left");
        }
        return rounds + " races: 0 rows of the old epoch";
    }

    private static long race(Plan plan, int rounds, Supplier<List<SyncClient>> users) {
        long left = 0;
        for (int round = 0; round < rounds; round++) {
            List<SyncClient> user = users.get();
            race(user, plan, round);
            left += user.getFirst()
                    .withSession()
                    .get("/v1/sync/changes")
                    .at("/upserts")
                    .size();
        }
        return left + Replicas.instance().database().number(OUTLIVED);
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
