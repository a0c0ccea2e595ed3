package dev.toolbridge.identity.state;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Refresh tokens: each is good once, and one that comes a second time ends the whole grant, because then somebody
/// else has it (RFC 9700, section 4.14.2).
public final class Grants {
    private static final Duration LIFE = Duration.ofDays(30);
    private static final String PREFIX = "rt_";
    private static final char SEPARATOR = '.';

    private final Registry registry;
    private final InstantSource clock;

    public Grants(Registry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /// A grant and the refresh token that continues it.
    public record Issued(Grant grant, String refreshToken) {}

    /// The rights that a user gives a client.
    public record Terms(String clientId, String userId, String organizationId, String scope, String audience) {}

    public Issued begin(Terms terms) {
        String secret = Unguessable.token();
        var grant = new Grant(
                Unguessable.id("grant"),
                terms.clientId(),
                terms.userId(),
                terms.organizationId(),
                terms.scope(),
                terms.audience(),
                Unguessable.id("session"),
                Unguessable.hash(secret),
                clock.instant().plus(LIFE).getEpochSecond(),
                false);
        registry.update(state -> state.withGrant(grant));
        return new Issued(grant, refreshToken(grant, secret));
    }

    /// The result of presenting a refresh token.
    public sealed interface Refreshed {
        /// The grant goes on with this.
        record Good(Issued issued) implements Refreshed {}

        /// It was replaced before: somebody else has it, and the grant's session must end.
        record Reused(Grant grant) implements Refreshed {}

        /// It is not one of the client's, or its grant has ended.
        record Unknown() implements Refreshed {}
    }

    /// Continues a grant with a new refresh token, if the old one was good and is the client's.
    public Refreshed refresh(String refreshToken, String clientId) {
        int separator = refreshToken.indexOf(SEPARATOR);
        if (!refreshToken.startsWith(PREFIX) || separator < 0) {
            return new Refreshed.Unknown();
        }
        String id = refreshToken.substring(PREFIX.length(), separator);
        String hash = Unguessable.hash(refreshToken.substring(separator + 1));
        return registry.decide(state -> refreshed(state, find(state, id).filter(isOf(clientId)), hash));
    }

    /// The grant of a session.
    public Optional<Grant> bySession(String sessionId) {
        return registry.state().grants().stream()
                .filter(grant -> grant.sessionId().equals(sessionId))
                .findFirst();
    }

    private Registry.Decision<Refreshed> refreshed(State state, Optional<Grant> known, String hash) {
        if (known.isEmpty() || known.get().revoked() || isExpired(known.get())) {
            return new Registry.Decision<>(state, new Refreshed.Unknown());
        }
        if (!Unguessable.same(known.get().refreshHash(), hash)) {
            var ended = known.get().ended();
            return new Registry.Decision<>(state.withGrant(ended), new Refreshed.Reused(ended));
        }
        String secret = Unguessable.token();
        var rotated = known.get().rotated(Unguessable.hash(secret));
        var issued = new Issued(rotated, refreshToken(rotated, secret));
        return new Registry.Decision<>(state.withGrant(rotated), new Refreshed.Good(issued));
    }

    private boolean isExpired(Grant grant) {
        return clock.instant().getEpochSecond() >= grant.expiresAtSeconds();
    }

    private static java.util.function.Predicate<Grant> isOf(String clientId) {
        return grant -> grant.clientId().equals(clientId);
    }

    private static Optional<Grant> find(State state, String id) {
        return state.grants().stream().filter(grant -> grant.id().equals(id)).findFirst();
    }

    private static String refreshToken(Grant grant, String secret) {
        return PREFIX + grant.id() + SEPARATOR + secret;
    }
}
