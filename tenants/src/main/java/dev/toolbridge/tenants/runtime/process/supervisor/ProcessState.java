package dev.toolbridge.tenants.runtime.process.supervisor;

import java.util.stream.Stream;

/// The states of a process in supervisord.
public enum ProcessState {
    STOPPED(0),
    STARTING(10),
    RUNNING(20),
    BACKOFF(30),
    STOPPING(40),
    EXITED(100),
    FATAL(200),
    UNKNOWN(1000);

    private final long number;

    ProcessState(long number) {
        this.number = number;
    }

    static ProcessState of(long number) {
        return Stream.of(values())
                .filter(state -> state.number == number)
                .findFirst()
                .orElse(UNKNOWN);
    }

    /// True if no process exists, and none will without a call.
    public boolean isAtRest() {
        return this == STOPPED || this == EXITED || this == FATAL;
    }
}
