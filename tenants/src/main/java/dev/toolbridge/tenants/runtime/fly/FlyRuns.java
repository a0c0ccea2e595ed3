package dev.toolbridge.tenants.runtime.fly;

import dev.toolbridge.tenants.runtime.Failure;
import dev.toolbridge.tenants.runtime.InstanceOrder;
import dev.toolbridge.tenants.runtime.RefusedOrder;
import dev.toolbridge.tenants.runtime.RunOutcome;
import dev.toolbridge.tenants.runtime.RuntimeUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Runs commands to their end, each in a machine of its own that stays when it has ended: it holds the exit status.
record FlyRuns(FlyPlace place, FlyStart starts) {

    RunOutcome once(InstanceOrder order, Duration within) {
        Instant end = Instant.now().plus(within);
        var body = new MachineBody(place.config(), order, MachineBody.Kind.RUN);
        FlyMachines machines = starts.prepared(body);
        FlyMachine machine = present(machines, body).orElseGet(() -> starts.made(machines, body));
        while (true) {
            FlyMachine now = machines.get(machine)
                    .orElseThrow(() -> new RuntimeUnavailable(order.name() + " was taken from Fly meanwhile"));
            if (now.isAtRest() && !now.exits().isEmpty()) {
                return outcome(machines, now, order);
            }
            if (Instant.now().isAfter(end)) {
                return new RunOutcome.Running(FlyPlace.observed(now, order.name(), starts.conditions()));
            }
            FlyPace.pause();
        }
    }

    /// The machine of this launch; that of a launch before is taken away.
    private Optional<FlyMachine> present(FlyMachines machines, MachineBody body) {
        InstanceOrder order = body.order();
        Optional<FlyMachine> found = machines.find(order.name());
        if (found.isEmpty()) {
            return found;
        }
        FlyMachine machine = found.get();
        RefusedOrder.unless(
                machine.has(FlyMachine.KIND, body.kind().word()),
                "the name " + order.name() + " belongs to an instance");
        if (machine.has(FlyMachine.LAUNCH, order.label().launch().toString())) {
            RefusedOrder.unless(
                    machine.has(FlyMachine.CONTENT, body.content()),
                    "the launch " + order.label().launch() + " has run something else");
            return found;
        }
        RefusedOrder.unless(machine.isAtRest(), "the launch before of " + order.name() + " is not over");
        new FlyStop(place).cleared(machines, machine);
        return Optional.empty();
    }

    private RunOutcome outcome(FlyMachines machines, FlyMachine machine, InstanceOrder order) {
        FlyMachine.Exit exit = machine.exits().getFirst();
        List<String> lines = place.output().lastLines(machines.app(), machine);
        return exit.isRequested() || exit.signal() > 0
                ? new RunOutcome.Interrupted(new Failure(order.name(), exit.words(), lines))
                : new RunOutcome.Finished(exit.status(), lines);
    }
}
