package dev.toolbridge.connect.login;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.json.Json;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// A login: the client that this program is at the provider, and the tokens that it got.
///
/// @param resource the server's name for itself, which tokens are asked for
/// @param port the port of the address to which the provider sends the browser back
/// @param access the access token; empty before the first login
/// @param expiresAt the time after which the access token is not sent any more
/// @param refresh the token for the next access token
record Login(
        String resource,
        URI tokenEndpoint,
        String clientId,
        int port,
        Optional<Secret> access,
        Instant expiresAt,
        Optional<Secret> refresh) {

    static Login parse(JsonNode json) {
        return new Login(
                json.path("resource").asText(),
                URI.create(json.path("tokenEndpoint").asText()),
                json.path("clientId").asText(),
                json.path("port").asInt(),
                secret(json.path("access")),
                Instant.parse(json.path("expiresAt").asText()),
                secret(json.path("refresh")));
    }

    private static Optional<Secret> secret(JsonNode text) {
        return Optional.of(text)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .map(Secret::new);
    }

    ObjectNode json() {
        ObjectNode json = Json.object()
                .put("resource", resource)
                .put("tokenEndpoint", tokenEndpoint.toString())
                .put("clientId", clientId)
                .put("port", port)
                .put("expiresAt", expiresAt.toString());
        access.ifPresent(token -> json.put("access", token.reveal()));
        refresh.ifPresent(token -> json.put("refresh", token.reveal()));
        return json;
    }

    /// The same with the tokens of an answer of the provider. One without a refresh token leaves the old one valid.
    Login with(LoginTokens tokens) {
        return new Login(
                resource,
                tokenEndpoint,
                clientId,
                port,
                Optional.of(tokens.access()),
                tokens.expiresAt(),
                tokens.refresh().or(() -> refresh));
    }

    /// The same without the access token, which a server refused.
    Login withoutAccess() {
        return new Login(resource, tokenEndpoint, clientId, port, Optional.empty(), Instant.EPOCH, refresh);
    }

    /// The same client without tokens.
    Login forgotten() {
        return new Login(resource, tokenEndpoint, clientId, port, Optional.empty(), Instant.EPOCH, Optional.empty());
    }

    boolean isValidAt(Instant now) {
        return access.isPresent() && now.isBefore(expiresAt);
    }
}
