package dev.toolbridge.tenants.runtime.process.supervisor;

import dev.toolbridge.tenants.runtime.RuntimeUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Starts a supervisord that outlives the process that started it, and finds it again by its socket. It knows all
/// programs that have a file, and starts none by itself.
public final class SupervisorProgram {
    private static final Duration START_MAX = Duration.ofSeconds(15);
    private static final Duration END_MAX = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int WORDS_LENGTH_MAX = 500;

    private final Path program;
    private final Map<String, String> environment;
    private final SupervisorFolder folder;
    private final SupervisorClient client;
    private final Runnable beforeStart;
    private final AtomicInteger starts = new AtomicInteger();

    /// Nothing is started yet.
    ///
    /// @param environment the variables that supervisord itself needs
    /// @param beforeStart the work between the end of one supervisord and the start of the next
    public SupervisorProgram(
            Path program, Map<String, String> environment, SupervisorFolder folder, Runnable beforeStart) {
        this.program = program;
        this.environment = Map.copyOf(environment);
        this.folder = folder;
        this.beforeStart = beforeStart;
        client = new SupervisorClient(folder.socket());
    }

    public SupervisorClient client() {
        return client;
    }

    /// The number of times that this has started it.
    public int starts() {
        return starts.get();
    }

    /// Starts it unless it runs.
    ///
    /// @throws RuntimeUnavailable if it does not start
    public void ensureRunning() {
        if (!client.isRunning()) {
            makeFolders();
            folder.lock().alone(this::startUnlessRunning);
        }
    }

    private boolean startUnlessRunning() {
        if (client.isRunning()) {
            return false;
        }
        requireEnded();
        beforeStart.run();
        boolean isRoot = System.getProperty("user.name").equals("root");
        WholeFile.write(folder.configuration(), folder.configurationText(isRoot));
        start();
        starts.incrementAndGet();
        return true;
    }

    /// Waits for one that has closed its socket already, but still stops its programs.
    private void requireEnded() {
        Optional<ProcessHandle> old = formerProcess();
        await(END_MAX, () -> old.filter(ProcessHandle::isAlive).isEmpty(), "a supervisord without a socket still runs");
    }

    private Optional<ProcessHandle> formerProcess() {
        try {
            return Optional.of(Files.readString(folder.pidFile()).strip())
                    .filter(text -> text.matches("[0-9]{1,9}"))
                    .flatMap(text -> ProcessHandle.of(Long.parseLong(text)))
                    .filter(this::isOurs);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private boolean isOurs(ProcessHandle process) {
        return process.info()
                .arguments()
                .map(arguments ->
                        List.of(arguments).contains(folder.configuration().toString()))
                .orElse(false);
    }

    private void start() {
        Path words = folder.root().resolve("supervisord.start");
        var command = List.of(
                program.toString(), "--configuration", folder.configuration().toString());
        var builder = new ProcessBuilder(command)
                .directory(folder.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(words.toFile());
        builder.environment().clear();
        builder.environment().putAll(variables());
        try {
            Process first = builder.start();
            first.getOutputStream().close();
            if (!first.waitFor(START_MAX.toSeconds(), TimeUnit.SECONDS) || first.exitValue() != 0) {
                first.destroyForcibly();
                throw new RuntimeUnavailable("supervisord does not start: " + shortened(Files.readString(words)));
            }
        } catch (IOException failed) {
            throw new RuntimeUnavailable("supervisord cannot be started from " + program, failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new RuntimeUnavailable("interrupted while supervisord starts", stopped);
        }
        await(START_MAX, client::isRunning, "supervisord has started, but does not answer");
    }

    private Map<String, String> variables() {
        var variables = new HashMap<>(Map.of("PATH", "/usr/local/bin:/usr/bin:/bin", "PYTHONUTF8", "1"));
        variables.putAll(environment);
        return variables;
    }

    private void makeFolders() {
        try {
            Files.createDirectories(folder.root());
            Files.createDirectories(
                    folder.programs(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException failed) {
            throw new UncheckedIOException("the folder " + folder.root() + " cannot be made", failed);
        }
    }

    private static String shortened(String words) {
        String one = words.strip().replaceAll("\\s+", " ");
        return one.substring(Math.max(0, one.length() - WORDS_LENGTH_MAX));
    }

    private static void await(Duration limit, BooleanSupplier condition, String otherwise) {
        Instant end = Instant.now().plus(limit);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new RuntimeUnavailable(otherwise);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
