package dev.toolbridge.tenants.placement;

import dev.toolbridge.database.DatabaseUrl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Runs a program of a release that works on a database and ends.
///
/// The address of the database goes to its standard input, which a setting names as its file: it is in no file, no
/// argument and no environment.
public final class ReleaseProgram {
    private static final String JAVA_OPTIONS = "-Xmx96m -XX:TieredStopAtLevel=1";
    private static final int WORDS_MAX = 500;
    private static final long LOOK_MS = 1_000;

    /// Each run is a Java machine.
    private static final int RUNS = 2;

    private final Semaphore runs = new Semaphore(RUNS, true);
    private final String name;
    private final String setting;
    private final Duration limit;

    /// @param name of the program in the release's folder `bin`
    /// @param setting the one that the address is the value of
    /// @param limit the longest run
    public ReleaseProgram(String name, String setting, Duration limit) {
        this.name = name;
        this.setting = setting;
        this.limit = limit;
    }

    /// A run of the program.
    ///
    /// @param release the release's folder
    /// @param settings further ones, without secrets
    public record Run(Path release, DatabaseUrl database, List<String> arguments, Map<String, String> settings) {

        public Run {
            arguments = List.copyOf(arguments);
            settings = Map.copyOf(settings);
        }
    }

    /// The end of a run.
    public sealed interface End {

        /// It has done its work.
        record Done() implements End {}

        /// It took longer than it may, and was stopped.
        record Late() implements End {}

        /// It has failed, or could not be started.
        ///
        /// @param why its last words
        record Failed(String why) implements End {}
    }

    /// Runs it to its end, or to the limit of time.
    ///
    /// @param look runs each second meanwhile, and ends the program by throwing
    public End run(Run run, Runnable look) throws InterruptedException {
        Path program = run.release().resolve("bin").resolve(name);
        if (!Files.isExecutable(program)) {
            return new End.Failed("the release has no program " + program);
        }
        runs.acquire();
        try {
            return end(start(program, run), run.database(), look);
        } catch (IOException failed) {
            return new End.Failed("the program " + program + " cannot be run: " + failed.getMessage());
        } finally {
            runs.release();
        }
    }

    private Process start(Path program, Run run) throws IOException {
        var words = new ArrayList<>(List.of(program.toString()));
        words.addAll(run.arguments());
        var builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(run.settings());
        builder.environment()
                .putAll(Map.of(
                        "PATH",
                        "/usr/local/bin:/usr/bin:/bin",
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "TOOLBRIDGE_JAVA_OPTIONS",
                        JAVA_OPTIONS,
                        setting + "_FILE",
                        "/dev/stdin"));
        Process process = builder.start();
        try (var input = process.getOutputStream()) {
            input.write(run.database().reveal().getBytes(StandardCharsets.UTF_8));
            return process;
        } catch (IOException endedAlready) {
            return process;
        }
    }

    private End end(Process process, DatabaseUrl database, Runnable look) throws InterruptedException {
        var words = new LastWords(process.getInputStream());
        Instant late = Instant.now().plus(limit);
        try {
            while (!process.waitFor(Math.min(LOOK_MS, limit.toMillis()), TimeUnit.MILLISECONDS)) {
                if (Instant.now().isAfter(late)) {
                    return new End.Late();
                }
                look.run();
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return process.exitValue() == 0
                ? new End.Done()
                : new End.Failed("the program " + name + " ended with status " + process.exitValue() + ": "
                        + shown(words.await(), database));
    }

    private String shown(String words, DatabaseUrl database) {
        String line = words.lines()
                .filter(text -> text.startsWith(name + ":"))
                .reduce((_, last) -> last)
                .or(() -> words.lines().filter(text -> !text.isBlank()).reduce((_, last) -> last))
                .orElse("it said nothing");
        Optional<String> password = database.password().filter(text -> !text.isEmpty());
        String hidden = password.map(text -> line.replace(text, "***")).orElse(line);
        return hidden.length() > WORDS_MAX ? hidden.substring(0, WORDS_MAX) + "…" : hidden;
    }
}
