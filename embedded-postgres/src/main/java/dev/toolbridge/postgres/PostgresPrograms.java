package dev.toolbridge.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Runs PostgreSQL's programs without the rights of root.
final class PostgresPrograms {
    private final Path unpacked;
    private final LoweredRights rights;

    private PostgresPrograms(Path unpacked, LoweredRights rights) {
        this.unpacked = unpacked;
        this.rights = rights;
    }

    static PostgresPrograms with(LoweredRights rights) {
        return new PostgresPrograms(PostgresBundle.unpackedInto(rights.cache()), rights);
    }

    /// The major version, such as 18.
    String major() {
        return PostgresBundle.major(unpacked);
    }

    /// Runs a program to its end.
    ///
    /// @throws EmbeddedPostgresFailure with the last line it printed, if it fails or takes too long
    void run(Duration timeout, String program, String... arguments) {
        var command = new ArrayList<>(rights.prefix());
        command.add(unpacked.resolve("bin").resolve(program).toString());
        command.addAll(Arrays.asList(arguments));
        try {
            Path output = Files.createTempFile("toolbridge-" + program, ".out");
            try {
                run(command, output, timeout);
            } finally {
                Files.delete(output);
            }
        } catch (IOException failed) {
            throw new EmbeddedPostgresFailure(program + " cannot be run", failed);
        }
    }

    /// The server refuses data that belongs to anybody but the user it runs as.
    void takeOwnership(Path data) throws IOException {
        rights.takeOwnership(data);
    }

    private static void run(List<String> command, Path output, Duration timeout) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().putAll(Map.of("LC_ALL", "C", "TZ", "UTC"));
        Process process = builder.start();
        if (!ended(process, timeout)) {
            process.destroyForcibly();
            throw new EmbeddedPostgresFailure("PostgreSQL took longer than " + timeout.toSeconds() + " s");
        }
        if (process.exitValue() != 0) {
            throw new EmbeddedPostgresFailure("PostgreSQL failed: " + lastLine(output));
        }
    }

    private static boolean ended(Process process, Duration timeout) {
        try {
            return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            throw new EmbeddedPostgresFailure("interrupted while PostgreSQL was starting or stopping", interrupted);
        }
    }

    private static String lastLine(Path output) throws IOException {
        return Files.readAllLines(output).stream()
                .filter(line -> !line.isBlank())
                .reduce((_, last) -> last)
                .orElse("it said nothing");
    }
}
