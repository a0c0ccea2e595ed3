package dev.toolbridge.tenants.router.haproxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/// The router's processes: a master that lives on, the worker that it has now, and workers of before a reload that end
/// with their last stream. All are found by their sockets.
public final class RouterProcess {
    private static final Duration STEP_MAX = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Pattern WORKER = Pattern.compile("(?m)^(\\d+)\\s+worker\\s.*$");
    private static final Pattern FAILED = Pattern.compile("\\[failed: (\\d+)]");
    private static final String OLD = "# old workers";

    private final RouterConfig config;
    private final HaproxyProgram program;
    private final CommandSocket master;
    private final CommandSocket runtime;

    public RouterProcess(RouterConfig config) {
        this.config = config;
        this.program = new HaproxyProgram(config);
        this.master = new CommandSocket(config.folder().masterSocket());
        this.runtime = new CommandSocket(config.folder().runtimeSocket());
    }

    /// The process id of the worker that takes new connections, if it answers.
    public Optional<Long> worker() {
        try {
            return Optional.of(Long.parseLong(information("Pid")));
        } catch (RouterUnavailable | NumberFormatException _) {
            return Optional.empty();
        }
    }

    /// Starts the router from its file, after the end of what is left of it.
    ///
    /// @throws RouterUnavailable with HAProxy's words, if it does not start
    void start() {
        endRest();
        program.startDetached();
        await(() -> worker().isPresent(), "the router has started and does not answer");
    }

    /// Lets a new worker begin with the file; the one before goes on with its open streams only.
    void reload() {
        String before = master.ask("show proc");
        Optional<Long> worker = worker();
        master.ask("reload");
        await(
                () -> worker().isPresent() && !worker().equals(worker),
                () -> hasFailed(before),
                "the router does not change to its new file");
    }

    /// The name of the frame of the file with which the worker began.
    String fingerprint() {
        return information("description");
    }

    CommandSocket runtime() {
        return runtime;
    }

    /// The process ids of the workers of before a reload.
    List<Long> oldWorkers() {
        String processes = master.ask("show proc");
        int begin = processes.indexOf(OLD);
        return begin < 0
                ? List.of()
                : WORKER.matcher(processes.substring(begin))
                        .results()
                        .map(line -> Long.parseLong(line.group(1)))
                        .toList();
    }

    /// Runs commands in a worker of before a reload.
    String askOld(long worker, String command) {
        return master.ask("@!" + worker + " " + command);
    }

    /// Ends the router and all of its streams; for tests, and when a machine gives up its tenants.
    public void stop() {
        endRest();
    }

    private String information(String name) {
        String head = name + ": ";
        return runtime.ask("show info")
                .lines()
                .filter(line -> line.startsWith(head))
                .map(line -> line.substring(head.length()))
                .findFirst()
                .orElse("");
    }

    private boolean hasFailed(String before) {
        try {
            return failures(master.ask("show proc")) > failures(before);
        } catch (RouterUnavailable begins) {
            return false;
        }
    }

    private static int failures(String processes) {
        var found = FAILED.matcher(processes);
        return found.find() ? Integer.parseInt(found.group(1)) : 0;
    }

    /// Ends a master that runs and does not answer: beside it, the ports would be taken. Its workers end with it.
    private void endRest() {
        master().ifPresent(process -> {
            List<ProcessHandle> all = process.descendants().toList();
            process.destroyForcibly();
            all.forEach(ProcessHandle::destroyForcibly);
            await(
                    () -> !process.isAlive() && all.stream().noneMatch(ProcessHandle::isAlive),
                    "the router of before does not end");
        });
    }

    /// The process that the file names, if that is still our router and not a later process of the same number.
    private Optional<ProcessHandle> master() {
        try {
            Path file = config.folder().processFile();
            return Files.exists(file)
                    ? ProcessHandle.of(Long.parseLong(Files.readString(file).strip()))
                            .filter(this::isOurs)
                    : Optional.empty();
        } catch (IOException | NumberFormatException unreadable) {
            throw new RouterUnavailable("the file with the router's process id cannot be read", unreadable);
        }
    }

    private boolean isOurs(ProcessHandle process) {
        return process.info()
                .commandLine()
                .filter(line -> line.contains(config.folder().file().toString()))
                .isPresent();
    }

    private static void await(BooleanSupplier condition, String otherwise) {
        await(condition, () -> false, otherwise);
    }

    private static void await(BooleanSupplier condition, BooleanSupplier hasFailed, String otherwise) {
        long untilNs = System.nanoTime() + STEP_MAX.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > untilNs || hasFailed.getAsBoolean()) {
                throw new RouterUnavailable(otherwise);
            }
            pause();
        }
    }

    static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new RouterUnavailable("interrupted while the router was awaited", stopped);
        }
    }
}
