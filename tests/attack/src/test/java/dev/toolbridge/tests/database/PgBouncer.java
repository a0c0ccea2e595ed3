package dev.toolbridge.tests.database;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.tests.container.DebianTool;
import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.process.Ports;
import dev.toolbridge.tests.process.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Debian's PgBouncer in transaction mode before a database. It gives each transaction to another session, the
/// one that waited longest, so that a statement that relies on one session fails.
record PgBouncer(Program program, int port) implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofMinutes(3);
    private static final Pattern PLACE = Pattern.compile("//([^:/]+):(\\d+)/");

    private static final String UNSHARED_USER = """
            [ "$(id -u)" = 0 ] && exec setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
            exec "$@"
            """;

    /// Starts one that knows these logins.
    ///
    /// @param more further lines of its settings
    static PgBouncer before(String mode, String more, DatabaseUrl... logins) {
        try {
            Path folder = Files.createTempDirectory("toolbridge-pgbouncer-");
            openToAll(folder, "rwxr-xr-x");
            var tool = DebianTool.required("pgbouncer", "pgbouncer").in(folder);
            int port = Ports.free();
            Path users = folder.resolve("users.txt");
            Files.writeString(
                    users,
                    Stream.of(logins)
                            .map(url ->
                                    "\"" + url.user() + "\" \"" + url.password().orElseThrow() + "\"")
                            .collect(Collectors.joining("\n")));
            openToAll(users, "rw-r--r--");
            Matcher place = PLACE.matcher(logins[0].jdbc());
            if (!place.find()) {
                throw new IllegalArgumentException(logins[0].jdbc());
            }
            Path settings = folder.resolve("pgbouncer.ini");
            Files.writeString(settings, settings(place, port, users, mode, more));
            openToAll(settings, "rw-r--r--");
            var command = new ArrayList<>(List.of("sh", "-c", UNSHARED_USER, "pgbouncer"));
            command.addAll(List.of(tool.program().toString(), settings.toString()));
            var program = Program.start(command, tool.environment());
            Await.until(START_MAX, () -> !program.isAlive() || listens(port), program::output);
            return new PgBouncer(program, port);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String settings(Matcher place, int port, Path users, String... modeAndMore) {
        return """
            [databases]
            * = host=%s port=%s
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = %s
            unix_socket_dir =
            auth_type = scram-sha-256
            auth_file = %s
            pool_mode = %s
            server_round_robin = 1
            default_pool_size = 6
            min_pool_size = 4
            %s
            """.formatted(place.group(1), place.group(2), port, users, modeAndMore[0], modeAndMore[1]);
    }

    /// The address through it of a database behind it.
    DatabaseUrl to(DatabaseUrl direct) {
        return DatabaseUrl.parse(direct.reveal().replaceFirst(":\\d+/", ":" + port + "/"));
    }

    @Override
    public void close() {
        program.kill();
    }

    private static boolean listens(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return notYet.getMessage() == null;
        }
    }

    private static void openToAll(Path path, String rights) throws IOException {
        Files.setPosixFilePermissions(path, java.nio.file.attribute.PosixFilePermissions.fromString(rights));
    }
}
