package dev.toolbridge.api.environment;

import java.time.Instant;

/// A value that a variable has or had, without the value itself.
///
/// @param setBy the user who set it, as the issuer names it
public record ValueVersion(long number, boolean isSecret, Instant setAt, String setBy) {}
