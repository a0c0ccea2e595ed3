package dev.toolbridge.tests.lane;

import dev.toolbridge.tests.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/// Measures the time of a lane that the build runs, keeps it in `target/lane-time`, and fails a lane that took
/// more than twice its budget.
public final class LaneClock implements LauncherSessionListener {
    private static final Path LANES = Checkout.file("tests");

    private final Instant begin = Instant.now();

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        lane().ifPresent(name -> {
            var time = new LaneTime(
                    name,
                    Duration.between(begin, Instant.now()),
                    Duration.ofSeconds(Long.getLong("budget.seconds")),
                    Optional.ofNullable(Long.getLong("limit.seconds")).map(Duration::ofSeconds));
            System.out.println(time);
            keep(time);
            time.requireWithinLimit();
        });
    }

    /// The name of the lane; empty when tests are run without the build.
    private static Optional<String> lane() {
        return Optional.ofNullable(System.getProperty("lane"))
                .map(name -> name.replaceFirst("^toolbridge-(tests-)?", ""));
    }

    private static void keep(LaneTime time) {
        try {
            Path folder = Files.createDirectories(LANES.resolve(time.lane()).resolve("target"));
            Files.writeString(folder.resolve(LaneTime.FILE), time + "\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
