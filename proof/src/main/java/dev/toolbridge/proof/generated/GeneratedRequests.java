package dev.toolbridge.proof.generated;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.proof.generated.Description.Operation;
import dev.toolbridge.proof.report.Plan;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.sync.SyncClient;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Requests made from the server's own description, half of them valid by it. Every answer must be one that it
/// describes, and the server may refuse a valid request only for a reason that no schema can express.
public final class GeneratedRequests {
    private static final int LONG = 20_000;
    private static final int SHORT = 600;

    /// The requests of one user, within its rate of sync sessions; then a new user begins with an empty space.
    private static final int OF_ONE_USER = 100;

    private static final String ENDING = "DELETE /v1/sync/sessions";

    private final RunningApi api;
    private final Random random;
    private final List<Operation> operations;
    private final Requests requests;
    private final AnswerCheck answers;
    private final Map<Reason, Integer> refused = new EnumMap<>(Reason.class);
    private final Map<String, String> broken = new LinkedHashMap<>();
    private int carriedOut;

    private GeneratedRequests(RunningApi api, Description description, Random random) {
        var check = new SchemaCheck(description);
        this.api = api;
        this.random = random;
        this.operations = description.operations();
        this.requests = new Requests(description, check, random);
        this.answers = new AnswerCheck(check);
    }

    public static String run(Plan plan) {
        var api = RunningApi.instance();
        var description = new Description(
                api.server().send(Call.of("GET", "/openapi.json")).json());
        return new GeneratedRequests(api, description, plan.random(0)).send(plan.size(LONG, SHORT));
    }

    private String send(int count) {
        Ground ground = newGround();
        for (int sent = 0; sent < count; sent++) {
            boolean isOver = sendOne(ground, sent % 2 == 0);
            ground = isOver || sent % OF_ONE_USER == OF_ONE_USER - 1 ? newGround() : ground;
        }
        if (!broken.isEmpty()) {
            throw new AssertionError(
                    broken.size() + " kinds of answers are not as described:\n" + String.join("\n\n", broken.values()));
        }
        return count + " requests to " + operations.size() + " operations, every answer as described; of " + count / 2
                + " that are allowed " + carriedOut + " carried out, refused for " + refused;
    }

    private Ground newGround() {
        return Ground.of(SyncClient.of(api), random);
    }

    /// Sends one request; true if it ended the session of the ground, so that few others can succeed.
    private boolean sendOne(Ground ground, boolean isAllowed) {
        Operation operation = operations.get(random.nextInt(operations.size()));
        Call call = isAllowed ? requests.valid(operation, ground) : requests.spoiled(operation, ground);
        Reply reply = ground.user().sendAsIs(call);
        try {
            JsonNode answer = answers.require(operation, reply);
            if (isAllowed) {
                note(operation, reply, answer);
            }
            ground.learn(operation.path(), reply);
        } catch (AssertionError complaint) {
            broken.putIfAbsent(
                    operation.method() + complaint.getMessage().replaceAll("[0-9a-z_]+", "."),
                    complaint.getMessage() + "\n" + shown(call) + "\n" + reply);
        }
        return reply.status() < 400
                && (operation.path().endsWith("/wipe") || operation.toString().startsWith(ENDING));
    }

    private void note(Operation operation, Reply reply, JsonNode answer) {
        if (reply.status() < 400) {
            carriedOut++;
            requireAcked(operation, answer);
            return;
        }
        Reason reason = Reason.of(
                        reply, answer.path("code").asText(answer.path("error").asText()))
                .orElseThrow(() -> new AssertionError("allowed, but refused for what a schema could say"));
        refused.merge(reason, 1, Integer::sum);
    }

    /// Requires that no item of a push is refused, since each has an answer of its own.
    private static void requireAcked(Operation operation, JsonNode answer) {
        if (operation.path().endsWith("/push")) {
            answer.valueStream()
                    .filter(ack ->
                            ack.has("error") && !ack.path("code").asText().equals("parent_missing"))
                    .findFirst()
                    .ifPresent(ack -> {
                        throw new AssertionError("allowed, but its item is refused: " + ack);
                    });
        }
    }

    private static String shown(Call call) {
        return call.method() + " " + call.path() + "\n" + call.headers() + "\n"
                + call.body().map(String::new).orElse("");
    }
}
