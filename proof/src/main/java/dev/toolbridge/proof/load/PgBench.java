package dev.toolbridge.proof.load;

import dev.toolbridge.tests.Checkout;
import dev.toolbridge.tests.process.ApiDatabase;
import dev.toolbridge.tests.process.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Runs SQL as fast as PostgreSQL takes it.
///
/// @param clients the number of connections
public record PgBench(ApiDatabase database, int clients, Duration time) {
    private static final String PROGRAM = "pgbench";
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) ");

    /// The number of runs of a script in a second.
    public double perSecond(String script) {
        try {
            Path file = Files.createTempFile(Checkout.file("proof/target"), "script-", ".sql");
            Files.writeString(file, script);
            return perSecond(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// The parameters of the address are words of the server's driver.
    private double perSecond(Path script) {
        var command = List.of(
                "/usr/bin/env",
                PROGRAM,
                "--no-vacuum",
                "--protocol=prepared",
                "--client=" + clients,
                "--time=" + time.toSeconds(),
                "--file=" + script,
                database.address().replaceFirst("\\?.*$", ""));
        try (var program = Program.start(command, Map.of("PATH", System.getenv("PATH")))) {
            int status = program.exitCode();
            Matcher rate = RATE.matcher(program.output());
            if (status != 0 || !rate.find()) {
                throw new AssertionError(
                        PROGRAM + " failed (on Debian it comes with postgresql-contrib):\n" + program.output());
            }
            return Double.parseDouble(rate.group(1));
        }
    }
}
