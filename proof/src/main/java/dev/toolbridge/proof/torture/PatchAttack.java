package dev.toolbridge.proof.torture;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.proof.report.Plan;
import dev.toolbridge.tests.sync.SyncClient;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/// Many clients change the same item at once, each another field. Every field must exist afterwards, and every
/// change must have made a version of its own.
final class PatchAttack {
    private static final int WRITERS = 64;

    private PatchAttack() {}

    static String run(Plan plan) {
        return run(plan, Replicas.instance()::user);
    }

    static String run(Plan plan, Supplier<List<SyncClient>> users) {
        int items = plan.size(200, 6);
        List<SyncClient> user = users.get();
        for (int item = 0; item < items; item++) {
            Reply made = user.getFirst().post("/v1/tasks", "{}");
            String path = "/v1/tasks/" + made.at("/uid").textValue();
            Crowd.of(WRITERS, writer -> patch(user.get(writer % user.size()), path, writer));
            requireAll(user.getFirst().get(path));
        }
        return items + " items x " + WRITERS + " concurrent patches: every field and every version is there";
    }

    private static Reply patch(SyncClient client, String path, int writer) {
        Call call = Call.of("PATCH", path)
                .json("{\"field%s\":%s}".formatted(writer, writer))
                .with("Idempotency-Key", UUID.randomUUID().toString());
        Reply reply = Persistent.send(() -> client.send(call));
        if (reply.status() != 200) {
            throw new AssertionError("not taken: " + reply);
        }
        return reply;
    }

    private static void requireAll(Reply stored) {
        JsonNode payload = stored.at("/payload");
        for (int writer = 0; writer < WRITERS; writer++) {
            if (payload.path("field" + writer).asInt(-1) != writer) {
                throw new AssertionError("the patch of writer " + writer + " is lost: " + stored);
            }
        }
        if (stored.at("/version").intValue() != WRITERS + 1) {
            throw new AssertionError("not one version for each patch: " + stored);
        }
    }
}
