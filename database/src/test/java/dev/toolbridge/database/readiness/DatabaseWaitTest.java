package dev.toolbridge.database.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.database.FailureWords;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// The wait logs a reason when it changes, and once a minute while it stays.
class DatabaseWaitTest {
    private static final Instant BEGIN = Instant.ofEpochSecond(1_000_000);
    private static final FailureWords AWAY = new FailureWords("refused (SQLSTATE 08001)", false);
    private static final FailureWords WRONG = new FailureWords("wrong password (SQLSTATE 28P01)", true);

    private Instant now = BEGIN;
    private final DatabaseWait wait = new DatabaseWait(() -> now);

    @Test
    void aReasonThatStaysIsToldOnceAMinute() {
        assertThat(wait.note(AWAY)).isTrue();
        assertThat(wait.note(AWAY)).isFalse();
        now = BEGIN.plus(Duration.ofSeconds(59));
        assertThat(wait.note(AWAY)).isFalse();
        now = BEGIN.plus(Duration.ofSeconds(60));
        assertThat(wait.note(AWAY)).isTrue();
        assertThat(wait.note(AWAY)).isFalse();
    }

    @Test
    void eachChangeIsTold() {
        assertThat(wait.last()).isEmpty();
        assertThat(wait.note(AWAY)).isTrue();
        assertThat(wait.note(WRONG)).isTrue();
        assertThat(wait.note(AWAY)).isTrue();
        assertThat(wait.last()).contains(AWAY);
    }
}
