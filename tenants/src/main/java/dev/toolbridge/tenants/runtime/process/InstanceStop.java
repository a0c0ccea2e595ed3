package dev.toolbridge.tenants.runtime.process;

import dev.toolbridge.tenants.runtime.InstanceName;
import dev.toolbridge.tenants.runtime.OrderLimits;
import dev.toolbridge.tenants.runtime.Pause;
import dev.toolbridge.tenants.runtime.Stopped;
import dev.toolbridge.tenants.runtime.process.supervisor.ProcessInfo;
import dev.toolbridge.tenants.runtime.process.supervisor.SupervisorAbsent;
import dev.toolbridge.tenants.runtime.process.supervisor.SupervisorClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Stops instances, until nothing of them runs or listens.
record InstanceStop(Machine machine) {
    static final Duration AFTER_KILL_MAX = Duration.ofSeconds(5);
    private static final int ATTEMPTS_MAX = 5;

    Stopped stop(InstanceName name) {
        Optional<InstanceRecord> entry = machine.records().find(name);
        Duration stopTimeout = entry.map(InstanceRecord::stopTimeout).orElse(OrderLimits.STOP_MIN);
        try {
            if (!isForgotten(name.toString(), stopTimeout)) {
                return new Stopped.Remaining("supervisord cannot end " + name);
            }
        } catch (SupervisorAbsent _) {
            // Its instances have ended with it; without the file this one will not start again.
            FileTrees.delete(machine.folder().program(name));
        }
        FileTrees.delete(machine.folder().program(name));
        if (!Pause.until(AFTER_KILL_MAX, () -> isGone(name, entry))) {
            return new Stopped.Remaining("a process of " + name + ", or one on its ports, does not end");
        }
        entry.ifPresent(this::removeFiles);
        return new Stopped.Gone();
    }

    /// Has supervisord end and forget it; true if it has.
    private boolean isForgotten(String name, Duration stopTimeout) {
        SupervisorClient client = machine.client();
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            client.stop(name);
            if (!Pause.until(stopTimeout.plus(AFTER_KILL_MAX), () -> isAtRest(name))) {
                client.signal(name, "KILL");
            } else if (client.remove(name)) {
                return true;
            }
        }
        return false;
    }

    private boolean isAtRest(String name) {
        return machine.client()
                .process(name)
                .map(ProcessInfo::state)
                .map(state -> state.isAtRest())
                .orElse(true);
    }

    /// Kills what is left; true if nothing is.
    private boolean isGone(InstanceName name, Optional<InstanceRecord> entry) {
        Strays.kill(machine.folder().instance(name));
        return Strays.of(machine.folder().instance(name)).isEmpty()
                && entry.filter(this::listens).isEmpty()
                && machine.files().memory().isRemoved(name);
    }

    /// True if a port takes connections that is not another program's.
    private boolean listens(InstanceRecord entry) {
        return entry.ports().values().stream().anyMatch(FreePorts::isOpen) && !machine.isDisplaced(entry);
    }

    /// Deletes its files and frees its ports. The fate of a run is remembered, so that it is not run again.
    private void removeFiles(InstanceRecord entry) {
        RuntimeFolder folder = machine.folder();
        List<String> lines = entry.run().isPresent() ? machine.outputs().lastLines(entry.name()) : List.of();
        folder.lock().alone(() -> {
            if (entry.run().isPresent()) {
                RunRecord fate = entry.run().get();
                machine.records().write(entry.with(fate.isOver() ? fate : fate.interrupted("it was stopped", lines)));
                FileTrees.delete(folder.secrets(entry.name()));
                FileTrees.delete(folder.work(entry.name()));
            } else {
                machine.files().remove(entry.name());
            }
            return entry;
        });
    }
}
