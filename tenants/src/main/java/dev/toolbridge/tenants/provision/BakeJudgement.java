package dev.toolbridge.tenants.provision;

import java.util.Locale;
import java.util.Optional;

/// Judges a program of a new release by the one before it.
///
/// @param process the process that both are of
/// @param before the program of the release before, at the switch
/// @param joined the program of the new release, at the switch
record BakeJudgement(String process, ProgramReading before, ProgramReading joined) {
    /// Fewer requests say nothing about shares and times.
    static final long REQUESTS_MIN = 50;

    private static final double SHARE_MORE_MAX = 0.02;
    private static final long MEAN_MS_UNHARMED = 100;
    private static final int MEAN_TIMES_MAX = 2;
    private static final double PERCENT = 100;

    /// The reason for which the release is taken back, as a sentence; empty while there is none.
    ///
    /// @param found the program as it is now; empty if the machine or the router has none
    Optional<String> fault(Optional<ProgramReading> found) {
        if (found.filter(now -> now.pid() > 0).isEmpty()) {
            return Optional.of("the program " + process + " does not run");
        }
        ProgramReading now = found.get().since(joined);
        if (now.pid() != joined.pid()) {
            return Optional.of("the program " + process + " ended, and was started again");
        }
        if (!now.isUp()) {
            return Optional.of("the program " + process + " does not pass the router's health check");
        }
        return now.requests() < REQUESTS_MIN ? Optional.empty() : faultOfAnswers(now);
    }

    private Optional<String> faultOfAnswers(ProgramReading now) {
        if (now.failureShare() > before.failureShare() + SHARE_MORE_MAX) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "%.1f %% of %d requests to the program %s failed; in the release before it was %.1f %% of %d",
                    now.failureShare() * PERCENT,
                    now.requests(),
                    process,
                    before.failureShare() * PERCENT,
                    before.requests()));
        }
        boolean isSlow = before.requests() >= REQUESTS_MIN
                && now.meanMs() > MEAN_MS_UNHARMED
                && now.meanMs() > MEAN_TIMES_MAX * before.meanMs();
        return isSlow
                ? Optional.of("the program " + process + " takes " + now.meanMs()
                        + " ms on average; in the release before it was " + before.meanMs() + " ms")
                : Optional.empty();
    }
}
