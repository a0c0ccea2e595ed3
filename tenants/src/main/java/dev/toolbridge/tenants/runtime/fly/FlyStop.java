package dev.toolbridge.tenants.runtime.fly;

import dev.toolbridge.tenants.runtime.InstanceName;
import dev.toolbridge.tenants.runtime.RuntimeUnavailable;
import dev.toolbridge.tenants.runtime.Stopped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Ends machines: no more requests, SIGTERM, the time to stop, SIGKILL by Fly, gone.
record FlyStop(FlyPlace place) {
    /// Fly needs some time beyond that of the program.
    private static final Duration BEYOND = Duration.ofSeconds(15);

    private static final Duration GONE_MAX = Duration.ofSeconds(15);
    private static final Stopped GONE = new Stopped.Gone();

    /// Ends an instance and takes its machine away. That of a run stays: it knows how the run has ended.
    Stopped stop(InstanceName name) {
        FlyMachines machines = place.machinesOf(name);
        Optional<FlyMachine> machine = machines.find(name);
        if (machine.isEmpty()) {
            return GONE;
        }
        return machine.get().has(FlyMachine.KIND, MachineBody.Kind.RUN.word())
                ? ended(machines, machine.get())
                : removed(machines, machine.get());
    }

    /// Ends a machine that stays, to be started again.
    Stopped ended(FlyMachines machines, FlyMachine machine) {
        if (machine.isAtRest()) {
            return GONE;
        }
        machines.stop(machine);
        return machines.await(machine, "stopped", machine.stopTimeout().plus(BEYOND))
                ? GONE
                : new Stopped.Remaining("the machine " + machine.id() + " at Fly does not stop");
    }

    /// Ends a machine that stands in the way of another.
    void cleared(FlyMachines machines, FlyMachine machine) {
        if (removed(machines, machine) instanceof Stopped.Remaining(String reason)) {
            throw new RuntimeUnavailable("what was there before does not end: " + reason);
        }
    }

    /// Ends a machine and takes it away, with its secrets.
    Stopped removed(FlyMachines machines, FlyMachine machine) {
        if (!machine.isCordoned()) {
            machines.cordon(machine);
        }
        Stopped ended = ended(machines, machine);
        if (ended instanceof Stopped.Remaining) {
            return ended;
        }
        removeSecrets(machines, machine);
        machines.destroy(machine);
        if (!FlyPace.until(GONE_MAX, () -> machines.get(machine).isEmpty())) {
            return new Stopped.Remaining("the machine " + machine.id() + " at Fly is not gone yet");
        }
        return GONE;
    }

    /// Takes away the secrets that no other machine has, before the last one that has them is gone and forgotten.
    private void removeSecrets(FlyMachines machines, FlyMachine machine) {
        List<String> kept = machines.all().stream()
                .filter(other ->
                        !other.id().equals(machine.id()) && other.name().isPresent())
                .map(other -> FlyNames.prefix(other.metadata().get(FlyMachine.CONTENT)))
                .toList();
        place.apps().keepSecrets(machines.app(), kept);
    }
}
