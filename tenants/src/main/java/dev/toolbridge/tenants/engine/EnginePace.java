package dev.toolbridge.tenants.engine;

import java.time.Duration;

/// The times of the engine, and the number of operations that a server works on at once.
///
/// @param polling the time between two looks at the alarms
/// @param heartbeat the time between two signs of life, of leases and alarms
/// @param sweep the time between two searches for operations without an alarm
/// @param lease the time without a sign of life after which another server takes an operation over
/// @param pause the longest pause after a step's first passing fault; it doubles with each one more
public record EnginePace(
        Duration polling, Duration heartbeat, Duration sweep, Duration lease, Duration pause, int operationsMax) {

    /// The number of missed heartbeats after which an alarm of another server rings again.
    static final int HEARTBEATS_MISSED_MAX = 5;

    static final int TRIES_MAX = 5;

    /// The longest run of a step, whatever its deadline.
    static final Duration RUN_MAX = Duration.ofMinutes(15);

    /// The shortest time that a run gets, when the deadline passed while no server ran.
    static final Duration RUN_LEAST = Duration.ofSeconds(10);

    /// The time that a running step gets when the server ends.
    static final Duration SHUTDOWN = Duration.ofSeconds(8);

    public static final EnginePace USUAL = new EnginePace(
            Duration.ofMillis(500),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            Duration.ofSeconds(2),
            16);
}
