package dev.toolbridge.token;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;

/// What a verifier works with and shares with others.
///
/// @param own keys of our own
/// @param revoked what was revoked before it expired
/// @param meters where verifications are counted
/// @param clock what time it is
public record TokenSurroundings(OwnKeys own, RevokedTokens revoked, MeterRegistry meters, InstantSource clock) {}
