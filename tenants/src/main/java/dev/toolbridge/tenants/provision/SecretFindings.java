package dev.toolbridge.tenants.provision;

import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.reconcile.Findings;
import dev.toolbridge.tenants.reconcile.Proposal;
import dev.toolbridge.tenants.release.ReleaseSecrets;
import dev.toolbridge.tenants.tenant.Condition.Status;
import dev.toolbridge.tenants.tenant.ConditionType;
import dev.toolbridge.tenants.tenant.Finding;
import dev.toolbridge.tenants.tenant.Tenant;
import dev.toolbridge.tenants.tenant.TenantStatus;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/// Looks at the ages of a tenant's secrets: those that are due are rotated, and versions that nobody uses are ended.
record SecretFindings(Machinery machinery, InstantSource clock) {
    private static final Set<TenantStatus> LIVING =
            Set.of(TenantStatus.ACTIVE, TenantStatus.UPDATING, TenantStatus.SUSPENDED);

    Findings of(Tenant tenant) {
        if (!LIVING.contains(tenant.status())) {
            return Findings.of(finding(Status.FALSE, "NotWanted", "Nothing of it is wanted in this state."));
        }
        return new ReleaseSecrets(machinery.database())
                .of(tenant.ref())
                .map(used -> new SecretSchedule(used, machinery.secrets().list(tenant.ref()), clock.instant()))
                .map(schedule -> new Findings(List.of(found(schedule)), proposals(schedule)))
                .orElseGet(() -> Findings.of(finding(Status.UNKNOWN, "NotUsed", "No release uses them.")));
    }

    private static Finding found(SecretSchedule schedule) {
        List<String> overdue = schedule.overdue();
        if (!overdue.isEmpty()) {
            return finding(
                    Status.FALSE,
                    "Overdue",
                    "Older than " + SecretSchedule.AGE_MAX.toDays() + " days: " + String.join(", ", overdue));
        }
        return schedule.areAllUsed()
                ? finding(Status.TRUE, "AsWanted", "The running release uses the newest versions.")
                : finding(Status.FALSE, "NotInUse", "A rotation was cut off: the next one brings it to its end.");
    }

    private static List<Proposal> proposals(SecretSchedule schedule) {
        if (schedule.hasEnded()) {
            return List.of(new Proposal(RotationPlans.CONCLUSION, Json.object(), "the overlap of secrets is over"));
        }
        return schedule.isDue()
                ? List.of(new Proposal(RotationPlans.ROTATION, Json.object(), "secrets are due for rotation"))
                : List.of();
    }

    private static Finding finding(Status status, String reason, String message) {
        return new Finding(ConditionType.SECRETS, status, reason, message);
    }
}
