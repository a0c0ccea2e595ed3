package dev.toolbridge.database;

import java.sql.SQLException;

/// The database refused a statement: an internal error.
public final class DatabaseFailure extends RuntimeException {

    private final boolean isRefusedByPolicy;

    private DatabaseFailure(SQLException cause) {
        super("a statement failed with " + cause.getSQLState(), cause);
        this.isRefusedByPolicy = SqlStates.isDenied(cause);
    }

    /// Tells if row-level security refused a row, or the role may not do this at all.
    public boolean isRefusedByPolicy() {
        return isRefusedByPolicy;
    }

    /// The meaning of a failed statement for the request: try again, or an internal error.
    public static RuntimeException of(SQLException failure) {
        return SqlStates.isPassing(failure) ? new DatabaseUnavailable(failure) : new DatabaseFailure(failure);
    }

    static RuntimeException of(SQLException failure, DatabaseUrl url) {
        return SqlStates.isPassing(failure) ? new DatabaseUnavailable(failure, url) : new DatabaseFailure(failure);
    }
}
