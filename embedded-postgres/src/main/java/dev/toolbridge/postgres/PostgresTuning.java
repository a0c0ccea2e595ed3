package dev.toolbridge.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The server's `postgresql.conf`: loopback only, durable, small.
final class PostgresTuning {
    static final String NAME = "postgresql.conf";

    private static final Pattern PORT = Pattern.compile("(?m)^port = (\\d{1,5})$");

    private PostgresTuning() {}

    /// The port that the file of a data folder names; empty when there is none.
    static OptionalInt port(Path data) {
        try {
            Matcher found = PORT.matcher(Files.readString(data.resolve(NAME)));
            return found.find() ? OptionalInt.of(Integer.parseInt(found.group(1))) : OptionalInt.empty();
        } catch (IOException unreadable) {
            return OptionalInt.empty();
        }
    }

    static String file(EmbeddedPostgresConfig config) {
        String durable = config.isDurable() ? "on" : "off";
        return """
                # Written at every start. Settings of your own: ALTER SYSTEM, which this does not touch.
                listen_addresses = '127.0.0.1'
                port = %1$s
                unix_socket_directories = ''
                max_connections = %3$s
                password_encryption = 'scram-sha-256'

                fsync = %2$s
                synchronous_commit = %2$s
                full_page_writes = %2$s
                wal_level = minimal
                max_wal_senders = 0
                min_wal_size = 32MB
                max_wal_size = 256MB

                shared_buffers = 48MB
                huge_pages = off
                jit = off
                max_parallel_workers = 2
                autovacuum_max_workers = 1
                io_method = sync
                random_page_cost = 1.1

                lc_messages = 'C'
                lc_monetary = 'C'
                lc_numeric = 'C'
                lc_time = 'C'
                timezone = 'UTC'
                log_timezone = 'UTC'
                log_line_prefix = '%%m [%%p] %%u@%%d '
                log_checkpoints = off
                """.formatted(config.port(), durable, config.connections());
    }
}
