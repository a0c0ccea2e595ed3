package dev.toolbridge.api.sync;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.item.SpaceState;
import dev.toolbridge.api.item.Spaces;
import dev.toolbridge.service.signed.Seal;
import dev.toolbridge.service.signed.Seal.Opened;
import dev.toolbridge.service.signed.SigningKeys;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Sync sessions are values that we sign and clients hold, so that they outlive a restart and work on every
/// replica: `1|key|id|owner|created|expires|epoch|mac`. Only those that were ended early are stored.
public final class SyncSessions {
    private static final Duration LIFE = Duration.ofMinutes(30);
    private static final String FORM = "1";
    private static final int PARTS = 5;

    private final Seal seal;
    private final Spaces spaces;
    private final InstantSource clock;

    public SyncSessions(SigningKeys keys, Spaces spaces, InstantSource clock) {
        this.seal = keys.seal("sync session", FORM);
        this.spaces = spaces;
        this.clock = clock;
    }

    /// The kinds of session that a caller may name.
    sealed interface Found {

        /// The caller's own, still valid.
        record Own(SyncSession session, SpaceState space) implements Found {}

        /// A session of another user, or of the caller in another tenant or space.
        record Strangers() implements Found {}

        /// No session, or one that is over.
        record Unknown() implements Found {}
    }

    SyncSession begin(Caller caller) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        int epoch = spaces.state(caller.space(), Optional.empty()).epoch();
        return new SyncSession(UUID.randomUUID(), now, now.plus(LIFE), epoch);
    }

    /// The value that the client holds.
    String text(Caller caller, SyncSession session) {
        return seal.close(
                session.id().toString(),
                owner(caller),
                Long.toString(session.createdAt().toEpochMilli()),
                Long.toString(session.expiresAt().toEpochMilli()),
                Integer.toString(session.epoch()));
    }

    Found find(Caller caller, String text) {
        return switch (seal.open(text)) {
            case Opened.Genuine genuine when genuine.parts().size() == PARTS -> find(caller, genuine.parts());
            case Opened.Genuine _, Opened.UnknownKey _, Opened.Foreign _ -> new Found.Unknown();
        };
    }

    void end(Caller caller, SyncSession session) {
        spaces.endSession(caller.space(), session.id(), session.expiresAt());
    }

    private Found find(Caller caller, List<String> parts) {
        var session = new SyncSession(
                UUID.fromString(parts.get(0)),
                Instant.ofEpochMilli(Long.parseLong(parts.get(2))),
                Instant.ofEpochMilli(Long.parseLong(parts.get(3))),
                Integer.parseInt(parts.get(4)));
        if (!clock.instant().isBefore(session.expiresAt())) {
            return new Found.Unknown();
        }
        if (!parts.get(1).equals(owner(caller))) {
            return new Found.Strangers();
        }
        SpaceState space = spaces.state(caller.space(), Optional.of(session.id()));
        boolean over = space.sessionEnded() || space.epoch() != session.epoch();
        return over ? new Found.Unknown() : new Found.Own(session, space);
    }

    private static String owner(Caller caller) {
        return Seal.digest(caller.bound(caller.user() + " " + caller.tenant()));
    }
}
