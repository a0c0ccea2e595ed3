package dev.toolbridge.api.key;

import dev.toolbridge.api.access.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The store of keys. The audit log records each change in the same transaction.
public interface Keys {

    /// Stores a key of the caller's; empty when the caller has too many valid ones.
    Optional<KeyRecord> create(Caller caller, KeyOrder order);

    /// The caller's keys, or all of the tenant's; newest first.
    List<KeyRecord> list(Caller caller, boolean ofAll);

    /// A key of the caller's or, with `ofAll`, of anyone's in the tenant, if it exists.
    Optional<KeyRecord> find(Caller caller, UUID id, boolean ofAll);

    /// Ends a key at once; false when it does not exist or has ended already.
    boolean revoke(Caller caller, UUID id, boolean ofAll);

    /// Replaces a key by another; the old key ends at the given time at the latest.
    ///
    /// @return the new key; empty when the old one does not exist or has ended already
    Optional<KeyRecord> replace(Caller caller, UUID id, KeyOrder order, Instant oldEndsAt);
}
