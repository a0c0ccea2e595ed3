package dev.toolbridge.postgres;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.service.config.Secret;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.PGConnection;

/// The roles that sign in to a server of our own: its superuser, and the owner of the database `toolbridge`.
final class PostgresAccounts {
    static final String ADMIN = "postgres";

    private static final Duration READY_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final String CONNECT_TIMEOUT_SECONDS = "5";
    private static final String WRONG_PASSWORD = "28P01";

    private final int port;
    private final Secret adminPassword;
    private final Secret ownerPassword;

    PostgresAccounts(int port, Secret adminPassword, Secret ownerPassword) {
        this.port = port;
        this.adminPassword = adminPassword;
        this.ownerPassword = ownerPassword;
    }

    DatabaseUrl admin() {
        return url("postgres", ADMIN, adminPassword);
    }

    DatabaseUrl owner(String database) {
        return url(database, EmbeddedPostgres.OWNER, ownerPassword);
    }

    /// Waits until the server takes connections: after a kill it first repeats its log.
    void awaitReady() {
        Instant deadline = Instant.now().plus(READY_TIMEOUT);
        while (!takesConnections(deadline)) {
            pause();
        }
    }

    /// Makes the owner and its database. Every start does, so that a start that was killed here is completed later.
    void createOwner() {
        try (Connection connection = connect(admin());
                var statement = connection.createStatement()) {
            if (!exists(connection, "SELECT FROM pg_roles WHERE rolname = ?", EmbeddedPostgres.OWNER)) {
                statement.execute("CREATE ROLE " + EmbeddedPostgres.OWNER + " LOGIN CREATEROLE");
            }
            setOwnerPassword(connection);
            if (!exists(connection, "SELECT FROM pg_database WHERE datname = ?", EmbeddedPostgres.DATABASE)) {
                statement.execute("CREATE DATABASE " + EmbeddedPostgres.DATABASE + " OWNER " + EmbeddedPostgres.OWNER);
            }
        } catch (SQLException failed) {
            throw new EmbeddedPostgresFailure("PostgreSQL was started, but its database cannot be made", failed);
        }
    }

    /// The driver hashes the password, so that no statement, and no log of one, ever holds it.
    private void setOwnerPassword(Connection connection) throws SQLException {
        connection
                .unwrap(PGConnection.class)
                .alterUserPassword(
                        EmbeddedPostgres.OWNER, ownerPassword.reveal().toCharArray(), "scram-sha-256");
    }

    private boolean takesConnections(Instant deadline) {
        try (Connection connection = connect(admin())) {
            return connection.isValid(1);
        } catch (SQLException refused) {
            if (WRONG_PASSWORD.equals(refused.getSQLState())) {
                throw new EmbeddedPostgresFailure(
                        "PostgreSQL was set up with other passwords than this workspace has", refused);
            }
            if (Instant.now().isAfter(deadline)) {
                throw new EmbeddedPostgresFailure("PostgreSQL does not answer on port " + port, refused);
            }
            return false;
        }
    }

    /// Our server asks for no password itself: another program that has taken its port must not get one.
    private DatabaseUrl url(String database, String user, Secret password) {
        return new DatabaseUrl(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?requireAuth=scram-sha-256",
                user,
                Optional.of(password.reveal()));
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EmbeddedPostgresFailure("interrupted while waiting for PostgreSQL", interrupted);
        }
    }

    private static Connection connect(DatabaseUrl url) throws SQLException {
        var properties = new Properties();
        properties.put("user", url.user());
        properties.put("password", url.password().orElse(""));
        properties.put("connectTimeout", CONNECT_TIMEOUT_SECONDS);
        return DriverManager.getConnection(url.jdbc(), properties);
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            return statement.executeQuery().next();
        }
    }
}
