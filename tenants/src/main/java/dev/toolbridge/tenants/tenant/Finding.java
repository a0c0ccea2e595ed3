package dev.toolbridge.tenants.tenant;

/// A condition as it was just found; see [Condition].
public record Finding(ConditionType type, Condition.Status status, String reason, String message) {}
