package dev.toolbridge.database;

import java.sql.SQLException;
import java.util.Optional;

/// The database is unavailable or too slow; the request may be tried again.
public final class DatabaseUnavailable extends RuntimeException {
    private final transient Optional<FailureWords> words;

    DatabaseUnavailable(SQLException cause) {
        super("the database is unavailable", cause);
        this.words = Optional.empty();
    }

    DatabaseUnavailable(SQLException cause, DatabaseUrl url) {
        super("the database is unavailable", cause);
        this.words = Optional.of(FailureWords.of(cause, url));
    }

    /// The server's or the driver's own words, for the log.
    public FailureWords words() {
        return words.orElseGet(() -> new FailureWords(getMessage(), false));
    }
}
