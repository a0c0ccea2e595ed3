package dev.toolbridge.launcher.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.json.Json;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The switches of a development identity provider, by which it gives tokens to any user.
public final class IdentitySwitches {
    private static final String ADMIN = "admin";

    private final JsonServer server;

    /// @param secret the secret of its workspace
    public IdentitySwitches(URI issuer, Secret secret) {
        this.server = new JsonServer("the identity provider", issuer, secret);
    }

    /// A token of a user.
    ///
    /// @param audiences the resources that it is for
    /// @param organization the organisation that the user acts for
    public String token(String user, List<String> audiences, Optional<String> organization, Duration life) {
        var claims = Json.object().put("exp", Instant.now().plus(life).getEpochSecond());
        audiences.forEach(claims.putArray("aud")::add);
        organization.ifPresent(id -> claims.put("org_id", id));
        var command = Json.object().put("sub", user);
        command.set("claims", claims);
        return send("POST", "/control/tokens", command).path("token").asText();
    }

    /// Makes a user an administrator of an organisation.
    ///
    /// @param name the user's name or address
    /// @return the user's id
    public String join(String name, String organization) {
        String user = send("POST", "/control/users", Json.object().put("email", name))
                .path("id")
                .asText();
        send(
                "PUT",
                "/control/memberships",
                Json.object()
                        .put("user_id", user)
                        .put("organization_id", organization)
                        .put("role", ADMIN));
        return user;
    }

    private JsonNode send(String method, String path, ObjectNode body) {
        return server.send(method, path, Optional.of(body), Map.of());
    }
}
