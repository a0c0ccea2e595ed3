package dev.toolbridge.tenants.runtime.process;

import dev.toolbridge.tenants.runtime.Capabilities;
import dev.toolbridge.tenants.runtime.Capability;
import dev.toolbridge.tenants.runtime.Failure;
import dev.toolbridge.tenants.runtime.InstanceName;
import dev.toolbridge.tenants.runtime.InstanceState;
import dev.toolbridge.tenants.runtime.Observed;
import dev.toolbridge.tenants.runtime.RuntimeCondition;
import dev.toolbridge.tenants.runtime.process.supervisor.Endings;
import dev.toolbridge.tenants.runtime.process.supervisor.ProcessInfo;
import dev.toolbridge.tenants.runtime.process.supervisor.SupervisorClient;
import dev.toolbridge.tenants.runtime.process.supervisor.SupervisorProgram;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// The parts of this machine that instances need: files, rights, memory, and supervisord.
record Machine(InstanceFiles files, OutputFiles outputs, Listeners listeners, SupervisorProgram supervisor) {

    static Machine of(ProcessRuntimeConfig config) {
        var folder = new RuntimeFolder(config.folder());
        var files = new InstanceFiles(
                config, new InstanceRecords(folder), Confinement.here(), MemoryGroups.at(config.controlGroups()));
        var supervisor = new SupervisorProgram(
                config.supervisord(),
                config.supervisordEnvironment(),
                config.folder(),
                () -> Strays.kill(folder.instances()));
        return new Machine(files, new OutputFiles(folder), new Listeners(folder), supervisor);
    }

    InstanceRecords records() {
        return files.records();
    }

    RuntimeFolder folder() {
        return records().folder();
    }

    SupervisorClient client() {
        return supervisor.client();
    }

    /// Makes what is missing of the folders, and starts supervisord unless it runs.
    void ensureRunning() {
        files.makeFolders();
        supervisor.ensureRunning();
    }

    Capabilities capabilities() {
        return Capabilities.of(
                files.memory().condition(),
                files.confinement().isolated(),
                files.confinement().endsWithRuntime(),
                new RuntimeCondition(Capability.OUTPUT_HISTORY, true, "output is kept in files that are rotated"));
    }

    Observed observed(InstanceRecord entry, Optional<ProcessInfo> process) {
        Map<String, InetSocketAddress> addresses = entry.ports().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, port -> FreePorts.address(port.getValue())));
        return new Observed(
                entry.name(),
                entry.label(),
                process.map(found -> placed(entry, state(entry, found))).orElse(InstanceState.STOPPED),
                process.filter(found -> found.pid() > 0)
                        .map(found -> OptionalLong.of(found.pid()))
                        .orElse(OptionalLong.empty()),
                addresses,
                capabilities().conditions());
    }

    private InstanceState placed(InstanceRecord entry, InstanceState state) {
        boolean isTried =
                state == InstanceState.RUNNING || state == InstanceState.FAILING || state == InstanceState.FAILED;
        return isTried && isDisplaced(entry) ? InstanceState.DISPLACED : state;
    }

    /// True if another program has a port of the instance.
    boolean isDisplaced(InstanceRecord entry) {
        return listeners.displace(entry);
    }

    private static InstanceState state(InstanceRecord entry, ProcessInfo process) {
        return switch (process.state()) {
            case STARTING, RUNNING -> InstanceState.RUNNING;
            case BACKOFF -> InstanceState.FAILING;
            case STOPPING -> InstanceState.STOPPING;
            case STOPPED -> entry.awaitsStart(process) ? InstanceState.STARTING : InstanceState.STOPPED;
            case EXITED -> entry.run().isPresent() ? InstanceState.STOPPED : InstanceState.FAILING;
            case FATAL -> InstanceState.FAILED;
            case UNKNOWN -> InstanceState.UNKNOWN;
        };
    }

    /// The failure of an instance that does not stay up.
    Failure failure(InstanceName name) {
        return failure(name, ending(name).orElse("it cannot be started"));
    }

    Failure failure(InstanceName name, String ending) {
        return new Failure(name, ending, outputs.lastLines(name));
    }

    private Optional<String> ending(InstanceName name) {
        return new Endings(folder().supervisor())
                .last(name.toString())
                .map(words -> files.memory().isExceeded(name) ? words + ": its memory limit was reached" : words);
    }
}
