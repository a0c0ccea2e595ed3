package dev.toolbridge.tenants.runtime;

/// A property that an instance has or lacks.
///
/// @param reason the reason for its absence, or the way in which it is kept
public record RuntimeCondition(Capability capability, boolean isTrue, String reason) {}
