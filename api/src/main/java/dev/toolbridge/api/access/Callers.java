package dev.toolbridge.api.access;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.token.TokenKeysUnavailable;
import dev.toolbridge.service.token.TokenRejected;
import dev.toolbridge.service.token.TokenVerifier;
import dev.toolbridge.service.token.VerifiedToken;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the caller of a request from its token and its tenant selection.
public final class Callers {
    private static final Logger LOG = LoggerFactory.getLogger(Callers.class);
    private static final String BEARER = "Bearer ";
    private static final String CHALLENGE = "WWW-Authenticate";

    private final TokenVerifier verifier;
    private final Tenants tenants;

    public Callers(TokenVerifier verifier, Tenants tenants) {
        this.verifier = verifier;
        this.tenants = tenants;
    }

    /// The caller, or a refusal: no or a bad token first, then the tenant.
    public Caller of(Request request) {
        VerifiedToken token = verified(bearerToken(request));
        String tenant = tenants.select(token, request.header(WireHeader.TENANT));
        return new Caller(
                tenant,
                UserId.of(token.issuer(), token.subject()),
                token.subject(),
                token.scopes(),
                token.clientId(),
                token.actor(),
                claims(request),
                request.correlationId());
    }

    private static String bearerToken(Request request) {
        return request.header("Authorization")
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()))
                .orElseThrow(() -> unauthorized("Bearer"));
    }

    private VerifiedToken verified(String token) {
        try {
            return verifier.verify(token);
        } catch (TokenRejected rejected) {
            LOG.atInfo().addKeyValue("reason", rejected.getMessage()).log("token rejected");
            throw unauthorized("Bearer error=\"invalid_token\"");
        } catch (TokenKeysUnavailable unavailable) {
            LOG.warn("token keys unavailable", unavailable);
            throw Refusal.of(ErrorCode.UNAVAILABLE, "the identity provider is unavailable")
                    .header("Retry-After", "5");
        }
    }

    private static Refusal unauthorized(String challenge) {
        return Refusal.plain(ErrorCode.UNAUTHORIZED, "unauthorized").header(CHALLENGE, challenge);
    }

    private static Caller.Claims claims(Request request) {
        return new Caller.Claims(
                claim(request, WireHeader.CLIENT), claim(request, WireHeader.TOOL), claim(request, WireHeader.RUN));
    }

    private static Optional<String> claim(Request request, String header) {
        Optional<String> claim = request.header(header);
        if (claim.isPresent() && !isPrintable(claim.get())) {
            throw Refusal.of(
                    ErrorCode.INVALID_HEADER,
                    "header " + header + " must be at most " + WireHeader.CLAIM_LENGTH_MAX + " printable characters");
        }
        return claim;
    }

    private static boolean isPrintable(String text) {
        return text.length() <= WireHeader.CLAIM_LENGTH_MAX && text.chars().noneMatch(Character::isISOControl);
    }
}
