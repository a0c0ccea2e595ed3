package dev.toolbridge.tests.fly;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// An image whose program is a process of this machine.
///
/// @param home the folder that the image has in `/opt/toolbridge`
/// @param environment the variables of the image
public record FlyProcess(Path home, Map<String, String> environment) implements FlyProgram {
    private static final String HOME = "/opt/toolbridge";

    @Override
    public Running start(Start start) {
        try {
            List<String> command = start.command().stream()
                    .map(word -> word.replace(HOME, home.toString()))
                    .toList();
            var builder = new ProcessBuilder(command)
                    .directory(start.folder().toFile())
                    .redirectErrorStream(true);
            builder.environment().clear();
            builder.environment().putAll(variables(start));
            Process process = builder.start();
            Thread.ofVirtual().start(() -> follow(process, start));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> kill(process)));
            return within -> stop(process, within);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Map<String, String> variables(Start start) {
        var all = new HashMap<>(Map.of("PATH", "/usr/local/bin:/usr/bin:/bin"));
        all.putAll(start.environment());
        all.putAll(environment);
        all.put("TOOLBRIDGE_RUN", start.folder().resolve("run").toString());
        return all;
    }

    private static void follow(Process process, Start start) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(start.output());
        } catch (IOException | UncheckedIOException _) {
            start.output().accept("its output was cut");
        }
        start.end().accept(process.onExit().join().exitValue());
    }

    private static void stop(Process process, Duration within) {
        process.destroy();
        try {
            if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
                kill(process);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            kill(process);
        }
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
