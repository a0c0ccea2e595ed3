package dev.toolbridge.api.access;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// The accounts that their users have ended.
public interface EndedAccounts {

    /// The end of an account.
    ///
    /// @param at the time: what was issued before it opens nothing
    /// @param isFinished false while data of the account is left
    record End(Instant at, boolean isFinished) {}

    /// The last end of the user's account in the tenant, if there was one.
    Optional<End> find(String tenant, UUID user);

    /// Counts the ends that this process has heard of: another number says that a caller may be refused now.
    long changes();
}
