package dev.toolbridge.tenants.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.leaving.Destruction;
import dev.toolbridge.tenants.leaving.DestructionStore;
import dev.toolbridge.tenants.leaving.ExportStore;
import dev.toolbridge.tenants.leaving.HoldStore;
import dev.toolbridge.tenants.leaving.LeavingConfig;
import dev.toolbridge.tenants.operation.Step;
import dev.toolbridge.tenants.operation.StepContext;
import dev.toolbridge.tenants.operation.StepOutcome;
import dev.toolbridge.tenants.secret.SecretVersion;
import dev.toolbridge.tenants.secret.VersionStatus;
import dev.toolbridge.tenants.store.AddressStore;
import dev.toolbridge.tenants.tenant.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The steps around a destruction: what there is beforehand, and the certificate of its end.
record DestructionSteps(Machinery machinery, TenantSteps facts, Instances instances, LeavingConfig config) {
    static final String COUNT = "count";
    private static final String WHAT = "the destruction of the tenant's data";

    /// The time for which the data of a tenant that leaves is kept.
    private static final Duration RETENTION = Duration.ofDays(30);

    /// The same step, which a hold stops: what is destroyed by then is in the operation's steps.
    Step unlessHeld(Step step) {
        return new Step(
                step.name(),
                step.version(),
                step.deadline(),
                context -> isHeld(context)
                        ? Outcomes.refused(WHAT, "the tenant is held", "end the hold, then retry")
                        : step.work().run(context));
    }

    private boolean isHeld(StepContext context) {
        return new HoldStore(machinery.database()).find(context.tenant()).isPresent();
    }

    /// Records until when the data is kept.
    StepOutcome retain(StepContext context) {
        Instant until = Instant.now().plus(RETENTION);
        machinery.tenants().retain(context.tenant(), until);
        return Outcomes.done("until", until.toString());
    }

    /// Counts what there is.
    StepOutcome count(StepContext context) {
        Tenant tenant = facts.tenant(context);
        var counts = Json.object()
                .put(
                        "routes",
                        new AddressStore(machinery.database()).of(tenant.ref()).size())
                .put("programs", instances.all(tenant.ref()).size())
                .put("secrets", secrets(tenant).size());
        machinery
                .placements()
                .bytes(facts.cluster(tenant.ref()), tenant.ref())
                .ifPresent(bytes -> counts.put("database_bytes", bytes));
        addExports(counts, tenant);
        return new StepOutcome.Done(counts);
    }

    private void addExports(ObjectNode counts, Tenant tenant) {
        var exports = counts.putArray("exports");
        new ExportStore(machinery.database()).kept(tenant.ref()).forEach(export -> exports.add(export.json()));
    }

    /// Signs what was destroyed, once nothing can be read any more.
    StepOutcome certify(StepContext context) {
        Tenant tenant = facts.tenant(context);
        if (!secrets(tenant).isEmpty() || machinery.keys().canOpen(tenant.ref())) {
            return Outcomes.refused(WHAT, "secrets of the tenant can still be opened", "retry the operation");
        }
        var certificates = new DestructionStore(machinery.database());
        if (certificates.find(tenant.ref()).isEmpty()) {
            Instant now = Instant.now();
            var counts = context.results().getOrDefault(COUNT, Json.object());
            var destruction = new Destruction(tenant, context.operation(), counts, now, now.plus(config.backupsKept()));
            certificates.add(tenant.ref(), context.operation(), destruction.signed(config.key()));
        }
        return Outcomes.done();
    }

    private List<SecretVersion> secrets(Tenant tenant) {
        return machinery.secrets().list(tenant.ref()).stream()
                .filter(version -> version.status() != VersionStatus.DESTROYED)
                .toList();
    }
}
