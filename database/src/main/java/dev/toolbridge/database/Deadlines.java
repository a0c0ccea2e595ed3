package dev.toolbridge.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/// The settings that every statement of a server runs under.
///
/// A session of our own has them from its start. A session that a pooler shares with others does not keep them: there
/// they go ahead of each transaction, in the same round trip, and end with it.
public final class Deadlines {
    static final String STATEMENT = "statement_timeout";

    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(8);

    private static final SequencedMap<String, String> SETTINGS = settings();
    static final String CALLS = texts("set_config('%s', '%s', true)", ", ");

    private Deadlines() {}

    /// The settings as a session's start takes them.
    static String options() {
        return texts("-c %s=%s", " ");
    }

    /// The deadline of a statement as PostgreSQL shows it.
    static String statementShown() {
        return STATEMENT_TIMEOUT.toSeconds() + "s";
    }

    /// Continues a list of `set_config` calls that begins a transaction; empty where the session has the settings.
    public static String afterSettings(Connection connection) throws SQLException {
        return areShared(connection) ? ", " + CALLS : "";
    }

    /// A connection whose sessions are shared is one that names no statements.
    static boolean areShared(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getPrepareThreshold() == Sessions.SHARED.prepareThreshold();
    }

    /// A plan that was made while a table was small stays with its connection when the table has grown: it must not be
    /// one that reads the whole table, or sorts what an index has in order.
    private static SequencedMap<String, String> settings() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("lock_timeout", Long.toString(LOCK_TIMEOUT.toMillis()));
        settings.put(STATEMENT, Long.toString(STATEMENT_TIMEOUT.toMillis()));
        settings.put("transaction_timeout", Long.toString(TRANSACTION_TIMEOUT.toMillis()));
        settings.put("enable_seqscan", "off");
        settings.put("enable_sort", "off");
        return settings;
    }

    private static String texts(String template, String between) {
        return SETTINGS.entrySet().stream()
                .map(setting -> String.format(Locale.ROOT, template, setting.getKey(), setting.getValue()))
                .collect(Collectors.joining(between));
    }
}
