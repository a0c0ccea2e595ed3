package dev.toolbridge.tenants.runtime.fly;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/// A request to Fly.
///
/// @param path the path and the query below the API's base
/// @param nonce the lease under which a machine is changed
/// @param isRepeatable true if it does the same however often it is sent
/// @param within the longest wait for an answer
record FlyCall(
        String method,
        String path,
        Optional<JsonNode> body,
        Optional<String> nonce,
        boolean isRepeatable,
        Duration within) {
    private static final Duration USUAL = Duration.ofSeconds(30);

    static FlyCall get(String path) {
        return new FlyCall("GET", path, Optional.empty(), Optional.empty(), true, USUAL);
    }

    static FlyCall post(String path, JsonNode body) {
        return new FlyCall("POST", path, Optional.of(body), Optional.empty(), true, USUAL);
    }

    static FlyCall post(String path) {
        return new FlyCall("POST", path, Optional.empty(), Optional.empty(), true, USUAL);
    }

    static FlyCall delete(String path) {
        return new FlyCall("DELETE", path, Optional.empty(), Optional.empty(), true, USUAL);
    }

    /// The same, which must not be sent again before its effect was looked up.
    FlyCall once() {
        return new FlyCall(method, path, body, nonce, false, within);
    }

    FlyCall under(String lease) {
        return new FlyCall(method, path, body, Optional.of(lease), isRepeatable, within);
    }

    FlyCall within(Duration longest) {
        return new FlyCall(method, path, body, nonce, isRepeatable, longest);
    }
}
