package dev.toolbridge.api.key;

import dev.toolbridge.api.access.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The place where keys are kept. Each change is written down in the audit log in the same transaction.
public interface Keys {

    /// Stores a key of the caller's; empty when there are too many that are good.
    Optional<KeyRecord> create(Caller caller, KeyOrder order);

    /// The caller's keys, or all of the tenant's; newest first.
    List<KeyRecord> list(Caller caller, boolean ofAll);

    /// A key, if it is there and the caller's or, with `ofAll`, anybody's in the tenant.
    Optional<KeyRecord> find(Caller caller, UUID id, boolean ofAll);

    /// Ends a key at once; false when it is not there or over already.
    boolean revoke(Caller caller, UUID id, boolean ofAll);

    /// Stores a key in the place of another, which ends at the given time at the latest.
    ///
    /// @return the new key; empty when the old one is not there or over already
    Optional<KeyRecord> replace(Caller caller, UUID id, KeyOrder order, Instant oldEndsAt);
}
