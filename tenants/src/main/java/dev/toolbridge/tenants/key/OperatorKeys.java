package dev.toolbridge.tenants.key;

import dev.toolbridge.tenants.caller.Caller;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The store of operators' keys. The audit log records each change in the same transaction.
public interface OperatorKeys {

    /// Stores a key; empty when there are too many valid ones.
    Optional<OperatorKeyRecord> create(Caller caller, OperatorKeyOrder order);

    /// All keys, newest first.
    List<OperatorKeyRecord> list();

    /// Ends a key at once; false when it does not exist or has ended already.
    boolean revoke(Caller caller, UUID id);
}
