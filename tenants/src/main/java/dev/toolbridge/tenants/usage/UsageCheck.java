package dev.toolbridge.tenants.usage;

import dev.toolbridge.tenants.reconcile.Findings;
import dev.toolbridge.tenants.reconcile.TenantCheck;
import dev.toolbridge.tenants.runtime.InstanceRuntime;
import dev.toolbridge.tenants.runtime.InstanceSelection;
import dev.toolbridge.tenants.runtime.Observed;
import dev.toolbridge.tenants.store.TenantStore;
import dev.toolbridge.tenants.tenant.ConditionType;
import dev.toolbridge.tenants.tenant.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads the meters of a tenant's APIs every few minutes, and adds what is new to its usage. The last minutes of a
/// program that ends are lost.
public final class UsageCheck implements TenantCheck {
    private static final Duration PERIOD = Duration.ofMinutes(5);
    private static final String API = "api";
    private static final String METRICS = "metrics";

    private final UsageStore usage;
    private final TenantStore tenants;
    private final InstanceRuntime runtime;
    private final InstantSource clock;
    private final MeterClient meters = new MeterClient();

    public UsageCheck(UsageStore usage, TenantStore tenants, InstanceRuntime runtime, InstantSource clock) {
        this.usage = usage;
        this.tenants = tenants;
        this.runtime = runtime;
        this.clock = clock;
    }

    @Override
    public Set<ConditionType> types() {
        return Set.of();
    }

    @Override
    public Findings check(Tenant tenant) throws InterruptedException {
        Instant now = clock.instant();
        boolean isDue = usage.readAt(tenant.ref())
                .filter(at -> at.plus(PERIOD).isAfter(now))
                .isEmpty();
        if (isDue && tenant.id().isPresent()) {
            read(tenant, now);
        }
        return Findings.of();
    }

    private void read(Tenant tenant, Instant now) throws InterruptedException {
        List<Observed> programs = runtime.observe(InstanceSelection.of(tenant.ref())).stream()
                .filter(program -> program.name().process().equals(API)
                        && program.addresses().containsKey(METRICS))
                .toList();
        for (Observed program : programs) {
            Optional<MeterReading> reading =
                    meters.read(program.addresses().get(METRICS), tenant.id().orElseThrow());
            if (reading.isPresent()) {
                var process = new UsageStore.Process(
                        tenant.ref(), program.name().toString(), program.pid().orElse(0));
                if (usage.add(process, reading.get(), now) > 0) {
                    tenants.noteUse(tenant.ref(), now);
                }
            }
        }
    }
}
