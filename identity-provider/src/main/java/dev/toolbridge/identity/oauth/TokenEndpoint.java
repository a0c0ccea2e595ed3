package dev.toolbridge.identity.oauth;

import dev.toolbridge.identity.state.Directory;
import dev.toolbridge.identity.state.Grant;
import dev.toolbridge.identity.state.Grants;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import java.util.List;
import java.util.Optional;

/// Gives tokens for codes and for refresh tokens (RFC 6749, sections 4.1.3 and 6).
final class TokenEndpoint {
    private final Clients clients;
    private final Codes codes;
    private final Grants grants;
    private final Directory directory;
    private final AccessTokens tokens;

    TokenEndpoint(OauthParts parts, Clients clients, Codes codes) {
        this.clients = clients;
        this.codes = codes;
        this.grants = parts.grants();
        this.directory = parts.directory();
        this.tokens = parts.tokens();
    }

    Answer answer(Request request) {
        var form = Form.ofBody(request);
        String clientId = clients.authenticated(form, request.header("Authorization"));
        return switch (form.require("grant_type")) {
            case "authorization_code" -> {
                var issued = codes.redeem(form, clientId);
                yield tokens(issued, form, codes.signIn(form));
            }
            case "refresh_token" -> tokens(refreshed(form, clientId), form, Optional.empty());
            default -> throw OauthRefusal.of("unsupported_grant_type", "authorization_code or refresh_token");
        };
    }

    private Grants.Issued refreshed(Form form, String clientId) {
        return switch (grants.refresh(form.require("refresh_token"), clientId)) {
            case Grants.Refreshed.Good good -> good.issued();
            case Grants.Refreshed.Reused reused -> {
                directory.revokeSession(reused.grant());
                throw badRefreshToken();
            }
            case Grants.Refreshed.Unknown _ -> throw badRefreshToken();
        };
    }

    private static OauthRefusal badRefreshToken() {
        return OauthRefusal.of("invalid_grant", "the refresh token is not good");
    }

    private Answer tokens(Grants.Issued issued, Form form, Optional<PersonLogin> signIn) {
        Grant grant = issued.grant();
        if (form.find("resource")
                .filter(asked -> !Resource.parse(asked).equals(Resource.parse(grant.audience())))
                .isPresent()) {
            throw OauthRefusal.of("invalid_target", "resource is not what was allowed");
        }
        var json = Json.object()
                .put("access_token", tokens.access(grant))
                .put("token_type", "Bearer")
                .put("expires_in", tokens.lifeSeconds())
                .put("refresh_token", issued.refreshToken())
                .put("scope", grant.scope());
        if (List.of(grant.scope().split(" ")).contains("openid")) {
            directory
                    .user(grant.userId())
                    .ifPresent(user -> json.put("id_token", tokens.identity(grant, user, signIn)));
        }
        return Answer.json(200, json).header("Cache-Control", "no-store");
    }
}
