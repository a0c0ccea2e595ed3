package dev.toolbridge.tenants.runtime.process.supervisor;

import java.util.stream.Stream;

/// The faults of supervisord that a caller acts on.
enum FaultCode {
    SHUTDOWN_STATE(6),
    BAD_NAME(10),
    ALREADY_STARTED(60),
    NOT_RUNNING(70),
    ALREADY_ADDED(90),
    STILL_RUNNING(91),
    CANNOT_REREAD(92),
    OTHER(-1);

    private final int number;

    FaultCode(int number) {
        this.number = number;
    }

    static FaultCode of(int number) {
        return Stream.of(values())
                .filter(code -> code.number == number)
                .findFirst()
                .orElse(OTHER);
    }
}
