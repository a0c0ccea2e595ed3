package dev.toolbridge.launcher.process;

/// Counts the health checks in a row that a server did not answer.
final class Pulse {
    private final HealthRhythm rhythm;
    private final int missesMax;
    private int misses;
    private boolean hasAnswered;

    /// @param missesMax how many it may miss once it has answered
    Pulse(HealthRhythm rhythm, int missesMax) {
        this.rhythm = rhythm;
        this.missesMax = missesMax;
    }

    /// Begins anew: another process takes its time to come up.
    synchronized void restart() {
        misses = 0;
        hasAnswered = false;
    }

    /// Notes an answer: to have become ready is one.
    synchronized void answered() {
        misses = 0;
        hasAnswered = true;
    }

    /// Takes the result of a check.
    ///
    /// @return whether the server counts as hung now
    synchronized boolean isHungAfter(boolean answered) {
        if (answered) {
            answered();
            return false;
        }
        misses++;
        return misses >= (hasAnswered ? missesMax : rhythm.startingMissesMax());
    }
}
