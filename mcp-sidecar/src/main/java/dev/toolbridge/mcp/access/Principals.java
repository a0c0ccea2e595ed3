package dev.toolbridge.mcp.access;

import dev.toolbridge.contract.ApiKeyForm;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.mcp.access.KeyOwners.ShownKey;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.token.BearerCredential;
import dev.toolbridge.token.TokenKeysUnavailable;
import dev.toolbridge.token.TokenRejected;
import dev.toolbridge.token.TokenVerifier;
import dev.toolbridge.token.VerifiedToken;
import java.time.ZoneId;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the principal of a request from its credential: a token, which is verified here, or an API key, which
/// the API verifies.
public final class Principals {
    private static final Logger LOG = LoggerFactory.getLogger(Principals.class);
    private static final String FORWARDED = "X-Forwarded-For";

    private final TokenVerifier verifier;
    private final KeyOwners keys;
    private final PathAudiences paths;
    private final Optional<String> defaultTenant;

    /// Selects `defaultTenant`, if present, for a request that selects no tenant.
    public Principals(TokenVerifier verifier, KeyOwners keys, PathAudiences paths, Optional<String> defaultTenant) {
        this.verifier = verifier;
        this.keys = keys;
        this.paths = paths;
        this.defaultTenant = defaultTenant;
    }

    /// The principal of a request on a path, or a refusal with the challenge of that path.
    Principal of(Request request, String path, Challenge challenge) {
        String credential = BearerCredential.of(request).orElseThrow(() -> unauthorized(challenge.withoutToken()));
        if (!ApiKeyForm.isMeant(credential)) {
            return ofToken(credential, request, path).orElseThrow(() -> unauthorized(challenge.withBadToken()));
        }
        Principal principal = ofKey(credential, request).orElseThrow(() -> unauthorized(challenge.withBadToken()));
        if (!PathAudiences.openToKeys(path)) {
            throw Refusal.of(ErrorCode.FORBIDDEN, "API keys open " + PathAudiences.FOR_KEYS + ", where nobody logs in");
        }
        return principal;
    }

    private Optional<Principal> ofToken(String token, Request request, String path) {
        return verified(token)
                .filter(verified -> isOpen(paths.open(path, verified)))
                .map(verified -> {
                    Optional<String> selected = selected(request);
                    var sessionKey = new SessionKey(
                            verified.issuer(), verified.subject(), selected.or(verified::tenant), verified.clientId());
                    var shown = new Principal.Shown(new Secret(token), paths.exchange(verified), zone(request));
                    return new Principal(
                            sessionKey, selected, Grant.ofToken(verified.scopes()), verified.expiresAt(), shown);
                });
    }

    private Optional<Principal> ofKey(String key, Request request) {
        Optional<String> selected = selected(request);
        var shown = new ShownKey(new Secret(key), selected, addresses(request), request.correlationId());
        return keys.find(shown)
                .map(found -> new Principal(
                        found.sessionKey(),
                        selected,
                        Grant.ofKey(found.rights()),
                        found.expiresAt(),
                        new Principal.Shown(shown.key(), false, zone(request))));
    }

    private static boolean isOpen(boolean open) {
        if (!open) {
            LOG.atInfo()
                    .addKeyValue("reason", "a credential that does not open this path")
                    .log("token rejected");
        }
        return open;
    }

    private Optional<String> selected(Request request) {
        return request.header(WireHeader.TENANT)
                .map(String::strip)
                .filter(tenant -> !tenant.isEmpty())
                .or(() -> defaultTenant);
    }

    /// The zone that the request names.
    ///
    /// @throws Refusal if it does not exist
    private static Optional<String> zone(Request request) {
        Optional<String> named =
                request.header(WireHeader.ZONE).map(String::strip).filter(name -> !name.isEmpty());
        if (named.filter(name -> !ZoneId.getAvailableZoneIds().contains(name)).isPresent()) {
            throw Refusal.of(
                    ErrorCode.INVALID_HEADER,
                    "header " + WireHeader.ZONE + " must be an IANA name such as Europe/Paris");
        }
        return named;
    }

    /// The addresses by which the API counts bad keys, if it trusts this server as a proxy (`TRUSTED_PROXIES`).
    private static String addresses(Request request) {
        return request.listHeader(FORWARDED).map(before -> before + ", ").orElse("") + request.remoteAddress();
    }

    private Optional<VerifiedToken> verified(String token) {
        try {
            return Optional.of(verifier.verify(token));
        } catch (TokenRejected rejected) {
            LOG.atInfo().addKeyValue("reason", rejected.getMessage()).log("token rejected");
            return Optional.empty();
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
