package dev.toolbridge.proof.torture;

import dev.toolbridge.proof.report.Plan;
import dev.toolbridge.tests.sync.SyncClient;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.util.List;
import java.util.function.Supplier;

/// Many clients require the same version of an item at once. Exactly one may succeed, the rest get a refusal.
final class IfMatchAttack {
    private static final int WRITERS = 16;
    private static final int OK = 200;
    private static final int PRECONDITION_FAILED = 412;

    private IfMatchAttack() {}

    static String run(Plan plan) {
        return run(plan, Replicas.instance()::user);
    }

    static String run(Plan plan, Supplier<List<SyncClient>> users) {
        int versions = plan.size(500, 20);
        List<SyncClient> user = users.get();
        Reply made = user.getFirst().post("/v1/notes", "{}");
        String path = "/v1/notes/" + made.at("/uid").textValue();
        for (int version = 1; version <= versions; version++) {
            race(user, path, version);
        }
        requireVersion(user.getFirst().get(path), versions + 1);
        return versions + " versions x " + WRITERS + " writers: one 200 each, 412 for the others";
    }

    private static void race(List<SyncClient> user, String path, int version) {
        List<Reply> replies = Crowd.of(WRITERS, writer -> {
            Call call = Call.of("PATCH", path)
                    .with("If-Match", "\"" + version + "\"")
                    .json("{\"by\":" + writer + "}");
            return Persistent.send(() -> user.get(writer % user.size()).send(call));
        });
        long won = replies.stream().filter(reply -> reply.status() == OK).count();
        long told = replies.stream()
                .filter(reply -> reply.status() == PRECONDITION_FAILED)
                .count();
        if (won != 1 || told != WRITERS - 1) {
            throw new AssertionError(won + " had version " + version + ", " + told + " were told: " + replies);
        }
    }

    private static void requireVersion(Reply stored, int version) {
        if (stored.at("/version").intValue() != version) {
            throw new AssertionError("not version " + version + ": " + stored);
        }
    }
}
