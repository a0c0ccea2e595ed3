package dev.toolbridge.proof.torture;

import dev.toolbridge.proof.report.Plan;
import dev.toolbridge.tests.sync.SyncClient;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/// Sends a request many times at once under one key: it must have one effect and one answer for all.
final class DuplicateAttack {
    private static final int COPIES = 20;

    private DuplicateAttack() {}

    static String run(Plan plan) {
        return run(plan, Replicas.instance()::user);
    }

    static String run(Plan plan, Supplier<List<SyncClient>> users) {
        int keys = plan.size(200, 15);
        List<SyncClient> user = users.get();
        for (int key = 0; key < keys; key++) {
            send(user);
        }
        Reply stored = user.getFirst().get("/v1/notes?limit=1000");
        int items = stored.at("/items").size();
        long once = SyncClient.texts(stored, "/items", "version").stream()
                .filter("1"::equals)
                .count();
        if (items != keys || once != keys) {
            throw new AssertionError(keys + " keys made " + items + " items, " + once + " of them written once");
        }
        return keys + " keys x " + COPIES + " duplicates: " + keys + " effects";
    }

    private static void send(List<SyncClient> user) {
        Call create = Call.of("POST", "/v1/notes")
                .json("{\"title\":\"once\"}")
                .with("Idempotency-Key", UUID.randomUUID().toString());
        List<Reply> replies = Crowd.of(
                COPIES,
                copy -> Persistent.send(() -> user.get(copy % user.size()).send(create)));
        long answers = replies.stream().map(Reply::body).distinct().count();
        long first = replies.stream()
                .filter(reply -> reply.header("Idempotency-Replayed").isEmpty())
                .count();
        if (answers != 1 || first != 1 || replies.getFirst().status() != 201) {
            throw new AssertionError(answers + " answers, " + first + " of them not replayed: " + replies);
        }
    }
}
