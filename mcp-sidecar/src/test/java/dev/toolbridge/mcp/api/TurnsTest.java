package dev.toolbridge.mcp.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// One caller does not keep others from the API.
class TurnsTest {
    private final Turns turns = new Turns(Duration.ofMillis(20));

    @Test
    void oneCallerHasHalfOfTheTurns() throws Exception {
        for (int turn = 0; turn < Turns.OF_ONE_CALLER_MAX; turn++) {
            assertThat(turns.begin("a")).isTrue();
        }
        assertThat(turns.begin("a")).isFalse();
        assertThat(turns.begin("b")).isTrue();

        turns.end("a");
        assertThat(turns.begin("a")).isTrue();
    }

    @Test
    void allTogetherHaveAllTurns() throws Exception {
        for (int turn = 0; turn < Turns.AT_A_TIME_MAX; turn++) {
            assertThat(turns.begin("caller " + turn)).isTrue();
        }
        assertThat(turns.begin("one more")).isFalse();

        turns.end("caller 7");
        assertThat(turns.begin("one more")).isTrue();
    }

    @Test
    void whoIsGoneIsForgotten() throws Exception {
        for (int turn = 0; turn < Turns.OF_ONE_CALLER_MAX; turn++) {
            turns.begin("a");
        }
        turns.begin("a");
        for (int turn = 0; turn < Turns.OF_ONE_CALLER_MAX; turn++) {
            turns.end("a");
        }

        assertThat(turns.callers()).isZero();
    }

    @Test
    void whoIsInterruptedTakesNothingAlong() throws Exception {
        var patient = new Turns(Duration.ofMinutes(1));
        for (int turn = 0; turn < Turns.AT_A_TIME_MAX; turn++) {
            patient.begin("caller " + turn);
        }
        var interrupted = new AtomicBoolean();
        var ended = new CompletableFuture<Void>();
        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                patient.begin("late");
            } catch (InterruptedException stopped) {
                interrupted.set(true);
            }
            ended.complete(null);
        });
        waiting.interrupt();
        ended.join();

        assertThat(interrupted).isTrue();
        assertThat(patient.callers()).isEqualTo(Turns.AT_A_TIME_MAX);
    }
}
