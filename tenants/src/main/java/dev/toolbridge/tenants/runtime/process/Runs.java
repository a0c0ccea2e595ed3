package dev.toolbridge.tenants.runtime.process;

import dev.toolbridge.tenants.runtime.Failure;
import dev.toolbridge.tenants.runtime.InstanceName;
import dev.toolbridge.tenants.runtime.InstanceOrder;
import dev.toolbridge.tenants.runtime.Pause;
import dev.toolbridge.tenants.runtime.RefusedOrder;
import dev.toolbridge.tenants.runtime.RunOutcome;
import dev.toolbridge.tenants.runtime.RuntimeUnavailable;
import dev.toolbridge.tenants.runtime.WorkloadDigest;
import dev.toolbridge.tenants.runtime.process.supervisor.ProcessInfo;
import dev.toolbridge.tenants.runtime.process.supervisor.ProcessState;
import dev.toolbridge.tenants.runtime.process.supervisor.SupervisorFault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Runs commands to their end, once for each launch.
record Runs(Machine machine, InstanceStop stops) {
    private static final int BY_SIGNAL = -1;

    RunOutcome once(InstanceOrder order, Duration within) {
        try {
            Instant end = Instant.now().plus(within);
            machine.files().check(order.workload());
            machine.ensureRunning();
            InstanceRecord entry = prepared(order);
            return outcome(entry).orElseGet(() -> awaited(begun(entry), end));
        } catch (RefusedOrder | IllegalArgumentException refused) {
            return new RunOutcome.Refused(refused.getMessage());
        }
    }

    private InstanceRecord prepared(InstanceOrder order) {
        Optional<InstanceRecord> old = machine.records().find(order.name());
        if (old.isPresent() && !old.get().label().launch().equals(order.label().launch())) {
            requireOver(old.get());
            stops.stop(order.name());
            remove(order.name());
        }
        return machine.folder().lock().alone(() -> made(order));
    }

    private static void requireOver(InstanceRecord old) {
        RefusedOrder.unless(old.run().isPresent(), "the name " + old.name() + " belongs to an instance");
        RefusedOrder.unless(
                old.run().get().isOver(), "the launch " + old.label().launch() + " of it is not over");
    }

    private void remove(InstanceName name) {
        FileTrees.delete(machine.folder().instance(name));
        machine.outputs().delete(name);
    }

    private InstanceRecord made(InstanceOrder order) {
        Optional<InstanceRecord> old = machine.records().find(order.name());
        if (old.isEmpty()) {
            return machine.files().make(order, Optional.of(RunRecord.ORDERED));
        }
        RunRecord fate = old.get()
                .run()
                .orElseThrow(() -> new RefusedOrder("the name " + order.name() + " belongs to an instance"));
        RefusedOrder.unless(
                old.get().content().equals(WorkloadDigest.of(order.workload())),
                "the launch " + order.label().launch() + " has run something else");
        if (!fate.isOver()) {
            machine.files().ensureProgram(old.get(), order.workload());
        }
        return old.get();
    }

    /// Begins it, unless it has been begun. One that another supervisord has begun is not begun again.
    private InstanceRecord begun(InstanceRecord entry) {
        String name = entry.name().toString();
        try {
            machine.client().add(name);
        } catch (SupervisorFault unreadable) {
            machine.files().remove(entry.name());
            throw new RefusedOrder(unreadable.getMessage());
        }
        String supervisor = supervisor();
        RunRecord fate = entry.run().orElseThrow();
        if (fate.supervisor().filter(by -> !by.equals(supervisor)).isPresent()) {
            return over(entry, fate.interrupted("supervisord ended while it ran", lastLines(entry)));
        }
        InstanceRecord noted = entry.with(fate.begun(supervisor));
        machine.records().write(noted);
        if (!process(noted).isBegun()) {
            machine.client().start(name);
        }
        return noted;
    }

    /// The running supervisord, told from one that had its number before.
    private String supervisor() {
        long pid = machine.client().pid();
        return pid + "@"
                + ProcessHandle.of(pid)
                        .flatMap(handle -> handle.info().startInstant())
                        .map(Instant::toEpochMilli)
                        .orElse(0L);
    }

    private RunOutcome awaited(InstanceRecord entry, Instant end) {
        InstanceRecord now = entry;
        while (outcome(now).isEmpty()) {
            ProcessInfo process = process(now);
            if (process.state().isAtRest()) {
                now = over(now, fate(now, process));
            } else if (Instant.now().isAfter(end)) {
                return new RunOutcome.Running(machine.observed(now, Optional.of(process)));
            } else {
                Pause.once();
            }
        }
        return outcome(now).orElseThrow();
    }

    private RunRecord fate(InstanceRecord entry, ProcessInfo process) {
        RunRecord fate = entry.run().orElseThrow();
        return process.state() == ProcessState.EXITED && process.exitStatus() != BY_SIGNAL
                ? fate.ended(process.exitStatus(), lastLines(entry))
                : fate.interrupted(machine.failure(entry.name()).ending(), lastLines(entry));
    }

    private List<String> lastLines(InstanceRecord entry) {
        return machine.outputs().lastLines(entry.name());
    }

    /// Notes its fate before anything of it is taken away.
    private InstanceRecord over(InstanceRecord entry, RunRecord fate) {
        InstanceRecord over = entry.with(fate);
        machine.records().write(over);
        stops.stop(entry.name());
        return over;
    }

    private static Optional<RunOutcome> outcome(InstanceRecord entry) {
        RunRecord fate = entry.run().orElseThrow();
        if (fate.exitStatus().isPresent()) {
            return Optional.of(new RunOutcome.Finished(fate.exitStatus().getAsInt(), fate.lastLines()));
        }
        return fate.interruption()
                .map(reason -> new RunOutcome.Interrupted(new Failure(entry.name(), reason, fate.lastLines())));
    }

    private ProcessInfo process(InstanceRecord entry) {
        return machine.client()
                .process(entry.name().toString())
                .orElseThrow(() -> new RuntimeUnavailable(entry.name() + " was taken from supervisord meanwhile"));
    }
}
