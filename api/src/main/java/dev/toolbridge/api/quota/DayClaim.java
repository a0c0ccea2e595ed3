package dev.toolbridge.api.quota;

import dev.toolbridge.contract.TenantQuota;

/// A request or a tool call that is counted already. It may change something if it is within the limit.
final class DayClaim {
    private final DayCounts counts;
    private final DayUse.Day day;

    /// True if it is within the limit; guarded by this.
    private boolean isGranted;

    DayClaim(DayCounts counts, DayUse.Day day, boolean isGranted) {
        this.counts = counts;
        this.day = day;
        this.isGranted = isGranted;
    }

    TenantQuota quota() {
        return day.quota();
    }

    /// Requires that it is within the limit. What is refused does not count.
    ///
    /// @throws dev.toolbridge.service.error.Refusal `quota_exceeded`
    synchronized void require() {
        if (!isGranted) {
            counts.requireLate(day);
            isGranted = true;
        }
    }
}
