package dev.toolbridge.tenants.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.operation.Operation;
import dev.toolbridge.tenants.operation.OperationEvent;
import dev.toolbridge.tenants.operation.Problem;
import dev.toolbridge.tenants.operation.StepRecord;

/// An operation, its steps and its events as administrators read them.
final class OperationJson {

    /// The member of an operation's input that says what it ends for others.
    static final String EFFECTS = "effects";

    private OperationJson() {}

    /// The operation, with its steps if they were read.
    static ObjectNode of(Operation operation) {
        var json = Json.object()
                .put("id", operation.id().toString())
                .put("tenant", operation.tenant().toString())
                .put("kind", operation.kind())
                .put("status", operation.status().word())
                .put("cancelling", operation.cancelling());
        json.set("actor", Json.stored(operation.actor()));
        json.put("reason", operation.reason())
                .put("created_at", operation.createdAt().toString());
        TenantJson.time(json, "started_at", operation.startedAt());
        TenantJson.time(json, "finished_at", operation.finishedAt());
        operation.problem().map(Problem::json).ifPresent(problem -> json.set("problem", problem));
        if (operation.input().has(EFFECTS)) {
            json.set(EFFECTS, operation.input().get(EFFECTS));
        }
        json.put("last_event", operation.lastEvent());
        if (!operation.steps().isEmpty()) {
            var steps = json.putArray("steps");
            operation.steps().forEach(step -> steps.add(of(step)));
        }
        return json;
    }

    static ObjectNode of(OperationEvent event) {
        var json = Json.object()
                .put("seq", event.seq())
                .put("at", event.at().toString())
                .put("what", event.what());
        event.step().ifPresent(step -> json.put("step", step));
        return json.set("detail", event.detail());
    }

    private static ObjectNode of(StepRecord step) {
        var json = Json.object()
                .put("name", step.name())
                .put("state", step.state().word())
                .put("takes_back", step.undo())
                .put("attempt", step.attempt());
        TenantJson.time(json, "started_at", step.startedAt());
        TenantJson.time(json, "finished_at", step.finishedAt());
        TenantJson.time(json, "deadline", step.deadlineAt());
        TenantJson.time(json, "next_try_at", step.nextTryAt());
        step.problem().map(Problem::json).ifPresent(problem -> json.set("problem", problem));
        step.externalId().ifPresent(id -> json.put("external_id", id));
        step.result().filter(result -> !result.isEmpty()).ifPresent(result -> json.set("result", result));
        return json;
    }
}
