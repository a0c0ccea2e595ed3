package dev.toolbridge.service.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/// What PostgreSQL's error codes mean to us (PostgreSQL manual, appendix A).
final class SqlStates {

    private SqlStates() {}

    /// Whether the same statement may succeed later: connection lost, shutting down, read-only, deadlines, out of
    /// connections or of disk.
    static boolean isPassing(SQLException failure) {
        if (failure instanceof SQLTransientConnectionException) {
            return true;
        }
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        return state.startsWith("08")
                || state.startsWith("57P")
                || state.startsWith("53")
                || state.equals("55P03")
                || state.equals("57014")
                || state.equals("25P04")
                || state.equals("25006")
                || state.equals("40P01");
    }

    /// Whether somebody held what the statement needed, for longer than it was to wait, or waited for us in turn.
    static boolean isLockConflict(SQLException failure) {
        return "55P03".equals(failure.getSQLState()) || "40P01".equals(failure.getSQLState());
    }
}
