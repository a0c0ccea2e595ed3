package dev.toolbridge.tenants.runtime;

import java.util.List;

/// The outcome of a command that is run once.
public sealed interface RunOutcome {

    /// It has ended.
    ///
    /// @param lastLines the last lines of its output, as in [Failure]
    record Finished(int exitStatus, List<String> lastLines) implements RunOutcome {

        public Finished {
            lastLines = List.copyOf(lastLines);
        }
    }

    /// It ended by a signal, or its runtime ended with it: nobody knows how far it came. It is not run again
    /// for this launch.
    record Interrupted(Failure failure) implements RunOutcome {}

    /// It still runs.
    record Running(Observed run) implements RunOutcome {}

    /// It cannot be run as ordered, and nothing was begun.
    record Refused(String reason) implements RunOutcome {}
}
