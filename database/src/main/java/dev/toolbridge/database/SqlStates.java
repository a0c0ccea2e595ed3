package dev.toolbridge.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;

/// The meaning of PostgreSQL's error codes for us (PostgreSQL manual, appendix A).
final class SqlStates {
    private static final String PROTOCOL_VIOLATION = "08P01";
    private static final String DENIED = "42501";

    /// The words of poolers, which give one code for every refusal.
    private static final List<String> REFUSALS_OF_POOLERS = List.of("authentication failed", "no such", "not allowed");

    private SqlStates() {}

    /// Tells if the same statement may succeed later: connection lost, shutdown, read-only, deadlines, out of
    /// connections or of disk.
    static boolean isPassing(SQLException failure) {
        if (failure instanceof SQLTransientConnectionException) {
            return true;
        }
        String state = state(failure);
        return state.startsWith("08")
                || state.startsWith("57P")
                || state.startsWith("53")
                || state.equals("55P03")
                || state.equals("57014")
                || state.equals("25P04")
                || state.equals("25006")
                || state.equals("40P01");
    }

    /// Tells if the statement waited too long for a lock of another transaction, or was part of a deadlock.
    static boolean isLockConflict(SQLException failure) {
        return state(failure).equals("55P03") || state(failure).equals("40P01");
    }

    /// Tells if the session's role may not do this, to these rows or at all.
    static boolean isDenied(SQLException failure) {
        return state(failure).equals(DENIED);
    }

    /// Tells if an attempt to sign in fails until somebody changes something: a wrong password, no such role
    /// or database, no right to connect, another way to sign in, no TLS.
    static boolean isLasting(SQLException failure) {
        String state = state(failure);
        return state.startsWith("28")
                || state.equals("3D000")
                || state.equals(DENIED)
                || state.equals("08004")
                || (state.equals(PROTOCOL_VIOLATION)
                        && REFUSALS_OF_POOLERS.stream().anyMatch(words(failure)::contains));
    }

    /// Tells if a pooler refuses the settings that a session would begin with.
    static boolean isRefusedStartParameter(SQLException failure) {
        return state(failure).equals(PROTOCOL_VIOLATION) && words(failure).contains("startup parameter");
    }

    private static String words(SQLException failure) {
        return String.valueOf(failure.getMessage());
    }

    private static String state(SQLException failure) {
        return failure.getSQLState() == null ? "" : failure.getSQLState();
    }
}
