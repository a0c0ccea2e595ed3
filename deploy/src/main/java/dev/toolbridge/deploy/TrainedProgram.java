package dev.toolbridge.deploy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A launcher of the laid-out folder, run so that its program writes its cache when it is closed.
///
/// @param cache the file that is there when it has ended
record TrainedProgram(Process process, Path cache) implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofSeconds(60);
    private static final Duration END_MAX = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(100);

    /// Runs a program that ends by itself. It runs once for each release: a cache would cost more than it gains.
    static void runToEnd(Path home, String name, Map<String, String> environment) throws IOException {
        var program = new TrainedProgram(launch(home, name, environment), home.resolve(name));
        program.awaitEnd();
    }

    /// Starts a server and waits until it is ready.
    static TrainedProgram start(Path home, String name, Map<String, String> environment, URI address)
            throws IOException {
        var program = start(home, name, environment);
        Instant end = Instant.now().plus(START_MAX);
        while (!isReady(address)) {
            if (!program.process.isAlive() || Instant.now().isAfter(end)) {
                program.process.destroyForcibly();
                throw new IllegalStateException(name + " did not become ready");
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
        Path cache = home.resolve("cache").resolve(name + ".aot");
        Files.deleteIfExists(cache);
        var training = new HashMap<>(environment);
        training.put("TOOLBRIDGE_JAVA_OPTIONS", "-XX:AOTCacheOutput=" + cache);
        return new TrainedProgram(launch(home, name, training), cache);
    }

    private static Process launch(Path home, String name, Map<String, String> environment) throws IOException {
        var builder = new ProcessBuilder(home.resolve("bin").resolve(name).toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static boolean isReady(URI address) {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(address.resolve("/readyz"))
                    .timeout(START_MAX)
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false; // not listening yet
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a program", stopped);
        }
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(END_MAX.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(cache.getFileName() + ": the program did not end with 0");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a program's end", stopped);
        }
    }

    private void requireCache() {
        if (!Files.isReadable(cache)) {
            throw new IllegalStateException(cache + " was not written");
        }
    }
}
