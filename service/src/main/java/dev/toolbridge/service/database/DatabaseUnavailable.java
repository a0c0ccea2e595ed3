package dev.toolbridge.service.database;

import java.sql.SQLException;

/// The database is away or too slow; the request may be tried again.
public final class DatabaseUnavailable extends RuntimeException {

    DatabaseUnavailable(SQLException cause) {
        super("the database is unavailable", cause);
    }
}
