package dev.toolbridge.mcp.protocol.session;

import java.time.Duration;

/// The largest numbers of sessions, and the life of an unused one.
///
/// @param perUserMax the sessions of one user
/// @param allMax the sessions of all users
/// @param idleMax the time after which an unused session ends
public record SessionLimits(int perUserMax, int allMax, Duration idleMax) {

    public static final SessionLimits DEFAULT = new SessionLimits(64, 20_000, Duration.ofMinutes(30));
}
