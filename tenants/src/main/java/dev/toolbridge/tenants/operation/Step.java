package dev.toolbridge.tenants.operation;

import java.time.Duration;

/// A part of a plan, which is done whole or done again.
///
/// @param name unique within the plan
/// @param version raised when what the step expects of its input or of earlier results changes; a server that does not
///     know a step's version leaves it to one that does
/// @param deadline the time for the step in all, from its first run, its pauses and waits included
public record Step(String name, int version, Duration deadline, StepWork work) {}
