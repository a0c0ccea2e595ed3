package dev.toolbridge.tenants.runtime.process;

import dev.toolbridge.tenants.runtime.Ensured;
import dev.toolbridge.tenants.runtime.InstanceName;
import dev.toolbridge.tenants.runtime.InstanceOrder;
import dev.toolbridge.tenants.runtime.Pause;
import dev.toolbridge.tenants.runtime.RefusedOrder;
import dev.toolbridge.tenants.runtime.RuntimeUnavailable;
import dev.toolbridge.tenants.runtime.Stopped;
import dev.toolbridge.tenants.runtime.WorkloadDigest;
import dev.toolbridge.tenants.runtime.process.supervisor.ProcessInfo;
import dev.toolbridge.tenants.runtime.process.supervisor.ProcessState;
import dev.toolbridge.tenants.runtime.process.supervisor.SupervisorFault;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Starts an instance as it is wanted, and waits until it is ready.
record InstanceStart(Machine machine, InstanceStop stops) {

    /// The processes of an instance after which it counts as one that does not stay up.
    static final int PROCESSES_MAX = 4;

    Ensured ensure(InstanceOrder order, Duration within) {
        try {
            Instant end = Instant.now().plus(within);
            machine.files().check(order.workload());
            machine.ensureRunning();
            Ensured first = started(order, end);
            return first instanceof Ensured.Failed && isDisplaced(order.name()) ? started(order, end) : first;
        } catch (RefusedOrder | IllegalArgumentException refused) {
            return new Ensured.Refused(refused.getMessage());
        }
    }

    private Ensured started(InstanceOrder order, Instant end) {
        InstanceRecord entry = prepared(order);
        begin(entry);
        return awaited(entry, end);
    }

    private boolean isDisplaced(InstanceName name) {
        return machine.records().find(name).filter(machine::isDisplaced).isPresent();
    }

    /// Stops one with other content, and one whose port another program has: it is made again, with other ports.
    private InstanceRecord prepared(InstanceOrder order) {
        Optional<InstanceRecord> old = machine.records().find(order.name());
        RefusedOrder.unless(
                old.flatMap(InstanceRecord::run).isEmpty(), "the name " + order.name() + " belongs to a command");
        String content = WorkloadDigest.of(order.workload());
        if (old.filter(found -> !found.content().equals(content) || machine.isDisplaced(found))
                        .isPresent()
                && stops.stop(order.name()) instanceof Stopped.Remaining remaining) {
            throw new RuntimeUnavailable("the instance of before does not end: " + remaining.reason());
        }
        return machine.folder().lock().alone(() -> made(order));
    }

    private InstanceRecord made(InstanceOrder order) {
        Optional<InstanceRecord> old = machine.records().find(order.name());
        if (old.isEmpty()) {
            machine.outputs().prune(order.name(), machine.records());
            return machine.files().make(order, Optional.empty());
        }
        if (!old.get().label().equals(order.label())) {
            machine.records().write(old.get().with(order.label()));
        }
        machine.files().ensureProgram(old.get(), order.workload());
        return old.get().with(order.label());
    }

    /// Has it started; one that a stop before has not ended yet is awaited first, since it does not come back. A file
    /// that supervisord cannot read is taken away: it would keep all others from a start.
    private void begin(InstanceRecord entry) {
        String name = entry.name().toString();
        try {
            machine.client().add(name);
        } catch (SupervisorFault unreadable) {
            machine.files().remove(entry.name());
            throw new RefusedOrder(unreadable.getMessage());
        }
        Duration longest = entry.stopTimeout().plus(InstanceStop.AFTER_KILL_MAX);
        if (!Pause.until(longest, () -> process(entry).state() != ProcessState.STOPPING)) {
            throw new RuntimeUnavailable(name + " was stopped, and does not end");
        }
        if (process(entry).state().isAtRest()) {
            machine.client().start(name);
        }
    }

    private Ensured awaited(InstanceRecord entry, Instant end) {
        var readiness = new ReadinessWatch(entry);
        Set<Long> processes = new HashSet<>();
        while (true) {
            ProcessInfo process = process(entry);
            if (process.pid() > 0) {
                processes.add(process.pid());
                if (readiness.isReached(process.pid(), begun(process))) {
                    return new Ensured.Ready(machine.observed(entry, Optional.of(process)), readiness.isChecked());
                }
            }
            boolean isLate = Instant.now().isAfter(end);
            if (process.state() == ProcessState.FATAL
                    || processes.size() > PROCESSES_MAX
                    || (isLate && (process.state() == ProcessState.BACKOFF || processes.size() > 1))) {
                return new Ensured.Failed(machine.failure(entry.name()));
            }
            if (isLate) {
                return new Ensured.Pending(machine.observed(entry, Optional.of(process)), readiness.missing());
            }
            Pause.once();
        }
    }

    private ProcessInfo process(InstanceRecord entry) {
        return machine.client()
                .process(entry.name().toString())
                .orElseThrow(() -> new RuntimeUnavailable(entry.name() + " was taken from supervisord meanwhile"));
    }

    /// The kernel's time of its start, which is finer than supervisord's.
    private static Instant begun(ProcessInfo process) {
        return ProcessHandle.of(process.pid())
                .flatMap(handle -> handle.info().startInstant())
                .orElse(process.begun());
    }
}
