package dev.toolbridge.mcp.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;

/// One request to the API.
///
/// @param method the HTTP method
/// @param path the path below the API's address, already encoded
/// @param query the query parameters
/// @param body the JSON body, if there is one
/// @param ifMatch the version that the item must still have
/// @param idempotencyKey makes a repeated delivery harmless
/// @param headers its other headers
public record ApiRequest(
        String method,
        String path,
        SequencedMap<String, String> query,
        Optional<ObjectNode> body,
        OptionalLong ifMatch,
        Optional<String> idempotencyKey,
        SequencedMap<String, String> headers) {

    public ApiRequest {
        query = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(query));
        headers = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(headers));
    }

    public static ApiRequest of(String method, String path) {
        return new ApiRequest(
                method,
                path,
                new LinkedHashMap<>(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                new LinkedHashMap<>());
    }

    public ApiRequest with(String name, String value) {
        var more = new LinkedHashMap<>(query);
        more.put(name, value);
        return new ApiRequest(method, path, more, body, ifMatch, idempotencyKey, headers);
    }

    public ApiRequest header(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ApiRequest(method, path, query, body, ifMatch, idempotencyKey, more);
    }

    public ApiRequest with(ObjectNode json) {
        return new ApiRequest(method, path, query, Optional.of(json), ifMatch, idempotencyKey, headers);
    }

    public ApiRequest onlyIf(OptionalLong version) {
        return new ApiRequest(method, path, query, body, version, idempotencyKey, headers);
    }

    public ApiRequest once(Optional<String> key) {
        return new ApiRequest(method, path, query, body, ifMatch, key, headers);
    }

    /// The type of the body, which is JSON unless a header says otherwise.
    Optional<String> contentType() {
        return body.isEmpty() || headers.containsKey("Content-Type")
                ? Optional.empty()
                : Optional.of("application/json");
    }

    /// Tells if the request can be sent again without a second effect.
    boolean repeatable() {
        return method.equals("GET") || idempotencyKey.isPresent();
    }
}
