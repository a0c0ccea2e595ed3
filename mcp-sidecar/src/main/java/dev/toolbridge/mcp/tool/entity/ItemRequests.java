package dev.toolbridge.mcp.tool.entity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.mcp.api.ApiAnswer;
import dev.toolbridge.mcp.api.ApiClient;
import dev.toolbridge.mcp.api.ApiRequest;
import dev.toolbridge.mcp.tool.OnBehalf;
import dev.toolbridge.mcp.tool.delivery.Proposer;
import dev.toolbridge.mcp.tool.query.QueryArguments;
import dev.toolbridge.service.json.Json;
import java.util.Optional;
import java.util.OptionalLong;

/// Requests about the items of one type, on behalf of one caller.
record ItemRequests(EntityType type, ApiClient api, OnBehalf caller) {

    /// The guard of a write: the version that it expects, and the key that makes a second delivery harmless.
    record Guard(OptionalLong ifMatch, Optional<String> idempotencyKey) {}

    ApiAnswer list(int limit, ListQuestion question) {
        var request = question.query()
                .filtered(ApiRequest.of("GET", path()))
                .with(QueryArguments.ORDER, question.order())
                .with("limit", Integer.toString(limit))
                .with("includeDeleted", Boolean.toString(question.includeDeleted()));
        return send(
                question.cursor().map(place -> request.with("cursor", place)).orElse(request));
    }

    ApiAnswer get(String uid, boolean includeDeleted) {
        return send(ApiRequest.of("GET", path(uid)).with("includeDeleted", Boolean.toString(includeDeleted)));
    }

    /// The newest entry of the item's history.
    ApiAnswer newestChange(String uid) {
        return send(ApiRequest.of("GET", path(uid) + "/history").with("limit", "1"));
    }

    ApiAnswer create(ObjectNode payload, Guard guard) {
        return write(
                ApiRequest.of("POST", path()).with(payload),
                guard,
                operation("create").set("payload", payload));
    }

    ApiAnswer replace(String uid, ObjectNode payload, Guard guard) {
        return write(
                ApiRequest.of("PUT", path(uid)).with(payload),
                guard,
                operation("replace", uid).set("payload", payload));
    }

    ApiAnswer patch(String uid, ObjectNode updates, Guard guard) {
        return write(
                ApiRequest.of("PATCH", path(uid)).with(updates),
                guard,
                operation("patch", uid).set("payload", updates));
    }

    ApiAnswer delete(String uid, Guard guard) {
        return write(ApiRequest.of("DELETE", path(uid)), guard, operation("delete", uid));
    }

    ApiAnswer archive(String uid, Guard guard) {
        return write(ApiRequest.of("POST", path(uid) + "/archive"), guard, operation("archive", uid));
    }

    ApiAnswer process(String uid, ObjectNode actionAndMetadata, Guard guard) {
        return write(
                ApiRequest.of("POST", path(uid) + "/process").with(actionAndMetadata),
                guard,
                operation("process", uid).setAll(actionAndMetadata));
    }

    /// Sends a write.
    ///
    /// @param operation the same as a batch takes it
    /// @throws ProposalNeeded if the API wants it to be proposed
    private ApiAnswer write(ApiRequest request, Guard guard, ObjectNode operation) {
        ApiAnswer answer = send(guarded(request, guard));
        if (Proposer.isNeeded(answer)) {
            guard.ifMatch().ifPresent(version -> operation.put("ifMatch", version));
            throw new ProposalNeeded(operation, guard.idempotencyKey());
        }
        return answer;
    }

    private ObjectNode operation(String name) {
        return Json.object().put("op", name).put("type", type.name());
    }

    private ObjectNode operation(String name, String uid) {
        return operation(name).put("uid", uid);
    }

    private ApiAnswer send(ApiRequest request) {
        return api.send(request, caller);
    }

    private static ApiRequest guarded(ApiRequest request, Guard guard) {
        return request.onlyIf(guard.ifMatch()).once(guard.idempotencyKey());
    }

    private String path() {
        return "/v1/" + type.plural();
    }

    private String path(String uid) {
        return path() + "/" + uid;
    }
}
