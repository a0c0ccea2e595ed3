package dev.toolbridge.mcp.access;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.token.Audiences;
import dev.toolbridge.service.token.TokenKeysUnavailable;
import dev.toolbridge.service.token.TokenRejected;
import dev.toolbridge.service.token.TokenVerifier;
import dev.toolbridge.service.token.VerifiedToken;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the principal of a request from its token. Every request is verified; nothing is remembered.
public final class Principals {
    private static final Logger LOG = LoggerFactory.getLogger(Principals.class);
    private static final String BEARER = "Bearer ";

    private final TokenVerifier verifier;
    private final Doors doors;
    private final Optional<String> defaultTenant;

    /// Without a selection by the request, `defaultTenant` is selected, if there is one.
    public Principals(TokenVerifier verifier, Audiences audiences, Optional<String> defaultTenant) {
        this.verifier = verifier;
        this.doors = new Doors(audiences);
        this.defaultTenant = defaultTenant;
    }

    /// The principal of a request that came by a path, or a refusal with the challenge that fits it.
    Principal of(Request request, String path, Challenge challenge) {
        String token = bearerToken(request, challenge);
        VerifiedToken verified = verified(token, challenge);
        if (!doors.open(path, verified)) {
            LOG.atInfo()
                    .addKeyValue("reason", "an audience that does not open this path")
                    .log("token rejected");
            throw unauthorized(challenge.withBadToken());
        }
        Optional<String> selected = request.header(WireHeader.TENANT)
                .map(String::strip)
                .filter(tenant -> !tenant.isEmpty())
                .or(() -> defaultTenant);
        var owner =
                new Owner(verified.issuer(), verified.subject(), selected.or(verified::tenant), verified.clientId());
        var shown = new Principal.Shown(new Secret(token), doors.exchange(verified));
        return new Principal(owner, selected, verified.scopes(), verified.expiresAt(), shown);
    }

    private static String bearerToken(Request request, Challenge challenge) {
        return request.header("Authorization")
                .filter(value -> value.startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()))
                .orElseThrow(() -> unauthorized(challenge.withoutToken()));
    }

    private VerifiedToken verified(String token, Challenge challenge) {
        try {
            return verifier.verify(token);
        } catch (TokenRejected rejected) {
            LOG.atInfo().addKeyValue("reason", rejected.getMessage()).log("token rejected");
            throw unauthorized(challenge.withBadToken());
        } catch (TokenKeysUnavailable unavailable) {
            LOG.warn("token keys unavailable", unavailable);
            throw Refusal.of(ErrorCode.UNAVAILABLE, "the identity provider is unavailable")
                    .header("Retry-After", "5");
        }
    }

    private static Refusal unauthorized(String challenge) {
        return Refusal.of(ErrorCode.UNAUTHORIZED, "a valid bearer token is needed")
                .header("WWW-Authenticate", challenge);
    }
}
