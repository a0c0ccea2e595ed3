package dev.toolbridge.identity.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.json.Json;
import java.util.List;

/// Says what this provider can: RFC 8414 and OpenID Connect Discovery.
final class Discovery {
    static final List<String> SCOPES = List.of("openid", "profile", "email", "offline_access");

    private final Issuer issuer;

    Discovery(Issuer issuer) {
        this.issuer = issuer;
    }

    Answer authorizationServer() {
        return Answer.json(200, description());
    }

    Answer openIdProvider() {
        var json = description();
        add(json, "subject_types_supported", "public");
        add(json, "id_token_signing_alg_values_supported", "RS256");
        add(json, "claims_supported", "sub", "email", "name", "org_id", "sid", "auth_time");
        return Answer.json(200, json);
    }

    private ObjectNode description() {
        var json = Json.object()
                .put("issuer", issuer.address())
                .put("authorization_endpoint", issuer.at("/oauth2/authorize"))
                .put("token_endpoint", issuer.at("/oauth2/token"))
                .put("registration_endpoint", issuer.at("/oauth2/register"))
                .put("userinfo_endpoint", issuer.at("/oauth2/userinfo"))
                .put("jwks_uri", issuer.at("/oauth2/jwks"))
                .put("client_id_metadata_document_supported", true)
                .put("authorization_response_iss_parameter_supported", true);
        SCOPES.forEach(json.putArray("scopes_supported")::add);
        add(json, "response_types_supported", "code");
        add(json, "response_modes_supported", "query");
        add(json, "grant_types_supported", "authorization_code", "refresh_token");
        add(json, "code_challenge_methods_supported", "S256");
        add(json, "token_endpoint_auth_methods_supported", "none", "client_secret_post", "client_secret_basic");
        return json;
    }

    private static void add(ObjectNode json, String name, String... values) {
        List.of(values).forEach(json.putArray(name)::add);
    }
}
