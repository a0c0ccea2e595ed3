package dev.toolbridge.token.login;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/// The tokens that the identity provider gives to a client.
///
/// @param identity the ID token; empty text if there is none
/// @param refresh the token that brings new ones, if the provider gives one
/// @param life the time for which they are valid
public record ProviderTokens(String identity, Optional<String> refresh, Duration life) {
    private static final Duration USUAL_LIFE = Duration.ofMinutes(5);

    static ProviderTokens of(JsonNode answer) {
        return new ProviderTokens(
                answer.path("id_token").asText(),
                Optional.ofNullable(answer.path("refresh_token").textValue()),
                Duration.ofSeconds(answer.path("expires_in").asLong(USUAL_LIFE.toSeconds())));
    }
}
