package dev.toolbridge.mcp.protocol.session;

import java.time.Duration;

/// How many sessions there may be, and how long an unused one stays.
///
/// @param perUserMax sessions of one user
/// @param allMax sessions of all users
/// @param idleMax after which an unused session ends
public record SessionLimits(int perUserMax, int allMax, Duration idleMax) {

    public static final SessionLimits DEFAULT = new SessionLimits(64, 20_000, Duration.ofMinutes(30));
}
