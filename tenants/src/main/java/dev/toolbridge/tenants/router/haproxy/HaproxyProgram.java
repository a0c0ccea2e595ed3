package dev.toolbridge.tenants.router.haproxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The program of HAProxy: its command lines, and their runs that end soon.
public record HaproxyProgram(RouterConfig config) {
    private static final Duration RUN_MAX = Duration.ofSeconds(10);
    private static final int WORDS_LENGTH_MAX = 1_000;

    /// The command line of the router in the foreground, for a supervisor.
    public List<String> command() {
        RouterFolder folder = config.folder();
        return List.of(
                config.program().toString(),
                "-W",
                "-f",
                folder.file().toString(),
                "-S",
                folder.masterSocket() + ",mode,600",
                "-p",
                folder.processFile().toString());
    }

    /// @throws RouterFileRefused with HAProxy's words
    void check(Path file) {
        Run run = run(List.of(config.program().toString(), "-c", "-q", "-f", file.toString()));
        if (run.status() != 0) {
            throw new RouterFileRefused(run.words());
        }
    }

    /// Starts the router apart from this process: it goes on when this process ends.
    void startDetached() {
        Run run = run(Stream.concat(command().stream(), Stream.of("-D")).toList());
        if (run.status() != 0) {
            throw new RouterUnavailable("the router does not start: " + run.words());
        }
    }

    private record Run(int status, String words) {}

    /// The output is a file: a pipe would stay open as long as the detached process has it.
    private Run run(List<String> command) {
        Path log = config.folder().startLog();
        try {
            Files.deleteIfExists(log);
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            builder.environment().clear();
            builder.environment().putAll(config.environment());
            Process process = builder.start();
            if (!process.waitFor(RUN_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new RouterUnavailable("HAProxy did not end within " + RUN_MAX.toSeconds() + " s");
            }
            return new Run(process.exitValue(), words(log));
        } catch (IOException failed) {
            throw new RouterUnavailable("HAProxy cannot be run: " + config.program(), failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new RouterUnavailable("interrupted while HAProxy ran", stopped);
        }
    }

    private static String words(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            String words = lines.filter(line -> line.contains("[ALERT]") || line.contains("error"))
                    .map(String::strip)
                    .collect(Collectors.joining("; "));
            return words.substring(0, Math.min(words.length(), WORDS_LENGTH_MAX));
        }
    }
}
