package dev.toolbridge.api.access.membership;

import dev.toolbridge.service.config.Secret;
import dev.toolbridge.token.RevokedTokens;
import java.time.InstantSource;
import java.util.Optional;

/// Everything that keeps us right about who belongs where, running.
///
/// @param memberships tells who belongs where
/// @param revocations hears what ended, and says it to others
/// @param webhooks takes what the identity provider sends, when its signature can be checked
public record MembershipWatch(
        Memberships memberships, Revocations revocations, Optional<Webhooks> webhooks, EventPoll poll)
        implements AutoCloseable {

    /// Who is watched over.
    ///
    /// @param issuer the identity provider's issuer
    /// @param revoked where ended sessions are noted
    public record Subject(String issuer, RevokedTokens revoked) {}

    /// Starts watching.
    public static MembershipWatch start(WorkosConfig config, Secret apiKey, Subject subject, InstantSource clock) {
        var source = new GuardedSource(new WorkosClient(apiKey, config.apiBaseUrl()), clock);
        var memberships = new Memberships(source, clock);
        var revocations = new Revocations(memberships, subject.revoked(), subject.issuer());
        var poll = new EventPoll(source, revocations, clock);
        poll.start();
        return new MembershipWatch(
                memberships,
                revocations,
                config.webhookSecret().map(secret -> new Webhooks(secret, revocations, clock)),
                poll);
    }

    @Override
    public void close() {
        poll.close();
    }
}
