package dev.toolbridge.tenants.runtime;

import java.time.Duration;
import java.util.List;

/// A place that runs instances of releases. Every method may be called again with the same values: it looks up
/// before it makes, and goes on where a call before has ended, also one of another process.
///
/// Every method throws [RuntimeUnavailable] when the place cannot be reached now: that may pass.
public interface InstanceRuntime {

    /// The properties that instances have here, each with a reason if it is missing.
    Capabilities capabilities();

    /// All instances and runs that a selection names, in the order of their names; nothing is changed.
    List<Observed> observe(InstanceSelection selection);

    /// Makes the instance as it is wanted, and waits until it is ready. An instance of the same name with other
    /// content is stopped first.
    ///
    /// @param within the longest wait; the instance starts on after it
    Ensured ensureInstance(InstanceOrder order, Duration within);

    /// Stops an instance or a run: SIGTERM, its time to stop, SIGKILL. Its output stays.
    Stopped ensureStopped(InstanceName name);

    /// Runs a command to its end, once for each launch: asked again, it answers the same.
    ///
    /// @param within the longest wait; the command runs on after it
    RunOutcome runOnce(InstanceOrder order, Duration within);

    /// Reads the output of an instance or a run from a position. Whatever looks like a credential is masked, and so
    /// are the instance's own secrets as long as it has them: read to the end before it is stopped.
    OutputPage tail(InstanceName name, OutputCursor cursor);

    /// Stops all that a selection names, and deletes their files and output.
    Stopped destroy(InstanceSelection selection);
}
