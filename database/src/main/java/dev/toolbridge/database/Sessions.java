package dev.toolbridge.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;

/// The kinds of sessions behind a connection.
enum Sessions {
    /// A session of its own, which keeps settings and named statements until the connection ends.
    OWN(1),
    /// A pooler that may give each transaction to another session.
    SHARED(0);

    private final int prepareThreshold;

    Sessions(int prepareThreshold) {
        this.prepareThreshold = prepareThreshold;
    }

    /// The number of runs until a statement gets a name at the server; 0 for never.
    int prepareThreshold() {
        return prepareThreshold;
    }

    /// The address as connections use it: settings at the start are only for a session that keeps them.
    String jdbc(DatabaseUrl url) {
        return switch (this) {
            case OWN -> url.jdbcWith(Deadlines.options());
            case SHARED -> url.jdbc();
        };
    }

    /// Finds out what is behind an address: each connection must have one session, another than its neighbour's, and
    /// that one must have taken the settings that it was begun with.
    static Sessions behind(DatabaseUrl url) throws SQLException {
        try (Connection first = connect(url, OWN);
                Connection second = connect(url, OWN)) {
            boolean hasDeadlines = text(first, "SHOW " + Deadlines.STATEMENT).equals(Deadlines.statementShown());
            return hasDeadlines && areApart(first, second) ? OWN : SHARED;
        } catch (SQLException refused) {
            if (!SqlStates.isRefusedStartParameter(refused)) {
                throw refused;
            }
            connect(url, SHARED).close();
            return SHARED;
        }
    }

    /// Tells if each connection keeps one session from beginning to end; the settings at its start do not matter.
    static boolean areApart(DatabaseUrl url) throws SQLException {
        try (Connection first = connect(url, SHARED);
                Connection second = connect(url, SHARED)) {
            return areApart(first, second);
        }
    }

    /// Asks each connection for its process more than once: a pooler that prefers the session of the last transaction
    /// shows both the same one, and a pooler that prefers the next shows one connection two of them.
    private static boolean areApart(Connection first, Connection second) throws SQLException {
        String one = process(first);
        String again = process(first);
        String other = process(second);
        return one.equals(again) && other.equals(process(second)) && one.equals(process(first)) && !one.equals(other);
    }

    private static String process(Connection connection) throws SQLException {
        return text(connection, "SELECT pg_backend_pid()");
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement()) {
            ResultSet row = statement.executeQuery(query);
            row.next();
            return row.getString(1);
        }
    }

    static Connection connect(DatabaseUrl url, Sessions sessions) throws SQLException {
        var properties = new Properties();
        Database.DRIVER.forEach(properties::setProperty);
        properties.setProperty("prepareThreshold", Integer.toString(SHARED.prepareThreshold));
        properties.setProperty("user", url.user());
        url.password().ifPresent(password -> properties.setProperty("password", password));
        return DriverManager.getConnection(sessions.jdbc(url), properties);
    }
}
