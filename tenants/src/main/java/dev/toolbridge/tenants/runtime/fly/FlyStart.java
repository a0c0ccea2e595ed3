package dev.toolbridge.tenants.runtime.fly;

import dev.toolbridge.tenants.runtime.Ensured;
import dev.toolbridge.tenants.runtime.Failure;
import dev.toolbridge.tenants.runtime.InstanceOrder;
import dev.toolbridge.tenants.runtime.OrderLimits;
import dev.toolbridge.tenants.runtime.RefusedOrder;
import dev.toolbridge.tenants.runtime.RuntimeCondition;
import dev.toolbridge.tenants.runtime.RuntimeUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Starts a machine as it is wanted, without requests, and waits until its checks pass.
record FlyStart(FlyPlace place, List<RuntimeCondition> conditions) {
    /// The ends of its program after which an instance counts as one that does not stay up.
    private static final int EXITS_MAX = 3;

    private static final String NO_ANSWER = "its checks have not been answered yet";

    Ensured ensure(InstanceOrder order, Duration within) {
        Instant end = Instant.now().plus(within);
        var body = new MachineBody(place.config(), order, MachineBody.Kind.INSTANCE);
        FlyMachines machines = prepared(body);
        Optional<FlyMachine> present = kept(machines, body);
        FlyMachine machine = present.orElseGet(() -> made(machines, body));
        int exits = present.map(FlyStart::unwanted).orElse(0);
        return awaited(machines, order, new Watch(machine, exits, end));
    }

    /// A machine that is waited for.
    ///
    /// @param exits the ends of its program that were known before
    private record Watch(FlyMachine machine, int exits, Instant end) {}

    /// The machines of the order's app, which exists then.
    FlyMachines prepared(MachineBody body) {
        OrderLimits.check(body.order().workload());
        String app = place.names().app(body.order().name());
        place.apps().ensure(body.order().name().tenant(), app);
        if (body.isPublic()) {
            place.apps().ensureAddresses(app);
        }
        return place.machinesOf(app);
    }

    /// Makes a machine. One that was asked for without an answer is found.
    FlyMachine made(FlyMachines machines, MachineBody body) {
        long version = body.secrets().isEmpty() ? 0 : place.apps().set(machines.app(), body.secrets());
        try {
            return machines.create(body.order().label(), body.json(version));
        } catch (FlyRefusal refused) {
            place.apps().removeSecrets(machines.app(), FlyNames.prefix(body.content()));
            throw refused;
        }
    }

    /// The machine of the instance with the same content; one with other content is ended first.
    private Optional<FlyMachine> kept(FlyMachines machines, MachineBody body) {
        Optional<FlyMachine> found = machines.find(body.order().name());
        if (found.isEmpty()) {
            return found;
        }
        FlyMachine machine = found.get();
        RefusedOrder.unless(
                machine.has(FlyMachine.KIND, body.kind().word()),
                "the name " + body.order().name() + " belongs to a command");
        if (!machine.has(FlyMachine.CONTENT, body.content())) {
            new FlyStop(place).cleared(machines, machine);
            return Optional.empty();
        }
        if (!machine.has(FlyMachine.LAUNCH, body.order().label().launch().toString())) {
            machines.label(machine, body.order().label());
        }
        if (machine.isAtRest()) {
            machines.start(machine);
        }
        return found;
    }

    private Ensured awaited(FlyMachines machines, InstanceOrder order, Watch watch) {
        while (true) {
            FlyMachine now = machines.get(watch.machine())
                    .orElseThrow(() -> new RuntimeUnavailable(order.name() + " was taken from Fly meanwhile"));
            if (isReady(now, order)) {
                boolean isChecked = order.workload().healthPath().isPresent();
                return new Ensured.Ready(FlyPlace.observed(now, order.name(), conditions), isChecked);
            }
            if (now.isFailed() || unwanted(now) - watch.exits() >= EXITS_MAX) {
                return new Ensured.Failed(failure(machines, now, order));
            }
            if (Instant.now().isAfter(watch.end())) {
                return new Ensured.Pending(FlyPlace.observed(now, order.name(), conditions), missing(now));
            }
            FlyPace.pause();
        }
    }

    private static boolean isReady(FlyMachine machine, InstanceOrder order) {
        return order.workload().ports().isEmpty() ? machine.isStarted() : isUp(machine);
    }

    /// True if it runs and all of its checks pass.
    static boolean isUp(FlyMachine machine) {
        return machine.isStarted()
                && !machine.checks().isEmpty()
                && machine.checks().stream().allMatch(FlyMachine.Check::isPassing);
    }

    private static String missing(FlyMachine machine) {
        if (!machine.isStarted()) {
            return "its machine is " + machine.state();
        }
        return machine.checks().stream()
                .filter(check -> !check.isPassing())
                .map(check -> check.output().isEmpty() ? NO_ANSWER : "a check of it says: " + check.output())
                .findFirst()
                .orElse(NO_ANSWER);
    }

    private static int unwanted(FlyMachine machine) {
        return Math.toIntExact(
                machine.exits().stream().filter(exit -> !exit.isRequested()).count());
    }

    private Failure failure(FlyMachines machines, FlyMachine machine, InstanceOrder order) {
        String ending = machine.exits().stream()
                .findFirst()
                .map(FlyMachine.Exit::words)
                .orElse("its machine is " + machine.state());
        return new Failure(order.name(), ending, place.output().lastLines(machines.app(), machine));
    }
}
