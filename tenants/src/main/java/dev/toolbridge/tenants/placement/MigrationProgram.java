package dev.toolbridge.tenants.placement;

import dev.toolbridge.database.DatabaseFailure;
import dev.toolbridge.database.DatabaseUnavailable;
import dev.toolbridge.database.DatabaseUrl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Runs the program `toolbridge-migrate` of a release, as the owner of a database.
///
/// The owner's address goes to its standard input, which the setting names as its file: it is in no file, no
/// argument and no environment. The program is made so that it goes on where an earlier run has ended.
final class MigrationProgram {
    private static final String NAME = "toolbridge-migrate";
    private static final String JAVA_OPTIONS = "-Xmx96m -XX:TieredStopAtLevel=1";
    private static final Pattern STATE = Pattern.compile("\\(SQLSTATE ([0-9A-Z]{5})\\)");
    private static final int WORDS_MAX = 500;

    /// Each run is a Java machine.
    private static final int RUNS = 2;

    private final Semaphore runs = new Semaphore(RUNS, true);
    private final Duration limit;

    MigrationProgram(Duration limit) {
        this.limit = limit;
    }

    /// Runs it to its end, or to the limit of time.
    MigrationRun run(Path release, DatabaseUrl owner) throws InterruptedException {
        Path program = release.resolve("bin").resolve(NAME);
        if (!Files.isExecutable(program)) {
            return new MigrationRun.Failed("the release has no program " + program);
        }
        runs.acquire();
        try {
            return outcome(start(program, owner), owner);
        } catch (IOException failed) {
            return new MigrationRun.Failed("the program " + program + " cannot be run: " + failed.getMessage());
        } finally {
            runs.release();
        }
    }

    private static Process start(Path program, DatabaseUrl owner) throws IOException {
        var builder = new ProcessBuilder(program.toString()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH",
                        "/usr/local/bin:/usr/bin:/bin",
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "TOOLBRIDGE_JAVA_OPTIONS",
                        JAVA_OPTIONS,
                        "DATABASE_OWNER_URL_FILE",
                        "/dev/stdin",
                        "DATABASE_URL",
                        owner.as(owner.user(), Optional.empty()).reveal()));
        Process process = builder.start();
        try (var input = process.getOutputStream()) {
            input.write(owner.reveal().getBytes(StandardCharsets.UTF_8));
            return process;
        } catch (IOException endedAlready) {
            return process;
        }
    }

    private MigrationRun outcome(Process process, DatabaseUrl owner) throws InterruptedException {
        var words = new LastWords(process.getInputStream());
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return new MigrationRun.Passing(
                        "the migration took longer than " + limit.toSeconds() + " seconds and was stopped");
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return process.exitValue() == 0
                ? new MigrationRun.Migrated()
                : failure(process.exitValue(), shown(words.await(), owner));
    }

    private static MigrationRun failure(int status, String words) {
        String why = "the migration ended with status " + status + ": " + words;
        return isPassing(words) ? new MigrationRun.Passing(why) : new MigrationRun.Failed(why);
    }

    /// Reads the database's code from the sentence, as [dev.toolbridge.database.FailureWords] writes it.
    private static boolean isPassing(String words) {
        var state = STATE.matcher(words);
        return state.find() && DatabaseFailure.of(new SQLException("", state.group(1))) instanceof DatabaseUnavailable;
    }

    private static String shown(String words, DatabaseUrl owner) {
        String line = words.lines()
                .filter(text -> text.startsWith(NAME + ":"))
                .reduce((_, last) -> last)
                .or(() -> words.lines().filter(text -> !text.isBlank()).reduce((_, last) -> last))
                .orElse("it said nothing");
        String hidden = owner.password()
                .filter(password -> !password.isEmpty())
                .map(password -> line.replace(password, "***"))
                .orElse(line);
        return hidden.length() > WORDS_MAX ? hidden.substring(0, WORDS_MAX) + "…" : hidden;
    }
}
