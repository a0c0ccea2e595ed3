package dev.toolbridge.api.stream;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.access.Standing;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import java.time.Duration;
import java.time.Instant;

/// The right of a caller to an open stream: it ends with the token, and with the first look that finds other rights. It
/// looks each minute, and when members of a shared space have changed in this process.
///
/// For the thread that writes the stream.
public final class Tenure {
    private static final Duration LOOKS = Duration.ofSeconds(60);

    private final Standing standing;
    private final Request request;
    private final Caller caller;
    private Instant nextLook = Instant.now().plus(LOOKS);
    private long changes;
    private boolean isLost;

    public Tenure(Standing standing, Request request, Caller caller) {
        this.standing = standing;
        this.request = request;
        this.caller = caller;
        this.changes = standing.changes();
    }

    /// The right of the same client to a shared space.
    ///
    /// @param space its UUID, slug or number
    /// @throws Refusal if there is none
    public Tenure in(String space) {
        Request placed = request.withHeader(WireHeader.SPACE, space);
        return new Tenure(standing, placed, standing.of(placed));
    }

    public Caller caller() {
        return caller;
    }

    /// Tells if the token has expired.
    public boolean isExpired() {
        return !expiresAt().isAfter(Instant.now());
    }

    /// Tells if the rights are still those that the stream began with.
    public boolean isKept() {
        Instant now = Instant.now();
        boolean isDue = !now.isBefore(nextLook) || changes != standing.changes();
        if (!isLost && isDue) {
            changes = standing.changes();
            nextLook = now.plus(LOOKS);
            isLost = !isSame();
        }
        return !isLost;
    }

    /// The time until the next question, at most.
    public Duration pause(Duration most) {
        Instant now = Instant.now();
        Instant next = expiresAt().isBefore(nextLook) ? expiresAt() : nextLook;
        Duration left = Duration.between(now, next);
        return left.compareTo(most) < 0 ? left : most;
    }

    private Instant expiresAt() {
        return caller.proof().expiresAt().orElse(Instant.MAX);
    }

    private boolean isSame() {
        try {
            Caller now = standing.of(request);
            return now.tenant().equals(caller.tenant())
                    && now.space().equals(caller.space())
                    && now.rights().equals(caller.rights());
        } catch (Refusal lost) {
            return false;
        }
    }
}
