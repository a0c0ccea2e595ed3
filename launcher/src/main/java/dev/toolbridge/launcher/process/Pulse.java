package dev.toolbridge.launcher.process;

/// Counts the health checks in a row that a server did not answer.
final class Pulse {
    private final HealthRhythm rhythm;
    private final int missesMax;
    private int misses;
    private boolean hasAnswered;

    /// @param missesMax the number of checks in a row that it may miss once it has answered
    Pulse(HealthRhythm rhythm, int missesMax) {
        this.rhythm = rhythm;
        this.missesMax = missesMax;
    }

    /// Starts the count again: a new process needs time to start.
    synchronized void restart() {
        misses = 0;
        hasAnswered = false;
    }

    /// Notes an answer; becoming ready counts as one.
    synchronized void answered() {
        misses = 0;
        hasAnswered = true;
    }

    /// Takes the result of a check.
    ///
    /// @return true if the server counts as hung now
    synchronized boolean isHungAfter(boolean answered) {
        if (answered) {
            answered();
            return false;
        }
        misses++;
        return misses >= (hasAnswered ? missesMax : rhythm.startingMissesMax());
    }
}
