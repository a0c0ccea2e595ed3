package dev.toolbridge.deploy.training;

import dev.toolbridge.deploy.Readiness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A launcher of the laid-out folder whose program writes its cache when it is closed.
///
/// @param cache the file that exists after it has ended
/// @param log the file with its output: shown only after a failure
record TrainedProgram(Process process, Path cache, Path log) implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofSeconds(60);
    private static final Duration END_MAX = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(100);

    /// Runs a program that ends by itself. It runs once a release: a cache would cost more than it gains.
    static void runToEnd(Path home, String name, Map<String, String> environment) throws IOException {
        launch(home, name, environment).awaitEnd();
    }

    /// Starts a server and waits until it is ready.
    static TrainedProgram start(Path home, String name, Map<String, String> environment, URI address)
            throws IOException {
        var program = start(home, name, environment);
        Instant end = Instant.now().plus(START_MAX);
        while (!Readiness.of(address)) {
            if (!program.process.isAlive() || Instant.now().isAfter(end)) {
                program.process.destroyForcibly();
                throw program.failure("did not become ready");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return program;
    }

    @Override
    public void close() {
        process.destroy();
        awaitEnd();
        requireCache();
    }

    private static TrainedProgram start(Path home, String name, Map<String, String> environment) throws IOException {
        Path cache = cache(home, name);
        Files.deleteIfExists(cache);
        var training = new HashMap<>(environment);
        training.put("TOOLBRIDGE_JAVA_OPTIONS", "-XX:AOTCacheOutput=" + cache);
        return launch(home, name, training);
    }

    private static TrainedProgram launch(Path home, String name, Map<String, String> environment) throws IOException {
        Path log = Files.createTempFile(name, ".log");
        var builder = new ProcessBuilder(home.resolve("bin").resolve(name).toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return new TrainedProgram(builder.start(), cache(home, name), log);
    }

    private static Path cache(Path home, String name) {
        return home.resolve("cache").resolve(name + ".aot");
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(END_MAX.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw failure("did not end with 0");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a program's end", stopped);
        }
    }

    private void requireCache() {
        if (!Files.isReadable(cache)) {
            throw failure("wrote no cache");
        }
    }

    private IllegalStateException failure(String what) {
        try {
            return new IllegalStateException(
                    "the program of " + cache.getFileName() + " " + what + ":\n" + Files.readString(log));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
