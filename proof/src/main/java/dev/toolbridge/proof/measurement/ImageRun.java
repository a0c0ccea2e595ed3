package dev.toolbridge.proof.measurement;

import dev.toolbridge.deploy.Readiness;
import dev.toolbridge.tests.process.Await;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The image's container, run in a folder under a limit of memory.
///
/// @param process its first process
/// @param begun the time of its start
record ImageRun(Process process, Instant begun) implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofSeconds(60);
    private static final Duration STOP_MAX = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(4);

    static ImageRun start(MeasuredImage image, Map<String, String> environment, String... command) throws IOException {
        var line = new ArrayList<>(
                List.of(image.launcher().toString(), image.folder().toString(), Integer.toString(image.memoryMb())));
        line.addAll(List.of(command));
        var builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(image.log().toFile()));
        builder.environment().clear();
        builder.environment().putAll(new HashMap<>(environment));
        builder.environment().put("PATH", System.getenv("PATH"));
        return new ImageRun(builder.start(), Instant.now());
    }

    /// The time from the start until a server answered that it is ready.
    Duration awaitReady(URI server) {
        while (!Readiness.of(server)) {
            if (!process.isAlive() || Instant.now().isAfter(begun.plus(START_MAX))) {
                throw new IllegalStateException(server + " does not become ready");
            }
            Await.pause(PAUSE);
        }
        return Duration.between(begun, Instant.now());
    }

    /// The process that runs a main class.
    ProcessFigures program(String mainClass) {
        return process.descendants()
                .map(child -> Path.of("/proc", Long.toString(child.pid())))
                .filter(folder -> commandLine(folder).contains(mainClass))
                .findFirst()
                .map(ProcessFigures::new)
                .orElseThrow();
    }

    /// The whole command line of any length: it holds a class path.
    private static String commandLine(Path folder) {
        try {
            return Files.readString(folder.resolve("cmdline"));
        } catch (IOException _) {
            return ""; // it has ended
        }
    }

    /// Waits until it ends by itself, or asks it to end.
    int end(boolean isAsked) {
        if (isAsked) {
            process.destroy();
        }
        try {
            if (!process.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("the container does not end");
            }
            return process.exitValue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the container's end", stopped);
        }
    }

    @Override
    public void close() {
        end(true);
    }
}
