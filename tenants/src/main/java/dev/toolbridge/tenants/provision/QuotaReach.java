package dev.toolbridge.tenants.provision;

import dev.toolbridge.contract.TenantQuota;
import dev.toolbridge.tenants.reconcile.Findings;
import dev.toolbridge.tenants.reconcile.Proposal;
import dev.toolbridge.tenants.reconcile.TenantCheck;
import dev.toolbridge.tenants.release.DeploymentInput;
import dev.toolbridge.tenants.release.ReleaseStore;
import dev.toolbridge.tenants.tenant.ConditionType;
import dev.toolbridge.tenants.tenant.Quota;
import dev.toolbridge.tenants.tenant.Tenant;
import dev.toolbridge.tenants.tenant.TenantStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Proposes to deploy what a tenant runs once more when quotas have changed that its programs were started with: the
/// memory, and at Fly those as well that programs here read from a file.
record QuotaReach(ReleaseStore releases) implements TenantCheck {
    private static final List<String> HERE = List.of(Quota.MEMORY_MB.word());
    private static final List<String> AT_FLY = Stream.concat(
                    HERE.stream(), Arrays.stream(TenantQuota.values()).map(TenantQuota::word))
            .toList();

    @Override
    public Set<ConditionType> types() {
        return Set.of();
    }

    @Override
    public Findings check(Tenant tenant) {
        Optional<String> outdated = tenant.status() == TenantStatus.ACTIVE
                ? releases.withOtherQuotas(tenant.ref(), FlyGround.has(tenant) ? AT_FLY : HERE)
                : Optional.empty();
        return new Findings(
                List.of(),
                outdated.stream()
                        .map(artefact -> new Proposal(
                                "deploy",
                                DeploymentInput.of(artefact).put(DeploymentInput.BAKE, 0),
                                "its programs get the new quotas"))
                        .toList());
    }
}
