package dev.toolbridge.tests.container;

import dev.toolbridge.tests.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A launcher of the laid-out folder, run without rights and with nothing in its environment but what it is given.
///
/// @param process the program that it became
/// @param log what it wrote
record Launched(Process process, Path log) implements AutoCloseable {
    private static final Path LOGS = Checkout.file("tests/target/logs");
    private static final Duration END_MAX = Duration.ofSeconds(90);

    /// When these tests are gone, their end of the pipe closes.
    private static final String STOP_WITH_TESTS = "trap '' HUP INT TERM; cat >/dev/null; kill \"$1\" 2>/dev/null";

    static Launched start(Path launcher, Map<String, String> environment, String... arguments) {
        try {
            Files.createDirectories(LOGS);
            Path log = Files.createTempFile(LOGS, launcher.getFileName() + "-", ".log");
            var command = new ArrayList<>(LaidOut.withoutRights());
            command.add(launcher.toString());
            command.addAll(List.of(arguments));
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            builder.environment().putIfAbsent("PATH", "/usr/bin:/bin");
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            Process process = builder.start();
            new ProcessBuilder("sh", "-c", STOP_WITH_TESTS, "watch", Long.toString(process.pid()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new Launched(process, log);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Runs a program that ends by itself, and gives what it wrote.
    static String output(Path launcher, Map<String, String> environment, String... arguments) {
        try (var program = start(launcher, environment, arguments)) {
            int status = program.exitStatus();
            if (status != 0) {
                throw new AssertionError(launcher + " ended with " + status + "\n" + program.output());
            }
            return program.output();
        }
    }

    String output() {
        return Checkout.text(log);
    }

    /// Waits for its end.
    int exitStatus() {
        try {
            if (process.waitFor(END_MAX.toSeconds(), TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            throw new AssertionError("still running after " + END_MAX + "\n" + output());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a program's end", stopped);
        }
    }

    void terminate() {
        process.destroy();
    }

    @Override
    public void close() {
        process.destroy();
        exitStatus();
    }
}
