package dev.toolbridge.tenants.runtime.process.supervisor;

/// A call that supervisord has refused.
public final class SupervisorFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FaultCode code;

    SupervisorFault(int number, String text) {
        super("supervisord refuses: " + text + " (fault " + number + ")");
        code = FaultCode.of(number);
    }

    FaultCode code() {
        return code;
    }
}
