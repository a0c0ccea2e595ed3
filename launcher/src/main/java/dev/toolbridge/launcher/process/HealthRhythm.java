package dev.toolbridge.launcher.process;

import java.time.Duration;

/// How often servers are asked whether they are alive, and how many checks in a row they may miss before they are ended
/// and started again. Checks are counted, not time: a machine that slept has missed none.
///
/// @param pause between two checks of a server
/// @param answerMax how long a server may take to answer one
/// @param programMissesMax for our programs
/// @param databaseMissesMax for PostgreSQL: a disk that stalls looks as if it hung, and to end it then would not help
/// @param startingMissesMax for a server that has not answered yet since it was started
public record HealthRhythm(
        Duration pause, Duration answerMax, int programMissesMax, int databaseMissesMax, int startingMissesMax) {

    /// Half a minute for programs, two minutes for PostgreSQL, at least.
    public static final HealthRhythm USUAL = new HealthRhythm(Duration.ofSeconds(5), Duration.ofSeconds(3), 6, 24, 24);
}
