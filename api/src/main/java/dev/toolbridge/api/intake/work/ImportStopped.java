package dev.toolbridge.api.intake.work;

/// The work on an import is not this server's any more.
final class ImportStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ImportStopped() {
        super("the work was stopped", null, false, false);
    }
}
