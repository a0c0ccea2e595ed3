package dev.toolbridge.launcher.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The programs that a control plane starts and leaves running: supervisord with the programs of tenants, and the
/// router. They are found by the files that they were started with.
///
/// @param runtime the folder of supervisord
/// @param router the folder of the router
public record MachinePrograms(Path runtime, Path router) {
    /// A program of a tenant has the name of its folder in this variable.
    private static final String MARK = "TOOLBRIDGE_INSTANCE=";

    private static final Pattern VARIABLE_END = Pattern.compile("\0");
    private static final Path PROCESSES = Path.of("/proc");

    /// Longer than supervisord waits for the programs of one tenant.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// The supervisord, if it runs.
    public Optional<ProcessHandle> supervisord() {
        return having(runtime.resolve("supervisord.conf")).findFirst();
    }

    /// The router's master and its workers.
    public List<ProcessHandle> routers() {
        return having(router.resolve("current/haproxy.cfg")).toList();
    }

    /// Ends all of them. Programs that are asked at the same time as supervisord are not started again by it, which
    /// would ask one after the other.
    public void end() {
        List<ProcessHandle> all = all();
        all.forEach(ProcessHandle::destroy);
        List<ProcessIdentity> ending = all.stream().map(ProcessIdentity::of).toList();
        Ending.await(ending, PATIENCE);
        all().forEach(ProcessHandle::destroyForcibly);
        Ending.await(ending, PATIENCE);
    }

    /// Supervisord comes first.
    private List<ProcessHandle> all() {
        return Stream.of(supervisord().stream(), routers().stream(), ofTenants())
                .flatMap(processes -> processes)
                .toList();
    }

    private Stream<ProcessHandle> ofTenants() {
        String mark = MARK + runtime + "/";
        return others().filter(process ->
                VARIABLE_END.splitAsStream(environment(process)).anyMatch(text -> text.startsWith(mark)));
    }

    private static Stream<ProcessHandle> having(Path file) {
        return others().filter(process ->
                Stream.of(process.info().arguments().orElse(new String[0])).anyMatch(file.toString()::equals));
    }

    private static Stream<ProcessHandle> others() {
        long own = ProcessHandle.current().pid();
        return ProcessHandle.allProcesses().filter(process -> process.pid() != own);
    }

    /// Empty for a process of another user, or one that has ended.
    private static String environment(ProcessHandle process) {
        try {
            Path file = PROCESSES.resolve(Long.toString(process.pid())).resolve("environ");
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException _) {
            return "";
        }
    }
}
