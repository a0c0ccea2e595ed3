package dev.toolbridge.api.access;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.contract.scope.GrantedScopes;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.token.BackendToken;
import dev.toolbridge.token.OwnKeys;
import dev.toolbridge.token.VerifiedToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Exchanges a token of the identity provider for one of ours: never one of our own tokens, never for a longer
/// life than the given token's, and never for more scopes than it grants.
final class TokenExchange {
    private static final String SIDECAR = "mcp-sidecar";
    private static final Duration LIFE = Duration.ofHours(1);
    private static final Duration SIDECAR_LIFE = Duration.ofMinutes(5);

    private final ExchangeConfig config;
    private final OwnKeys keys;
    private final Tenants tenants;
    private final InstantSource clock;

    TokenExchange(ExchangeConfig config, OwnKeys keys, Tenants tenants, InstantSource clock) {
        this.config = config;
        this.keys = keys;
        this.tenants = tenants;
        this.clock = clock;
    }

    Answer exchange(Identity identity, Request request) {
        if (identity.credential() instanceof Credential.Key) {
            throw Refusal.of(ErrorCode.FORBIDDEN, "API keys cannot be exchanged");
        }
        var asked = ExchangeRequest.of(request);
        requireAllowed(asked.audience());
        VerifiedToken subject = identity.providersToken()
                .orElseThrow(() -> ExchangeRequest.invalid("only tokens of the identity provider can be exchanged"));
        boolean bySidecar = isSidecar(asked);
        var token = new BackendToken(
                Optional.of(subject.issuer()),
                subject.subject(),
                Optional.of(asked.audience()),
                tenant(identity, request),
                scopes(subject, asked),
                subject.clientId(),
                bySidecar ? Optional.of(SIDECAR) : Optional.empty(),
                subject.sessionId(),
                subject.signedInAt(),
                life(subject, asked, bySidecar));
        return answer(token);
    }

    private void requireAllowed(String audience) {
        if (!config.audiences().contains(audience)) {
            throw Refusal.of(ErrorCode.INVALID_TARGET, "audience is not one that tokens are exchanged for");
        }
    }

    /// Tells if the MCP server sends the request; a client that names itself must prove it.
    private boolean isSidecar(ExchangeRequest asked) {
        Optional<String> secret = asked.find("client_secret");
        if (asked.find("client_id").isEmpty() && secret.isEmpty()) {
            return false;
        }
        boolean proven = asked.find("client_id").filter(SIDECAR::equals).isPresent()
                && config.sidecar()
                        .map(Secret::reveal)
                        .filter(known -> same(known, secret.orElse("")))
                        .isPresent();
        if (!proven) {
            throw Refusal.of(ErrorCode.UNAUTHORIZED, "unknown client, or a wrong secret")
                    .header("WWW-Authenticate", "Bearer error=\"invalid_client\"");
        }
        return true;
    }

    /// The tenant that the request or the token names; if neither does, the new token is bound to none.
    private Optional<String> tenant(Identity identity, Request request) {
        Optional<String> header = request.header(WireHeader.TENANT);
        return header.isPresent() || identity.boundTenant().isPresent()
                ? Optional.of(tenants.select(identity, header).tenant())
                : Optional.empty();
    }

    /// The requested scopes; by default the token's own, even those that this release does not know. A scope
    /// that the token does not grant is never given.
    private Set<String> scopes(VerifiedToken subject, ExchangeRequest asked) {
        var granted = GrantedScopes.ofToken(subject.scopes());
        Optional<String> wanted = asked.scope();
        if (wanted.isEmpty()) {
            return exchangeable(granted.written());
        }
        Set<String> named = config.scopes().read(wanted.get()).orElse(Set.of());
        boolean isPart = !named.isEmpty()
                && named.stream()
                        .allMatch(scope ->
                                Scope.known(scope).filter(granted::allow).isPresent());
        if (!isPart || exchangeable(named).size() < named.size()) {
            throw ExchangeRequest.invalid("scope is not part of what the token grants");
        }
        return named;
    }

    /// Approval stays with the person's own token. A token of nothing else would grant everything without it.
    private static Set<String> exchangeable(Set<String> written) {
        Set<String> left = written.stream()
                .filter(scope ->
                        Scope.known(scope).filter(Scope.APPROVE::equals).isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        if (left.isEmpty() && !written.isEmpty()) {
            throw ExchangeRequest.invalid("the token grants nothing that can be exchanged");
        }
        return left;
    }

    private Duration life(VerifiedToken subject, ExchangeRequest asked, boolean bySidecar) {
        Duration life = asked.expiresInSeconds().map(Duration::ofSeconds).orElse(LIFE);
        Duration longest = bySidecar ? SIDECAR_LIFE : LIFE;
        Duration left = Duration.between(clock.instant(), subject.expiresAt());
        return shorter(shorter(life, longest), left.isPositive() ? left : Duration.ofSeconds(1));
    }

    private Answer answer(BackendToken token) {
        if (!keys.canSign()) {
            throw Refusal.of(ErrorCode.UNAVAILABLE, "Failed to issue token");
        }
        var body = Json.object()
                .put("access_token", keys.sign(token))
                .put("issued_token_type", ExchangeRequest.ACCESS_TOKEN)
                .put("token_type", "Bearer")
                .put("expires_in", token.life().toSeconds());
        if (!token.scopes().isEmpty()) {
            body.put("scope", String.join(" ", token.scopes()));
        }
        return Answer.json(200, body).header("Cache-Control", "no-store");
    }

    private static Duration shorter(Duration left, Duration right) {
        return left.compareTo(right) < 0 ? left : right;
    }

    private static boolean same(String known, String shown) {
        return MessageDigest.isEqual(known.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }
}
