package dev.toolbridge.connect.cache;

import com.fasterxml.jackson.databind.JsonNode;

/// A text that the server did not take. It stays on this machine until its person lets it go.
///
/// @param number its number in the cache
public record RefusedText(long number, String uid, JsonNode payload, Reason reason) {

    /// The reason of a refusal.
    ///
    /// @param code the code of the error catalogue, or `wiped`
    public record Reason(String code, String sentence) {}
}
