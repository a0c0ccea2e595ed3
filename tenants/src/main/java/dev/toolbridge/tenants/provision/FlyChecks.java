package dev.toolbridge.tenants.provision;

import dev.toolbridge.tenants.reconcile.Findings;
import dev.toolbridge.tenants.release.Release;
import dev.toolbridge.tenants.runtime.Capability;
import dev.toolbridge.tenants.runtime.InstanceSelection;
import dev.toolbridge.tenants.runtime.InstanceState;
import dev.toolbridge.tenants.tenant.Condition.Status;
import dev.toolbridge.tenants.tenant.ConditionType;
import dev.toolbridge.tenants.tenant.Finding;
import java.util.Arrays;
import java.util.Optional;

/// The checks of what a tenant has at Fly.
///
/// @param fly empty if this server has no settings for Fly
record FlyChecks(Optional<FlyGround> fly) {
    private static final String AS_WANTED = "AsWanted";

    Findings runtime(Release release) {
        if (fly.isEmpty()) {
            return unknown(ConditionType.RUNTIME, ConditionType.MEMORY_LIMITED);
        }
        var runtime = fly.get().runtime();
        boolean isUp =
                runtime
                        .observe(InstanceSelection.of(
                                release.tenant(), FlyGround.instance(release).app()))
                        .stream()
                        .anyMatch(instance -> instance.name().equals(FlyGround.instance(release))
                                && instance.state() == InstanceState.RUNNING);
        var memory = runtime.capabilities().of(Capability.MEMORY_LIMITED);
        return Findings.of(
                isUp
                        ? found(ConditionType.RUNTIME, true, AS_WANTED, "Release " + release.number() + " runs.")
                        : found(ConditionType.RUNTIME, false, "Down", "The machine of its release does not run."),
                found(ConditionType.MEMORY_LIMITED, memory.isTrue(), AS_WANTED, memory.reason()));
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
