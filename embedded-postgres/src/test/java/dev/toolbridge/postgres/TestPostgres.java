package dev.toolbridge.postgres;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.service.config.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// One PostgreSQL server for all tests of a JVM, which ends with the JVM, however that ends.
public final class TestPostgres {
    private static final Secret PASSWORD = new Secret(UUID.randomUUID().toString());
    private static final AtomicInteger DATABASES = new AtomicInteger();

    /// The folders of the servers, by their ports.
    private static final Map<Integer, Path> OWN = new ConcurrentHashMap<>();

    /// The names of databases that others are copies of.
    private static final Map<String, String> FILLED = new ConcurrentHashMap<>();

    /// When the JVM is gone, for whatever reason, its end of the pipe closes: the server is stopped and forgotten.
    private static final String CLEAN_UP_AFTER_JVM = """
            trap '' HUP INT TERM
            cat >/dev/null
            kill -QUIT "$1" 2>/dev/null
            while kill -0 "$1" 2>/dev/null; do sleep 0.05; done
            rm -rf "$2"
            """;

    private TestPostgres() {}

    /// A fresh empty database, signed in as its owner, who may create roles.
    public static DatabaseUrl newDatabase() {
        String name = "test_" + DATABASES.incrementAndGet();
        execute(Server.RUNNING.adminUrl(), "CREATE DATABASE " + name + " OWNER " + EmbeddedPostgres.OWNER);
        return Server.RUNNING.ownerUrl().named(name);
    }

    /// A fresh database that is like another, which is filled when it is first asked for and then left alone. A copy
    /// takes a fraction of the time of all migrations.
    ///
    /// @param first the name of the other
    public static DatabaseUrl newDatabaseLike(String first, Consumer<DatabaseUrl> filling) {
        FILLED.computeIfAbsent(first, name -> {
            execute(Server.RUNNING.adminUrl(), "CREATE DATABASE " + name + " OWNER " + EmbeddedPostgres.OWNER);
            filling.accept(Server.RUNNING.ownerUrl().named(name));
            return name;
        });
        String name = "test_" + DATABASES.incrementAndGet();
        execute(
                Server.RUNNING.adminUrl(),
                "CREATE DATABASE " + name + " TEMPLATE " + first + " OWNER " + EmbeddedPostgres.OWNER);
        return Server.RUNNING.ownerUrl().named(name);
    }

    /// The superuser in a database.
    public static DatabaseUrl admin(String database) {
        var admin = Server.RUNNING.adminUrl();
        return new DatabaseUrl(admin.jdbc().replaceFirst("/[^/]*$", "/" + database), admin.user(), admin.password());
    }

    /// The address for a role of its own in a database. The role is not made here: `Migrate` does, or [#createRole].
    public static DatabaseUrl login(DatabaseUrl database) {
        String name = database.jdbc().replaceFirst("^.*/([^/?]*).*$", "$1");
        return database.as("login_of_" + name, Optional.of(PASSWORD.reveal()));
    }

    /// Makes the role of [#login], without any rights.
    public static void createRole(DatabaseUrl owner, DatabaseUrl login) {
        execute(owner, "CREATE ROLE " + login.user() + " LOGIN PASSWORD '" + PASSWORD.reveal() + "'");
    }

    /// A server of its own, for tests that change the roles or the databases of a whole cluster. It ends with the JVM
    /// too, if the test does not close it.
    public static EmbeddedPostgres newServer() {
        return Server.start();
    }

    /// The same for so many connections.
    public static EmbeddedPostgres newServer(int connectionsMax) {
        EmbeddedPostgres server = newServer();
        execute(server.adminUrl(), "ALTER SYSTEM SET max_connections = " + connectionsMax);
        return restart(server);
    }

    /// Stops a server of its own, which ends all connections, and starts it again at the same address.
    public static EmbeddedPostgres restart(EmbeddedPostgres server) {
        Path folder = OWN.get(server.port());
        server.close();
        return Server.startIn(folder);
    }

    static long serverPid() {
        return Server.RUNNING.process().orElseThrow().pid();
    }

    /// Runs a statement.
    public static void execute(DatabaseUrl url, String statement) {
        try (Connection connection = connect(url)) {
            connection.createStatement().execute(statement);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /// Opens a connection.
    public static Connection connect(DatabaseUrl url) throws SQLException {
        var properties = new Properties();
        properties.put("user", url.user());
        properties.put("password", url.password().orElseThrow());
        return DriverManager.getConnection(url.jdbc(), properties);
    }

    /// Started when first asked for.
    private static final class Server {
        private static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                return startIn(Files.createTempDirectory("toolbridge-test-postgresql-"));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        private static EmbeddedPostgres startIn(Path folder) {
            try {
                var server = EmbeddedPostgres.start(new EmbeddedPostgresConfig(
                        folder,
                        folder.resolve("postgresql.log"),
                        0,
                        PASSWORD,
                        PASSWORD,
                        EmbeddedPostgresConfig.Durability.NONE));
                stopWithThisJvm(server, folder);
                OWN.put(server.port(), folder);
                return server;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        private static void stopWithThisJvm(EmbeddedPostgres server, Path folder) throws IOException {
            long pid = server.process().orElseThrow().pid();
            new ProcessBuilder(List.of("sh", "-c", CLEAN_UP_AFTER_JVM, "watch", Long.toString(pid), folder.toString()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        }
    }
}
