package dev.toolbridge.tenants.provision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The edges at which a release is taken back.
class BakeJudgementTest {
    private static final long PID = 7;
    private static final long WORKER = 1;
    private static final ProgramReading BEFORE = new ProgramReading(3, WORKER, true, 1_000, 10, 60);
    private static final ProgramReading JOINED = new ProgramReading(PID, WORKER, false, 400, 300, 0);

    private final BakeJudgement judgement = new BakeJudgement("api", BEFORE, JOINED);

    @Test
    void fewRequestsSayNothing() {
        assertThat(fault(49, 49, 9_000)).isEmpty();
        assertThat(fault(50, 52, 0)).hasValueSatisfying(why -> assertThat(why).contains("100.0 % of 50 requests"));
        assertThat(fault(50, 50, 0)).hasValueSatisfying(why -> assertThat(why).contains("100.0 % of 50 requests"));
    }

    @Test
    void failuresAreComparedWithTheReleaseBefore() {
        assertThat(fault(100, 3, 0)).as("2 points more than 1 %").isEmpty();
        assertThat(fault(100, 4, 0))
                .contains(
                        "4.0 % of 100 requests to the program api failed; in the release before it was 1.0 % of 1000");
    }

    @Test
    void timesAreHarmfulWhenTheyDoubleBeyondAHundredMilliseconds() {
        assertThat(fault(60, 0, 120)).as("twice").isEmpty();
        assertThat(fault(60, 0, 121)).hasValueSatisfying(why -> assertThat(why).contains("takes 121 ms on average"));
        var quick = new BakeJudgement("api", new ProgramReading(3, WORKER, true, 1_000, 0, 10), JOINED);
        assertThat(quick.fault(Optional.of(reading(PID, 60, 0, 100)))).isEmpty();
        assertThat(quick.fault(Optional.of(reading(PID, 60, 0, 101)))).isPresent();
        var unknown = new BakeJudgement("api", new ProgramReading(3, WORKER, true, 49, 0, 10), JOINED);
        assertThat(unknown.fault(Optional.of(reading(PID, 60, 0, 5_000)))).isEmpty();
    }

    @Test
    void aProgramThatEndedOrIsNotReachedFails() {
        assertThat(judgement.fault(Optional.empty())).contains("the program api does not run");
        assertThat(judgement.fault(Optional.of(reading(0, 0, 0, 0)))).contains("the program api does not run");
        assertThat(judgement.fault(Optional.of(reading(8, 0, 0, 0))))
                .contains("the program api ended, and was started again");
        assertThat(judgement.fault(Optional.of(new ProgramReading(PID, WORKER, false, 400, 300, 0))))
                .contains("the program api does not pass the router's health check");
    }

    @Test
    void anotherWorkerHasCountedFromZero() {
        assertThat(judgement.fault(Optional.of(new ProgramReading(PID, 2, true, 60, 60, 0))))
                .isPresent();
        assertThat(judgement.fault(Optional.of(new ProgramReading(PID, 2, true, 60, 0, 0))))
                .isEmpty();
    }

    /// @param requests since the switch
    private Optional<String> fault(long requests, long failures, long meanMs) {
        return judgement.fault(Optional.of(reading(PID, requests, failures, meanMs)));
    }

    private static ProgramReading reading(long pid, long requests, long failures, long meanMs) {
        return new ProgramReading(pid, WORKER, true, 400 + requests, 300 + failures, meanMs);
    }
}
