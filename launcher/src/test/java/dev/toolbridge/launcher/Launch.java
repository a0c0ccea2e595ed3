package dev.toolbridge.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.launcher.program.Program;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/// The launcher as a process of its own, with its own home folder.
public final class Launch {
    private static final long PATIENCE_SECONDS = 180;

    /// A suite in the background of a script ignores SIGINT, and its children would inherit that.
    private static final List<String> HEARS_INTERRUPTS =
            canSetSignals() ? List.of("env", "--default-signal=INT") : List.of();

    private final Process process;
    private final Queue<String> out = new ConcurrentLinkedQueue<>();
    private final Queue<String> err = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Void> allRead;

    private Launch(Process process) {
        this.process = process;
        this.allRead = CompletableFuture.allOf(
                CompletableFuture.runAsync(
                        () -> process.inputReader().lines().forEach(out::add), Thread::startVirtualThread),
                CompletableFuture.runAsync(
                        () -> process.errorReader().lines().forEach(err::add), Thread::startVirtualThread));
    }

    public static Launch of(Path home, Map<String, String> environment, String... arguments) {
        List<String> line = new ArrayList<>(HEARS_INTERRUPTS);
        line.addAll(new TestInstallation().commandLine(Program.LAUNCHER));
        line.addAll(Arrays.asList(arguments));
        var builder = new ProcessBuilder(line);
        builder.environment().keySet().removeAll(List.of("DATABASE_URL", "TOOLBRIDGE_DATA", "JWT_HS256_SECRET"));
        builder.environment().put("HOME", home.toString());
        builder.environment().putAll(environment);
        try {
            return new Launch(builder.start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static boolean canSetSignals() {
        try {
            var trial = new ProcessBuilder("env", "--default-signal=INT", "true");
            return trial.start().waitFor() == 0;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while env was tried", stopped);
        }
    }

    public Process process() {
        return process;
    }

    /// Waits for the end of the process.
    public int exitStatus() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("it did not end: " + out + "\n" + err);
        }
        return process.exitValue();
    }

    /// All its output, after its end.
    public String out() {
        allRead.join();
        return String.join("\n", out);
    }

    public String err() {
        allRead.join();
        return String.join("\n", err);
    }

    /// The lines that it has printed so far.
    public List<String> linesSoFar() {
        return List.copyOf(out);
    }

    public JsonNode json() throws JsonProcessingException {
        return Json.parse(out().getBytes(StandardCharsets.UTF_8));
    }
}
