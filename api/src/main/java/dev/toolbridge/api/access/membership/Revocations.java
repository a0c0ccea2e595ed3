package dev.toolbridge.api.access.membership;

import com.github.benmanes.caffeine.cache.Cache;
import dev.toolbridge.service.memory.HeapShare;
import dev.toolbridge.token.RevokedTokens;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// Acts on the identity provider's events, by webhook or by poll, each once.
public final class Revocations {
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final HeapShare KEPT = new HeapShare(10);

    private final Memberships memberships;
    private final RevokedTokens revoked;
    private final String issuer;
    private final Cache<String, Boolean> seen = KEPT.<String, Boolean>cache((id, _) -> id.length())
            .expireAfterWrite(REMEMBERED)
            .build();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    /// Takes the events of one issuer.
    public Revocations(Memberships memberships, RevokedTokens revoked, String issuer) {
        this.memberships = memberships;
        this.revoked = revoked;
        this.issuer = issuer;
    }

    /// Learns of users who may no longer be in a tenant, so that their open streams can be checked again.
    @FunctionalInterface
    public interface Listener {

        /// Reports that a membership or a session ended.
        ///
        /// @param user the user as the identity provider names it; empty: any
        /// @param tenant the tenant; empty: any
        void ended(Optional<String> user, Optional<String> tenant);
    }

    public void listen(Listener listener) {
        listeners.add(listener);
    }

    /// Acts on an event, once.
    void apply(MembershipEvent event) {
        if (seen.asMap().putIfAbsent(event.id(), true) == null) {
            act(event);
        }
    }

    private void act(MembershipEvent event) {
        switch (event) {
            case MembershipEvent.Ended ended -> {
                memberships.end(ended);
                tell(Optional.of(ended.user()), Optional.of(ended.tenant()));
            }
            case MembershipEvent.Altered altered -> memberships.ask(altered.user(), altered.tenant());
            case MembershipEvent.UserGone gone -> {
                memberships.forgetUser(gone.user());
                tell(Optional.of(gone.user()), Optional.empty());
            }
            case MembershipEvent.TenantGone gone -> {
                memberships.forgetTenant(gone.tenant());
                tell(Optional.empty(), Optional.of(gone.tenant()));
            }
            case MembershipEvent.SessionEnded ended -> {
                revoked.revoke(issuer, ended.session());
                tell(Optional.empty(), Optional.empty());
            }
            case MembershipEvent.Other _ -> {}
        }
    }

    private void tell(Optional<String> user, Optional<String> tenant) {
        listeners.forEach(listener -> listener.ended(user, tenant));
    }
}
