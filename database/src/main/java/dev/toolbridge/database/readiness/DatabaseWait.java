package dev.toolbridge.database.readiness;

import dev.toolbridge.database.FailureWords;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logs the reason why the server waits for its database: at each change, and once a minute while it stays.
final class DatabaseWait {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWait.class);
    private static final Duration REPEATED_AFTER = Duration.ofMinutes(1);

    private final InstantSource clock;
    private volatile Optional<FailureWords> last = Optional.empty();
    private Instant toldAt = Instant.MIN;

    DatabaseWait(InstantSource clock) {
        this.clock = clock;
    }

    /// Records a failed attempt; true when it was logged.
    boolean note(FailureWords words) {
        Instant now = clock.instant();
        boolean tell = !last.equals(Optional.of(words)) || !now.isBefore(toldAt.plus(REPEATED_AFTER));
        last = Optional.of(words);
        if (tell) {
            toldAt = now;
            LOG.atWarn()
                    .addKeyValue("reason", words.text())
                    .log(
                            words.isLasting()
                                    ? "waiting for the database, which no wait will mend:"
                                            + " change DATABASE_URL or what it names"
                                    : "waiting for the database");
        }
        return tell;
    }

    /// The reason of the last failed attempt.
    Optional<FailureWords> last() {
        return last;
    }
}
