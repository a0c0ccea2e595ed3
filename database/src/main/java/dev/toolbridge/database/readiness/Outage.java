package dev.toolbridge.database.readiness;

import java.sql.SQLException;
import java.util.Set;

/// The reason why the database accepts no writes.
///
/// @param state PostgreSQL's error code (manual, appendix A); empty when there was none
/// @param reason the text for callers
/// @param detail the text for the log
record Outage(String state, String reason, String detail) {
    private static final String DISK_FULL = "53100";
    private static final String READ_ONLY_TRANSACTION = "25006";
    private static final String NOT_YET = "57P03";

    /// Failures that another attempt does not cure.
    private static final Set<String> LASTING = Set.of(DISK_FULL, READ_ONLY_TRANSACTION, NOT_YET);

    static final Outage SILENT = new Outage("", "the database does not answer", "a look at it takes too long");
    static final Outage READ_ONLY = new Outage(
            READ_ONLY_TRANSACTION, "the database is read-only", "a standby, or default_transaction_read_only is on");

    /// The outage that a failure shows: the innermost SQL cause is the most exact.
    static Outage of(RuntimeException failure) {
        String state = "";
        String detail = failure.getMessage();
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                state = sql.getSQLState();
                detail = sql.getMessage();
            }
        }
        return new Outage(state, reason(state), detail + " (" + state + ")");
    }

    /// True when the outage lasts until an operator ends it, so that it counts beyond the request that met it.
    boolean lasts() {
        return LASTING.contains(state);
    }

    private static String reason(String state) {
        return switch (state) {
            case DISK_FULL -> "the disk of the database is full";
            case READ_ONLY_TRANSACTION -> "the database is read-only";
            case NOT_YET -> "the database is starting or stopping";
            default -> "the database is unavailable";
        };
    }
}
