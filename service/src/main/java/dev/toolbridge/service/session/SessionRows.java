package dev.toolbridge.service.session;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/// Keeps sessions where every server of the deployment finds them.
public interface SessionRows {
    /// The time after which a session that nobody uses is over.
    Duration IDLE_MAX = Duration.ofHours(12);

    /// The time after which every session is over.
    Duration LIFE_MAX = Duration.ofDays(7);

    /// The sessions that a person may have at once; the oldest gives way.
    int OF_PERSON_MAX = 50;

    /// The content of a session that is not over; counts as its use.
    Optional<byte[]> use(byte[] id);

    void begin(byte[] id, UUID user, byte[] content);

    void replace(byte[] id, byte[] content);

    /// Takes the turn to ask the provider about a session; false while another request has it.
    boolean claimRefresh(byte[] id);

    void end(byte[] id);

    void endAll(UUID user);
}
