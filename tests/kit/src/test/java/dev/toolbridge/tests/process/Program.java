package dev.toolbridge.tests.process;

import dev.toolbridge.tests.Checkout;
import dev.toolbridge.tests.redaction.Used;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A program of ours that runs as a process of its own. Its environment holds only the given variables and the
/// language of these tests: `LC_ALL=ar_EG.UTF-8 ./toolbridge test` is a trial of that language.
///
/// It ends with these tests at the latest, for any end of theirs.
public final class Program implements AutoCloseable {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final Path LOGS = Checkout.file("tests/target/logs");
    private static final Duration END_MAX = Duration.ofMinutes(3);

    /// Programs are compiled as this process is: tests end before the second compiler pays, measurements do not.
    public static final List<String> COMPILER = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(option -> option.startsWith("-XX:TieredStopAtLevel="))
            .toList();

    private static final Map<String, String> LANGUAGE = System.getenv().entrySet().stream()
            .filter(entry -> entry.getKey().matches("LC_[A-Z]+|LANG"))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    /// Stops the program when the tests' end of the pipe closes with their process.
    private static final String STOP_WITH_TESTS = "trap '' HUP INT TERM; cat >/dev/null; kill \"$1\" 2>/dev/null";

    /// The state of a stopped thread, behind its name in brackets.
    private static final Pattern STOPPED = Pattern.compile("\\) [Tt] [^)]*$");

    private final Process process;
    private final Path log;

    private Program(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /// Starts a main class from the build of a module.
    public static Program start(String module, String mainClass, Map<String, String> environment) {
        return start(module, List.of(mainClass), environment);
    }

    /// The same with a heap of this size; the machine exits when it is full.
    static Program startWithin(int heapMegabytes, String module, String mainClass, Map<String, String> environment) {
        var arguments = List.of("-Xmx" + heapMegabytes + "m", "-XX:+ExitOnOutOfMemoryError", mainClass);
        return startClass(classPath(module, List.of()), arguments, environment);
    }

    /// The same with some classes replaced.
    static Program start(String module, String mainClass, Map<String, String> environment, List<Path> classesAhead) {
        return startClass(classPath(module, classesAhead), List.of(mainClass), environment);
    }

    /// The same for a main class with arguments.
    public static Program start(String module, List<String> arguments, Map<String, String> environment) {
        var words = Stream.concat(archive(module).stream(), arguments.stream()).toList();
        return startClass(classPath(module, List.of()), words, environment);
    }

    /// The options for the archive of the classes that its servers read when they start, if the build made one.
    private static List<String> archive(String module) {
        Path file = Checkout.file(module).resolve("target/classes.jsa");
        return Files.exists(file)
                ? List.of("-XX:SharedArchiveFile=" + file, "-Xlog:disable", "-Xlog:all=error,cds*=off,aot*=off:stderr")
                : List.of();
    }

    private static String classPath(String module, List<Path> classesAhead) {
        Path target = Checkout.file(module).resolve("target");
        Path jar = target.resolve("toolbridge-" + module + ".jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is not there: the build makes it before these tests run");
        }
        return classPath(classesAhead, jar, target.resolve("lib").resolve("*"));
    }

    /// Starts a main class of any class path, in a machine with the options of our programs.
    ///
    /// @param arguments options of the machine, the main class and its arguments
    public static Program startClass(String classPath, List<String> arguments, Map<String, String> environment) {
        var command = new ArrayList<>(List.of(JAVA.toString(), "-Xmx512m", "-XX:+UseSerialGC"));
        command.addAll(COMPILER);
        command.addAll(List.of("--class-path", classPath));
        command.addAll(arguments);
        return start(command, environment);
    }

    private static String classPath(List<Path> ahead, Path... behind) {
        return Stream.concat(ahead.stream(), Stream.of(behind))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /// Starts any command.
    public static Program start(List<String> command, Map<String, String> environment) {
        try {
            Files.createDirectories(LOGS);
            Path log = Files.createTempFile(LOGS, Path.of(command.getFirst()).getFileName() + "-", ".log");
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().clear();
            builder.environment().putAll(LANGUAGE);
            builder.environment().putAll(environment);
            Used.settings(environment);
            var process = builder.start();
            stopWithTests(process);
            return new Program(process, log);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Its output so far.
    public String output() {
        return Checkout.text(log);
    }

    public long id() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /// Waits for its end.
    public int exitCode() {
        return exitCode(END_MAX)
                .orElseThrow(() -> new AssertionError("still running after " + END_MAX + "\n" + output()));
    }

    /// Waits for its end; empty when it does not end in time.
    public OptionalInt exitCode(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)
                    ? OptionalInt.of(process.exitValue())
                    : OptionalInt.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a program's end", stopped);
        }
    }

    /// Asks it to stop, and waits until it has.
    public int stop() {
        process.destroy();
        return exitCode();
    }

    /// Kills it.
    public void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /// Suspends it, as on a machine without time for it, until the result is closed.
    public Frozen freeze() {
        signal("STOP");
        Await.until(END_MAX, this::isFrozen, () -> "it goes on in spite of the signal");
        return () -> signal("CONT");
    }

    /// On a busy machine a thread goes on for a while after the signal. Systems without `/proc` do not tell.
    private boolean isFrozen() {
        Path threads = Path.of("/proc", Long.toString(process.pid()), "task");
        if (!Files.isDirectory(threads)) {
            return true;
        }
        try (Stream<Path> all = Files.list(threads)) {
            return all.allMatch(thread ->
                    STOPPED.matcher(Checkout.text(thread.resolve("stat"))).find());
        } catch (IOException | UncheckedIOException ended) {
            return false;
        }
    }

    /// A suspended program.
    public interface Frozen extends AutoCloseable {
        @Override
        void close();
    }

    @Override
    public void close() {
        stop();
    }

    private void signal(String name) {
        try {
            var kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("process " + process.pid() + " takes no signal");
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending a signal", stopped);
        }
    }

    private static void stopWithTests(Process process) throws IOException {
        new ProcessBuilder("sh", "-c", STOP_WITH_TESTS, "watch", Long.toString(process.pid()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
