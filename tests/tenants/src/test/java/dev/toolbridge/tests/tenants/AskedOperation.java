package dev.toolbridge.tests.tenants;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.wire.Reply;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// An operation as an operator sees it.
record AskedOperation(RunningPlatform platform, JsonNode json) {
    private static final Duration END_MAX = Duration.ofMinutes(5);
    private static final Set<String> ENDS = Set.of("succeeded", "failed", "cancelled");

    /// The operation that an answer shows.
    static AskedOperation of(RunningPlatform platform, Reply answer) {
        if (answer.status() >= 300) {
            throw new AssertionError("no operation: " + answer);
        }
        return new AskedOperation(platform, answer.json());
    }

    /// The operation that an order begins as soon as no other operation changes the tenant.
    static AskedOperation whenFree(RunningPlatform platform, Supplier<Reply> order) {
        Reply[] last = new Reply[1];
        Await.until(
                END_MAX,
                () -> {
                    last[0] = order.get();
                    return !last[0].body().contains("operation_in_progress");
                },
                () -> "the tenant is being changed: " + last[0]);
        return of(platform, last[0]);
    }

    String id() {
        return json.path("id").asText();
    }

    String status() {
        return json.path("status").asText();
    }

    /// The state of a step.
    String state(String step) {
        for (JsonNode one : json.path("steps")) {
            if (one.path("name").asText().equals(step)) {
                return one.path("state").asText();
            }
        }
        return "";
    }

    AskedOperation now() {
        return of(platform, platform.send("GET", "/admin/operations/" + id()));
    }

    AskedOperation ended() {
        return awaited(operation -> ENDS.contains(operation.status()));
    }

    /// Waits until a step has begun.
    AskedOperation begun(String step) {
        return awaited(operation -> !Set.of("", "pending").contains(operation.state(step)));
    }

    private AskedOperation awaited(Predicate<AskedOperation> condition) {
        AskedOperation[] last = {this};
        Await.until(
                END_MAX,
                () -> {
                    last[0] = last[0].seen();
                    return condition.test(last[0]);
                },
                () -> "the operation goes on: " + last[0].json);
        return last[0];
    }

    /// The same again, with a body of nothing, as soon as no other operation changes the tenant.
    AskedOperation then(String action) {
        return whenFree(platform, () -> platform.post("/admin/operations/" + id() + "/" + action, ""));
    }

    /// Kills the control plane when a step has begun, and starts it again.
    AskedOperation killedAt(String step) {
        AskedOperation at = begun(step);
        platform.program().kill();
        System.out.println("Killed at " + step + ", which was " + at.state(step));
        platform.start();
        return at;
    }

    /// As it is now, or as it was if the server is away.
    private AskedOperation seen() {
        try {
            return now();
        } catch (UncheckedIOException | AssertionError away) {
            return this;
        }
    }
}
