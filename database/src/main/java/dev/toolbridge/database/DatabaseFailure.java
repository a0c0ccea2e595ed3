package dev.toolbridge.database;

import java.sql.SQLException;

/// The database refused a statement: a fault of ours.
public final class DatabaseFailure extends RuntimeException {

    private DatabaseFailure(SQLException cause) {
        super("a statement failed with " + cause.getSQLState(), cause);
    }

    /// What a failed statement means to the request: try again, or a fault of ours.
    public static RuntimeException of(SQLException failure) {
        return SqlStates.isPassing(failure) ? new DatabaseUnavailable(failure) : new DatabaseFailure(failure);
    }

    static RuntimeException of(SQLException failure, DatabaseUrl url) {
        return SqlStates.isPassing(failure) ? new DatabaseUnavailable(failure, url) : new DatabaseFailure(failure);
    }
}
