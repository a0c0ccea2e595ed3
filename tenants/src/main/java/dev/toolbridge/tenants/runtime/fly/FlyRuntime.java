package dev.toolbridge.tenants.runtime.fly;

import dev.toolbridge.tenants.runtime.Capabilities;
import dev.toolbridge.tenants.runtime.Capability;
import dev.toolbridge.tenants.runtime.Ensured;
import dev.toolbridge.tenants.runtime.InstanceName;
import dev.toolbridge.tenants.runtime.InstanceOrder;
import dev.toolbridge.tenants.runtime.InstanceRuntime;
import dev.toolbridge.tenants.runtime.InstanceSelection;
import dev.toolbridge.tenants.runtime.Observed;
import dev.toolbridge.tenants.runtime.OutputCursor;
import dev.toolbridge.tenants.runtime.OutputPage;
import dev.toolbridge.tenants.runtime.RefusedOrder;
import dev.toolbridge.tenants.runtime.RunOutcome;
import dev.toolbridge.tenants.runtime.RuntimeCondition;
import dev.toolbridge.tenants.runtime.Stopped;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The runtime whose instances are machines at Fly, one app for each app of a tenant. It knows nothing that Fly does
/// not
/// know: several control planes may use it at the same time.
public final class FlyRuntime implements InstanceRuntime {
    private static final Capabilities CAPABILITIES = Capabilities.of(
            new RuntimeCondition(Capability.MEMORY_LIMITED, true, "Its machine has so much memory and no more."),
            new RuntimeCondition(
                    Capability.ISOLATED, true, "It has a virtual machine of its own, in a network of the tenant."),
            new RuntimeCondition(Capability.ENDS_WITH_RUNTIME, false, "Machines go on when nobody watches them."),
            new RuntimeCondition(Capability.OUTPUT_HISTORY, true, "Fly keeps its output for about a week."));

    private final FlyPlace place;
    private final FlyStop stops;
    private final FlyStart starts;

    public FlyRuntime(FlyConfig config) {
        place = FlyPlace.of(config);
        stops = new FlyStop(place);
        starts = new FlyStart(place, CAPABILITIES.conditions());
    }

    /// The requests of this runtime's instances.
    public FlyTraffic traffic() {
        return new FlyTraffic(place);
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public List<Observed> observe(InstanceSelection selection) {
        return place.unrefused(() -> found(selection)
                .map(found -> FlyPlace.observed(found.machine(), found.name(), CAPABILITIES.conditions()))
                .sorted(Comparator.comparing(observed -> observed.name().toString()))
                .toList());
    }

    @Override
    public Ensured ensureInstance(InstanceOrder order, Duration within) {
        try {
            return starts.ensure(order, within);
        } catch (RefusedOrder refused) {
            return new Ensured.Refused(refused.getMessage());
        } catch (FlyRefusal refused) {
            return new Ensured.Refused(refused.reason(place.config()));
        }
    }

    @Override
    public Stopped ensureStopped(InstanceName name) {
        return place.unrefused(() -> stops.stop(name));
    }

    @Override
    public RunOutcome runOnce(InstanceOrder order, Duration within) {
        try {
            return new FlyRuns(place, starts).once(order, within);
        } catch (RefusedOrder refused) {
            return new RunOutcome.Refused(refused.getMessage());
        } catch (FlyRefusal refused) {
            return new RunOutcome.Refused(refused.reason(place.config()));
        }
    }

    @Override
    public OutputPage tail(InstanceName name, OutputCursor cursor) {
        return place.unrefused(() -> place.output().page(name, cursor));
    }

    @Override
    public Stopped destroy(InstanceSelection selection) {
        return place.unrefused(() -> {
            for (Found found : found(selection).toList()) {
                Stopped stopped = stops.removed(found.machines(), found.machine());
                if (stopped instanceof Stopped.Remaining) {
                    return stopped;
                }
            }
            return selection.operation().isEmpty() && selection.launch().isEmpty()
                    ? deleted(selection)
                    : new Stopped.Gone();
        });
    }

    private Stopped deleted(InstanceSelection selection) {
        for (String app : apps(selection)) {
            if (!place.apps().delete(selection.tenant(), app)) {
                return new Stopped.Remaining("the app " + app + " at Fly is not gone yet");
            }
        }
        return new Stopped.Gone();
    }

    /// A machine of an instance.
    private record Found(FlyMachines machines, FlyMachine machine, InstanceName name) {}

    private Stream<Found> found(InstanceSelection selection) {
        return apps(selection).stream().map(place::machinesOf).flatMap(machines -> machines.all().stream()
                .flatMap(machine -> machine.name().stream()
                        .filter(name -> selection.includes(name, machine.label(name)))
                        .map(name -> new Found(machines, machine, name))));
    }

    private List<String> apps(InstanceSelection selection) {
        return selection
                .app()
                .map(app -> List.of(place.names().app(selection.tenant(), app)))
                .orElseGet(() -> place.apps().of(selection.tenant()));
    }
}
