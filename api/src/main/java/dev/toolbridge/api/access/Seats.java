package dev.toolbridge.api.access;

import java.util.Optional;
import java.util.UUID;

/// The members of shared spaces.
public interface Seats {

    /// The user's seat in the space of that name: its UUID, its slug or its number.
    Optional<Seat> find(String tenant, UUID user, String name);

    /// Counts the changes of members in this process: another number says that a seat may be another one.
    long changes();
}
