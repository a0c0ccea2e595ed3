package dev.toolbridge.service.database;

import java.sql.SQLException;

/// The database refused a statement: a fault of ours.
public final class DatabaseFailure extends RuntimeException {

    DatabaseFailure(SQLException cause) {
        super("a statement failed with " + cause.getSQLState(), cause);
    }
}
