package dev.toolbridge.tenants.runtime.process;

import dev.toolbridge.tenants.runtime.InstanceName;
import dev.toolbridge.tenants.runtime.process.supervisor.ProcessInfo;
import dev.toolbridge.tenants.runtime.process.supervisor.ProcessState;
import dev.toolbridge.tenants.runtime.process.supervisor.SupervisorFault;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts what a new supervisord has not begun: as many instances at a time as the machine has processors, those of the
/// tenant that wrote last first. If all were started at once, none would be ready before almost all are.
final class StartQueue {
    /// An instance that is not ready by then lets the next one start.
    private static final Duration TURN_MAX = Duration.ofSeconds(5);

    /// The time between two searches while nothing waits: another control plane may have started supervisord.
    private static final Duration REST = Duration.ofSeconds(5);

    /// Stopped is one whose start was refused.
    private static final Set<ProcessState> ON_THE_WAY =
            Set.of(ProcessState.STARTING, ProcessState.RUNNING, ProcessState.STOPPED);

    private static final Logger LOG = LoggerFactory.getLogger(StartQueue.class);

    private final Machine machine;
    private final Map<InstanceName, Instant> turns = new HashMap<>();
    private int starts;
    private Instant next = Instant.EPOCH;

    StartQueue(Machine machine) {
        this.machine = machine;
    }

    /// Starts those whose turn it is.
    ///
    /// @return true if none waits
    synchronized boolean advance() {
        if (starts == machine.supervisor().starts() && Instant.now().isBefore(next)) {
            return true;
        }
        starts = machine.supervisor().starts();
        Map<String, ProcessInfo> processes =
                machine.client().processes().stream().collect(Collectors.toMap(ProcessInfo::name, Function.identity()));
        List<InstanceRecord> all = machine.records().all().toList();
        List<InstanceRecord> waiting =
                all.stream().filter(entry -> isWaiting(entry, processes)).toList();
        if (waiting.isEmpty()) {
            turns.clear();
            next = Instant.now().plus(REST);
            return true;
        }
        Set<InstanceName> starting = starting(all, processes);
        inOrder(waiting, used(all))
                .filter(entry -> !starting.contains(entry.name()))
                .limit(Math.max(0, atOnce() - starting.size()))
                .forEach(this::start);
        return false;
    }

    /// The number of instances that start side by side.
    static int atOnce() {
        return Runtime.getRuntime().availableProcessors();
    }

    private boolean isWaiting(InstanceRecord entry, Map<String, ProcessInfo> processes) {
        ProcessInfo process = processes.get(entry.name().toString());
        return process != null
                && entry.awaitsStart(process)
                && Files.exists(machine.folder().program(entry.name()));
    }

    private Set<InstanceName> starting(List<InstanceRecord> all, Map<String, ProcessInfo> processes) {
        return all.stream()
                .filter(entry -> turns.containsKey(entry.name()))
                .filter(entry -> Instant.now().isBefore(turns.get(entry.name()).plus(TURN_MAX)))
                .filter(entry -> processes.containsKey(entry.name().toString()))
                .filter(entry -> ON_THE_WAY.contains(
                        processes.get(entry.name().toString()).state()))
                .filter(entry -> !answers(entry))
                .map(InstanceRecord::name)
                .collect(Collectors.toSet());
    }

    private static boolean answers(InstanceRecord entry) {
        return entry.healthPath()
                .map(path -> HealthPage.ask(entry.port().orElseThrow(), path).isGood())
                .orElse(true);
    }

    /// Instances of a tenant follow each other, the API before the sidecar that calls it. One whose start was refused
    /// comes after all others.
    private Stream<InstanceRecord> inOrder(List<InstanceRecord> waiting, Map<UUID, FileTime> used) {
        return waiting.stream()
                .sorted(Comparator.comparing(
                                (InstanceRecord entry) -> used.get(entry.name().tenant()))
                        .reversed()
                        .thenComparing(entry -> entry.name().toString()))
                .sorted(Comparator.comparing(entry -> turns.getOrDefault(entry.name(), Instant.EPOCH)));
    }

    /// The time at which each tenant's programs have written last.
    private Map<UUID, FileTime> used(List<InstanceRecord> all) {
        return all.stream()
                .collect(Collectors.toMap(
                        entry -> entry.name().tenant(),
                        entry -> machine.outputs().lastWritten(entry.name()),
                        (one, other) -> one.compareTo(other) > 0 ? one : other));
    }

    private void start(InstanceRecord entry) {
        turns.put(entry.name(), Instant.now());
        try {
            machine.client().start(entry.name().toString());
        } catch (SupervisorFault refused) {
            LOG.atWarn()
                    .addKeyValue("instance", entry.name().toString())
                    .addKeyValue("reason", refused.getMessage())
                    .log("a program is not started, and is tried again");
        }
    }
}
