package dev.toolbridge.connect.login;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.connect.terminal.CommandFailure;
import dev.toolbridge.service.config.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The tokens of an answer of the provider (RFC 6749, section 5.1).
record LoginTokens(Secret access, Instant expiresAt, Optional<Secret> refresh) {
    private static final Duration UNKNOWN_LIFE = Duration.ofMinutes(5);
    private static final Duration MARGIN = Duration.ofSeconds(30);

    static LoginTokens of(JsonNode answer) {
        JsonNode access = answer.path("access_token");
        if (!access.isTextual() || !answer.path("token_type").asText("").equalsIgnoreCase("bearer")) {
            throw new CommandFailure("the identity provider gave no bearer token");
        }
        Duration life = Duration.ofSeconds(answer.path("expires_in").asLong(UNKNOWN_LIFE.toSeconds()));
        return new LoginTokens(
                new Secret(access.asText()),
                Instant.now().plus(life).minus(MARGIN),
                Optional.of(answer.path("refresh_token"))
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::asText)
                        .map(Secret::new));
    }
}
