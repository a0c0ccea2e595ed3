package dev.toolbridge.tenants.operation;

/// The work of a step. It may be run twice, by two servers at once, and be interrupted at its deadline. So
/// it looks up what it would make, by a deterministic name or by the label, before it makes it and after
/// every unclear answer; it asks [Hold] before each call; and it changes things by stating the whole wanted
/// state.
@FunctionalInterface
public interface StepWork {

    /// An exception that this throws is a passing fault.
    StepOutcome run(StepContext context) throws Exception;
}
