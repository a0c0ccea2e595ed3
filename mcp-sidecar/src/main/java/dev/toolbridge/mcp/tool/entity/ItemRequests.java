package dev.toolbridge.mcp.tool.entity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.mcp.api.ApiAnswer;
import dev.toolbridge.mcp.api.ApiClient;
import dev.toolbridge.mcp.api.ApiRequest;
import dev.toolbridge.mcp.tool.OnBehalf;
import dev.toolbridge.mcp.tool.query.QueryArguments;
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
        return send(guarded(ApiRequest.of("POST", path()).with(payload), guard));
    }

    ApiAnswer replace(String uid, ObjectNode payload, Guard guard) {
        return send(guarded(ApiRequest.of("PUT", path(uid)).with(payload), guard));
    }

    ApiAnswer patch(String uid, ObjectNode updates, Guard guard) {
        return send(guarded(ApiRequest.of("PATCH", path(uid)).with(updates), guard));
    }

    ApiAnswer delete(String uid, Guard guard) {
        return send(guarded(ApiRequest.of("DELETE", path(uid)), guard));
    }

    ApiAnswer archive(String uid, Guard guard) {
        return send(guarded(ApiRequest.of("POST", path(uid) + "/archive"), guard));
    }

    ApiAnswer process(String uid, ObjectNode actionAndMetadata, Guard guard) {
        return send(guarded(ApiRequest.of("POST", path(uid) + "/process").with(actionAndMetadata), guard));
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
