package dev.toolbridge.tenants.runtime.process.supervisor;

import java.time.Instant;

/// A process, as supervisord knows it.
///
/// @param pid zero if it does not run
/// @param exitStatus the status of its last end; -1 for a signal, zero if it has not ended yet
/// @param isBegun true if it was started by this supervisord
public record ProcessInfo(String name, ProcessState state, long pid, int exitStatus, boolean isBegun, Instant begun) {

    static ProcessInfo of(XmlValue value) {
        if (!(value instanceof XmlValue.Structure members)) {
            throw new BadAnswer("a process has no members");
        }
        long start = members.whole("start");
        return new ProcessInfo(
                members.text("name"),
                ProcessState.of(members.whole("state")),
                members.whole("pid"),
                (int) members.whole("exitstatus"),
                start > 0,
                Instant.ofEpochSecond(start));
    }
}
