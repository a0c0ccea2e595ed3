package dev.toolbridge.tenants.provision;

import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.reconcile.Findings;
import dev.toolbridge.tenants.reconcile.Proposal;
import dev.toolbridge.tenants.release.Release;
import dev.toolbridge.tenants.release.TenantPrograms;
import dev.toolbridge.tenants.runtime.Capability;
import dev.toolbridge.tenants.runtime.InstanceSelection;
import dev.toolbridge.tenants.runtime.InstanceState;
import dev.toolbridge.tenants.runtime.Observed;
import dev.toolbridge.tenants.tenant.Condition.Status;
import dev.toolbridge.tenants.tenant.ConditionType;
import dev.toolbridge.tenants.tenant.Finding;
import dev.toolbridge.tenants.tenant.Tenant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The checks of what a tenant has at Fly.
///
/// @param fly empty if this server has no settings for Fly
record FlyChecks(Optional<FlyGround> fly) {
    private static final Set<InstanceState> HELPLESS = Set.of(InstanceState.STOPPED, InstanceState.FAILED);
    private static final String AS_WANTED = "AsWanted";

    /// Proposes to start a machine that does not come back by itself.
    Findings runtime(Tenant tenant, Release release) {
        if (fly.isEmpty()) {
            return unknown(ConditionType.RUNTIME, ConditionType.MEMORY_LIMITED);
        }
        var runtime = fly.get().runtime();
        InstanceState state = runtime.observe(InstanceSelection.of(release.tenant(), TenantPrograms.APP)).stream()
                .filter(instance -> instance.name().equals(FlyGround.instance(release)))
                .map(Observed::state)
                .findFirst()
                .orElse(InstanceState.STOPPED);
        var memory = runtime.capabilities().of(Capability.MEMORY_LIMITED);
        return new Findings(
                List.of(
                        running(tenant, release, state),
                        found(ConditionType.MEMORY_LIMITED, memory.isTrue(), AS_WANTED, memory.reason())),
                !tenant.suspended() && HELPLESS.contains(state)
                        ? List.of(new Proposal(
                                TenantChecks.REPAIR, Json.object(), "the machine does not come back by itself"))
                        : List.of());
    }

    private static Finding running(Tenant tenant, Release release, InstanceState state) {
        if (tenant.suspended()) {
            return found(ConditionType.RUNTIME, false, "NotWanted", "Its machine is stopped while it is suspended.");
        }
        return state == InstanceState.RUNNING
                ? found(ConditionType.RUNTIME, true, AS_WANTED, "Release " + release.number() + " runs.")
                : found(ConditionType.RUNTIME, false, "Down", "The machine of its release does not run.");
    }

    Findings routed(Release release) {
        if (fly.isEmpty()) {
            return unknown(ConditionType.ROUTED);
        }
        boolean isServed = fly.get().runtime().traffic().isServed(FlyGround.instance(release));
        return Findings.of(
                isServed
                        ? found(ConditionType.ROUTED, true, AS_WANTED, "Fly's proxy reaches its machine.")
                        : found(ConditionType.ROUTED, false, "NotAsWanted", "Fly's proxy reaches no machine of it."));
    }

    private static Findings unknown(ConditionType... types) {
        return Findings.of(Arrays.stream(types)
                .map(type -> new Finding(type, Status.UNKNOWN, "NoSettings", "This server has no settings for Fly."))
                .toArray(Finding[]::new));
    }

    private static Finding found(ConditionType type, boolean isTrue, String reason, String message) {
        return new Finding(type, isTrue ? Status.TRUE : Status.FALSE, reason, message);
    }
}
