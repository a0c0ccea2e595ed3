package dev.toolbridge.token;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;

/// The parts that a verifier shares with other verifiers.
///
/// @param own keys of our own
/// @param revoked the tokens that were revoked before they expired
/// @param meters the registry that counts verifications
/// @param clock the current time
public record TokenSurroundings(OwnKeys own, RevokedTokens revoked, MeterRegistry meters, InstantSource clock) {}
