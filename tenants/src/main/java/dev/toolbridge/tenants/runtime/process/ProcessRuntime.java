package dev.toolbridge.tenants.runtime.process;

import dev.toolbridge.tenants.runtime.Capabilities;
import dev.toolbridge.tenants.runtime.Ensured;
import dev.toolbridge.tenants.runtime.InstanceName;
import dev.toolbridge.tenants.runtime.InstanceOrder;
import dev.toolbridge.tenants.runtime.InstanceRuntime;
import dev.toolbridge.tenants.runtime.InstanceSelection;
import dev.toolbridge.tenants.runtime.Observed;
import dev.toolbridge.tenants.runtime.OutputCursor;
import dev.toolbridge.tenants.runtime.OutputPage;
import dev.toolbridge.tenants.runtime.RunOutcome;
import dev.toolbridge.tenants.runtime.Stopped;
import dev.toolbridge.tenants.runtime.process.supervisor.ProcessInfo;
import dev.toolbridge.tenants.runtime.process.supervisor.ProcessState;
import dev.toolbridge.tenants.runtime.process.supervisor.SupervisorAbsent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The runtime whose instances are processes of this machine. Its folder holds all that it knows, so that several
/// control planes on the machine may use it at the same time, and none is needed for the instances to go on.
public final class ProcessRuntime implements InstanceRuntime {
    private final Machine machine;
    private final InstanceStop stops;
    private final StartQueue starts;

    /// Nothing is started yet: [#ensureRunning] or the first order does that.
    public ProcessRuntime(ProcessRuntimeConfig config) {
        machine = Machine.of(config);
        stops = new InstanceStop(machine);
        starts = new StartQueue(machine);
    }

    /// Starts supervisord unless it runs, and the instances that are wanted: some at a time, so this is called again
    /// and again.
    ///
    /// @return true if all have been started
    public boolean ensureRunning() {
        machine.ensureRunning();
        return starts.advance();
    }

    /// The tenants that have instances here.
    public Set<UUID> tenants() {
        return machine.records().tenants();
    }

    @Override
    public Capabilities capabilities() {
        return machine.capabilities();
    }

    @Override
    public List<Observed> observe(InstanceSelection selection) {
        Map<String, ProcessInfo> processes =
                machine.client().processes().stream().collect(Collectors.toMap(ProcessInfo::name, Function.identity()));
        return machine.records().find(selection).stream()
                .map(entry -> machine.observed(
                        entry, Optional.ofNullable(processes.get(entry.name().toString()))))
                .toList();
    }

    @Override
    public Ensured ensureInstance(InstanceOrder order, Duration within) {
        return new InstanceStart(machine, stops).ensure(order, within);
    }

    @Override
    public Stopped ensureStopped(InstanceName name) {
        return stops.stop(name);
    }

    @Override
    public RunOutcome runOnce(InstanceOrder order, Duration within) {
        return new Runs(machine, stops).once(order, within);
    }

    @Override
    public OutputPage tail(InstanceName name, OutputCursor cursor) {
        return machine.outputs().page(name, cursor, !isUp(name));
    }

    /// The tenants with an instance that supervisord cannot keep up, or whose port another program has.
    public Set<UUID> failing() {
        Stream<UUID> displaced = machine
                .listeners()
                .displaced(machine.records().all().toList())
                .stream()
                .map(entry -> entry.name().tenant());
        return Stream.concat(down(), displaced).collect(Collectors.toSet());
    }

    private Stream<UUID> down() {
        return machine.client().processes().stream()
                .filter(process -> process.state() == ProcessState.BACKOFF || process.state() == ProcessState.FATAL)
                .map(ProcessInfo::name)
                .filter(InstanceName::isName)
                .map(name -> InstanceName.parse(name).tenant());
    }

    private boolean isUp(InstanceName name) {
        try {
            return machine.client()
                    .process(name.toString())
                    .filter(process -> !process.state().isAtRest())
                    .isPresent();
        } catch (SupervisorAbsent _) {
            return false;
        }
    }

    @Override
    public Stopped destroy(InstanceSelection selection) {
        for (InstanceRecord entry : machine.records().find(selection)) {
            Stopped stopped = stops.stop(entry.name());
            if (stopped instanceof Stopped.Remaining) {
                return stopped;
            }
            machine.files().remove(entry.name());
            machine.outputs().delete(entry.name());
        }
        if (selection.operation().isEmpty() && selection.launch().isEmpty()) {
            deleteRest(selection);
        }
        return new Stopped.Gone();
    }

    /// Deletes the output of instances that were stopped before, and the user of a tenant of which nothing is left.
    private void deleteRest(InstanceSelection selection) {
        machine.outputs().names().stream()
                .filter(name -> name.tenant().equals(selection.tenant())
                        && selection.app().map(name.app()::equals).orElse(true))
                .forEach(machine.outputs()::delete);
        if (selection.isWholeTenant()) {
            machine.folder().lock().alone(() -> {
                machine.files().forgetUser(selection.tenant());
                return true;
            });
        }
    }
}
