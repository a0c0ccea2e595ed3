package dev.toolbridge.api.access.membership;

import dev.toolbridge.service.config.Secret;
import dev.toolbridge.token.RevokedTokens;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The running parts that keep memberships current.
///
/// @param memberships tells which users belong to which tenants
/// @param revocations receives ended memberships and sessions, and tells listeners
/// @param webhooks receives the identity provider's webhooks, if their signature can be checked
public record MembershipWatch(
        Memberships memberships, Revocations revocations, Optional<Webhooks> webhooks, EventPoll poll)
        implements AutoCloseable {

    /// The users whose memberships are watched.
    ///
    /// @param issuer the identity provider's issuer
    /// @param revoked the list of ended sessions
    public record Subject(String issuer, RevokedTokens revoked) {}

    /// Starts watching.
    public static MembershipWatch start(WorkosConfig config, Secret apiKey, Subject subject, InstantSource clock) {
        var source = new GuardedSource(new WorkosClient(apiKey, config.apiBaseUrl()), clock);
        var memberships = new Memberships(source, clock);
        var revocations = new Revocations(memberships, subject.revoked(), subject.issuer());
        var poll = new EventPoll(source, revocations, clock);
        poll.start();
        return new MembershipWatch(
                memberships, revocations, webhooks(config.webhookSecrets(), revocations, clock), poll);
    }

    private static Optional<Webhooks> webhooks(List<Secret> secrets, Revocations revocations, InstantSource clock) {
        return secrets.isEmpty() ? Optional.empty() : Optional.of(new Webhooks(secrets, revocations, clock));
    }

    @Override
    public void close() {
        poll.close();
    }
}
