package dev.toolbridge.mcp.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;

/// One request to the API.
///
/// @param method HTTP method
/// @param path path below the API's address, already encoded
/// @param query query parameters
/// @param body the JSON body, if there is one
/// @param ifMatch the version that the item must still have
/// @param idempotencyKey makes a repeated delivery harmless
public record ApiRequest(
        String method,
        String path,
        SequencedMap<String, String> query,
        Optional<ObjectNode> body,
        OptionalLong ifMatch,
        Optional<String> idempotencyKey) {

    public ApiRequest {
        query = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(query));
    }

    public static ApiRequest of(String method, String path) {
        return new ApiRequest(
                method, path, new LinkedHashMap<>(), Optional.empty(), OptionalLong.empty(), Optional.empty());
    }

    public ApiRequest with(String name, String value) {
        var more = new LinkedHashMap<>(query);
        more.put(name, value);
        return new ApiRequest(method, path, more, body, ifMatch, idempotencyKey);
    }

    public ApiRequest with(ObjectNode json) {
        return new ApiRequest(method, path, query, Optional.of(json), ifMatch, idempotencyKey);
    }

    public ApiRequest onlyIf(OptionalLong version) {
        return new ApiRequest(method, path, query, body, version, idempotencyKey);
    }

    public ApiRequest once(Optional<String> key) {
        return new ApiRequest(method, path, query, body, ifMatch, key);
    }

    /// Whether the request can be sent again without doing anything twice.
    boolean repeatable() {
        return method.equals("GET") || idempotencyKey.isPresent();
    }
}
