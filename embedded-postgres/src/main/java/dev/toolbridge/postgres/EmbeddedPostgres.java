package dev.toolbridge.postgres;

import dev.toolbridge.database.DatabaseUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// A running PostgreSQL server of our own, with the database `toolbridge` in it. It does not end with this process
/// unless it is closed: the next start takes over a server that was left running.
public final class EmbeddedPostgres implements AutoCloseable {
    /// The database and the role that owns it: it may create roles, but is no superuser and bypasses no policy.
    public static final String DATABASE = "toolbridge";

    public static final String OWNER = "toolbridge_owner";

    private static final byte[] SSL_REQUEST = {0, 0, 0, 8, 0x04, (byte) 0xd2, 0x16, 0x2f};

    private final PostgresCluster cluster;
    private final PostmasterFile server;
    private final PostgresAccounts accounts;

    private EmbeddedPostgres(PostgresCluster cluster, PostmasterFile server, PostgresAccounts accounts) {
        this.cluster = cluster;
        this.server = server;
        this.accounts = accounts;
    }

    /// Starts the server, or takes over the one that already serves this folder.
    ///
    /// @throws EmbeddedPostgresFailure saying why there is no server
    public static EmbeddedPostgres start(EmbeddedPostgresConfig config) {
        return start(config, PostgresPrograms.with(LoweredRights.ofThisProcess()));
    }

    static EmbeddedPostgres start(EmbeddedPostgresConfig config, PostgresPrograms programs) {
        var cluster = PostgresCluster.in(config.folder(), programs);
        cluster.createIfMissing(config);
        PostmasterFile server = leftRunning(cluster, config).orElseGet(() -> started(cluster, config));
        var accounts = new PostgresAccounts(server.port(), config.adminPassword(), config.ownerPassword());
        accounts.awaitReady();
        accounts.createOwner();
        return new EmbeddedPostgres(cluster, server, accounts);
    }

    /// Stops the server that was left running in a folder.
    public static void stop(Path folder) {
        if (Files.exists(folder)) {
            PostgresCluster.in(folder, PostgresPrograms.with(LoweredRights.ofThisProcess()))
                    .stop();
        }
    }

    /// The port of the last start in a folder; empty before the first.
    public static OptionalInt lastPort(Path folder) {
        return PostgresTuning.port(folder.resolve("data"));
    }

    /// The database `toolbridge`, signed in as its owner.
    public DatabaseUrl ownerUrl() {
        return accounts.owner(DATABASE);
    }

    /// The database `postgres`, signed in as the superuser.
    public DatabaseUrl adminUrl() {
        return accounts.admin();
    }

    public int port() {
        return server.port();
    }

    /// The server's process; empty once it has ended.
    public Optional<ProcessHandle> process() {
        return cluster.server(server.pid());
    }

    /// Asks the server if it would encrypt: the first question of a client needs no password and leaves no line in its
    /// log (PostgreSQL manual, section 54.2.11). A server that answers is alive, whatever the answer is.
    public boolean answers(Duration limit) {
        int limitMs = Math.toIntExact(limit.toMillis());
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), limitMs);
            socket.setSoTimeout(limitMs);
            socket.getOutputStream().write(SSL_REQUEST);
            return socket.getInputStream().read() >= 0;
        } catch (IOException silent) {
            return false;
        }
    }

    /// Stops the server: open transactions are rolled back, connections closed.
    @Override
    public void close() {
        cluster.stop();
    }

    private static Optional<PostmasterFile> leftRunning(PostgresCluster cluster, EmbeddedPostgresConfig config) {
        Optional<PostmasterFile> running = cluster.running();
        if (running.isPresent() && config.port() != 0 && running.get().port() != config.port()) {
            cluster.stop();
            return Optional.empty();
        }
        return running;
    }

    private static PostmasterFile started(PostgresCluster cluster, EmbeddedPostgresConfig config) {
        cluster.start(config.at(config.port() == 0 ? usualPort(config.folder()) : freePort(config.port())));
        return cluster.running()
                .orElseThrow(() -> new EmbeddedPostgresFailure("PostgreSQL ended at once, see " + config.log()));
    }

    /// The previous port while it is free: clients that know it find the server there again.
    private static int usualPort(Path folder) {
        int last = lastPort(folder).orElse(0);
        try {
            return freePort(last);
        } catch (EmbeddedPostgresFailure taken) {
            return freePort(0);
        }
    }

    private static int freePort(int port) {
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return probe.getLocalPort();
        } catch (IOException taken) {
            throw new EmbeddedPostgresFailure("port " + port + " for PostgreSQL is in use by another program", taken);
        }
    }
}
