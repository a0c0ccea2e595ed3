package dev.toolbridge.launcher.process;

import java.time.Duration;

/// The interval of health checks, and the number of checks in a row that a server may miss before it is ended
/// and started again. Checks are counted instead of time, so a machine that slept has missed no check.
///
/// @param pause the time between two checks of a server
/// @param answerMax the longest time that a server may take for an answer
/// @param programMissesMax the misses of our programs
/// @param databaseMissesMax the misses of PostgreSQL: a stalled disk delays it, and a restart would not help
/// @param startingMissesMax the misses of a server that has not answered yet since its start
public record HealthRhythm(
        Duration pause, Duration answerMax, int programMissesMax, int databaseMissesMax, int startingMissesMax) {

    /// At least half a minute for programs and two minutes for PostgreSQL.
    public static final HealthRhythm USUAL = new HealthRhythm(Duration.ofSeconds(5), Duration.ofSeconds(3), 6, 24, 24);
}
