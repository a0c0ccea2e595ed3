package dev.toolbridge.tenants.quota;

import dev.toolbridge.tenants.reconcile.Findings;
import dev.toolbridge.tenants.reconcile.TenantCheck;
import dev.toolbridge.tenants.tenant.Condition.Status;
import dev.toolbridge.tenants.tenant.ConditionType;
import dev.toolbridge.tenants.tenant.Finding;
import dev.toolbridge.tenants.tenant.Quota;
import dev.toolbridge.tenants.tenant.Tenant;
import dev.toolbridge.tenants.tenant.TenantStatus;
import dev.toolbridge.tenants.usage.UsageStore;
import dev.toolbridge.tenants.usage.UsageStore.Present;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.stream.Collectors;

/// Keeps the file of a tenant's quotas as it is wanted, and finds out if the tenant has used most of one.
public final class QuotaCheck implements TenantCheck {
    private static final Set<TenantStatus> WITH_PROGRAMS =
            Set.of(TenantStatus.ACTIVE, TenantStatus.UPDATING, TenantStatus.SUSPENDED);
    private static final int NEAR_PERCENT = 80;
    private static final int ALL_PERCENT = 100;

    private final QuotaFiles files;
    private final UsageStore usage;

    public QuotaCheck(QuotaFiles files, UsageStore usage) {
        this.files = files;
        this.usage = usage;
    }

    @Override
    public Set<ConditionType> types() {
        return Set.of(ConditionType.WITHIN_QUOTAS);
    }

    @Override
    public Findings check(Tenant tenant) {
        if (!WITH_PROGRAMS.contains(tenant.status())) {
            return found(Status.FALSE, "NotWanted", "Nothing of it is wanted in this state.");
        }
        files.write(tenant);
        return usage.present(tenant.ref())
                .map(present -> judged(tenant, present))
                .orElseGet(() -> found(Status.UNKNOWN, "NotFound", "Its use was not read yet."));
    }

    private static Findings judged(Tenant tenant, Present present) {
        Map<Quota, Long> used = new EnumMap<>(Map.of(
                Quota.ITEMS, present.items(),
                Quota.BYTES, present.bytes(),
                Quota.REQUESTS_A_DAY, present.requestsToday(),
                Quota.TOOL_CALLS_A_DAY, present.toolCallsToday()));
        List<Entry<Quota, Long>> near = used.entrySet().stream()
                .filter(entry -> percent(tenant, entry) >= NEAR_PERCENT)
                .toList();
        if (near.isEmpty()) {
            return found(Status.TRUE, "AsWanted", "Less than " + NEAR_PERCENT + " % of each quota is used.");
        }
        boolean isUsedUp = near.stream().anyMatch(entry -> percent(tenant, entry) >= ALL_PERCENT);
        return found(
                Status.FALSE,
                isUsedUp ? "UsedUp" : "NearLimit",
                near.stream()
                        .map(entry -> named(tenant, entry))
                        .collect(Collectors.joining(", ", "Of its quotas: ", ".")));
    }

    private static double percent(Tenant tenant, Entry<Quota, Long> used) {
        long limit = tenant.quotas().limit(used.getKey());
        return limit == 0 ? ALL_PERCENT : ALL_PERCENT * (double) used.getValue() / limit;
    }

    /// In tens of percent, so that the message does not change with each request.
    private static String named(Tenant tenant, Entry<Quota, Long> used) {
        long tens = (long) percent(tenant, used) / 10 * 10;
        return used.getKey().word() + " " + Math.min(ALL_PERCENT, tens) + " %";
    }

    private static Findings found(Status status, String reason, String message) {
        return Findings.of(new Finding(ConditionType.WITHIN_QUOTAS, status, reason, message));
    }
}
