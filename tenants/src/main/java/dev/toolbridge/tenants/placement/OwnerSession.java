package dev.toolbridge.tenants.placement;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.service.config.Secret;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.postgresql.PGConnection;

/// A session of a cluster's owner, or of its administrator. Each statement is a transaction of its own: databases
/// cannot be made within one.
final class OwnerSession implements AutoCloseable {
    private static final Properties DRIVER = new Properties();

    static {
        DRIVER.setProperty("ApplicationName", "toolbridge-tenants");
        DRIVER.setProperty("logServerErrorDetail", "false");
        DRIVER.setProperty("connectTimeout", "5");
        DRIVER.setProperty("loginTimeout", "10");
        DRIVER.setProperty("socketTimeout", "120");
        DRIVER.setProperty("tcpKeepAlive", "true");
    }

    private final Connection connection;

    private OwnerSession(Connection connection) {
        this.connection = connection;
    }

    static OwnerSession open(DatabaseUrl url) throws SQLException {
        var properties = new Properties();
        properties.putAll(DRIVER);
        properties.setProperty("user", url.user());
        url.password().ifPresent(password -> properties.setProperty("password", password));
        return new OwnerSession(DriverManager.getConnection(url.jdbc(), properties));
    }

    /// The rows' first columns.
    List<String> texts(String query, String... values) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            for (int place = 0; place < values.length; place++) {
                statement.setString(place + 1, values[place]);
            }
            var rows = statement.executeQuery();
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    boolean holds(String query, String... values) throws SQLException {
        return !texts(query, values).isEmpty();
    }

    /// Runs a statement whose names PostgreSQL's own `format` quotes: they cannot be parameters.
    void execute(String template, String... names) throws SQLException {
        var marks = new StringBuilder("SELECT format(?");
        var values = new ArrayList<>(List.of(template));
        for (String name : names) {
            marks.append(", ?");
            values.add(name);
        }
        String text = texts(marks.append(")").toString(), values.toArray(String[]::new))
                .getFirst();
        try (var statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    /// The same for what may be made already, by a call that was interrupted or runs beside this one.
    ///
    /// @param states the codes of PostgreSQL that say so (manual, appendix A)
    void executeUnless(Set<String> states, String template, String... names) throws SQLException {
        try {
            execute(template, names);
        } catch (SQLException failed) {
            if (!states.contains(failed.getSQLState())) {
                throw failed;
            }
        }
    }

    /// Sets a password, which the driver hashes: no statement, and no log of one, ever holds it.
    void setPassword(String role, Secret password) throws SQLException {
        connection
                .unwrap(PGConnection.class)
                .alterUserPassword(role, password.reveal().toCharArray(), "scram-sha-256");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
