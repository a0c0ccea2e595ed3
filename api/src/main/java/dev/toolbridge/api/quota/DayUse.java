package dev.toolbridge.api.quota;

import dev.toolbridge.contract.TenantQuota;
import java.time.LocalDate;

/// The use of tenants on days, as all servers have counted it.
public interface DayUse {

    /// A quota of a tenant on a day (UTC).
    record Day(String tenant, LocalDate date, TenantQuota quota) {}

    /// The use after a block was taken.
    ///
    /// @param used all that was counted or is in blocks
    /// @param granted the size of the block
    record Taken(long used, long granted) {}

    /// Settles what was counted beyond a block, or is left of it as a negative number; then takes a block.
    ///
    /// @param wanted the size of the block, which gets smaller where the limit leaves less
    /// @throws dev.toolbridge.database.DatabaseUnavailable if nothing was settled or taken
    Taken take(Day day, long settled, long wanted, long limit);

    /// Deletes the days before one, of a tenant.
    void forgetBefore(Day day);
}
