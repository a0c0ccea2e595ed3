package dev.toolbridge.tenants.runtime.fly;

import dev.toolbridge.tenants.runtime.InstanceName;
import dev.toolbridge.tenants.runtime.RuntimeUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The requests that Fly's proxy gives to the machines of an app. A machine is taken in only when its checks pass, and
/// none is taken out before another one is in.
public final class FlyTraffic {
    private static final Duration IN_MAX = Duration.ofSeconds(15);

    private final FlyPlace place;

    FlyTraffic(FlyPlace place) {
        this.place = place;
    }

    /// The name of the Fly app, by which clients reach it.
    public String host(UUID tenant, String app) {
        return place.names().app(tenant, app);
    }

    /// Makes the app with its public addresses; nothing answers there yet.
    public void open(UUID tenant, String app) {
        place.unrefused(() -> {
            String name = place.names().app(tenant, app);
            place.apps().ensure(tenant, name);
            place.apps().ensureAddresses(name);
            return true;
        });
    }

    /// Gives all requests of the app to one instance; false if it is not there. One that was stopped is started.
    ///
    /// @param within the longest wait for its checks
    public boolean give(InstanceName name, Duration within) {
        return place.unrefused(() -> {
            FlyMachines machines = place.machinesOf(name);
            Optional<FlyMachine> machine = machines.find(name);
            machine.ifPresent(found -> given(machines, found, within));
            return machine.isPresent();
        });
    }

    private void given(FlyMachines machines, FlyMachine machine, Duration within) {
        if (machine.isAtRest()) {
            machines.start(machine);
        }
        if (!FlyPace.until(
                within, () -> machines.get(machine).filter(FlyStart::isUp).isPresent())) {
            throw new RuntimeUnavailable("the checks of the machine " + machine.id() + " at Fly do not pass");
        }
        if (machine.isCordoned()) {
            machines.uncordon(machine);
        }
        if (!FlyPace.until(
                IN_MAX,
                () -> machines.get(machine).filter(now -> !now.isCordoned()).isPresent())) {
            throw new RuntimeUnavailable("Fly's proxy does not take the machine " + machine.id() + " in");
        }
        others(machines, machine).forEach(machines::cordon);
    }

    private static List<FlyMachine> others(FlyMachines machines, FlyMachine machine) {
        return machines.all().stream()
                .filter(other -> !other.id().equals(machine.id()) && !other.isCordoned())
                .filter(other -> other.name().isPresent())
                .toList();
    }

    /// Gives the app no requests at all: its machines are taken out at once, then stopped, which cuts open streams.
    public void refuse(UUID tenant, String app) {
        place.unrefused(() -> {
            FlyMachines machines = place.machinesOf(place.names().app(tenant, app));
            List<FlyMachine> all = machines.all().stream()
                    .filter(machine -> machine.has(FlyMachine.KIND, MachineBody.Kind.INSTANCE.word()))
                    .toList();
            all.stream().filter(machine -> !machine.isCordoned()).forEach(machines::cordon);
            all.forEach(machine -> new FlyStop(place).ended(machines, machine));
            return true;
        });
    }

    /// True if the instance gets requests and answers them.
    public boolean isServed(InstanceName name) {
        return place.unrefused(() -> place.machinesOf(name)
                .find(name)
                .filter(machine -> FlyStart.isUp(machine) && !machine.isCordoned())
                .isPresent());
    }

    /// The time for which an instance without new requests goes on.
    public Duration drain() {
        return place.config().drain();
    }
}
