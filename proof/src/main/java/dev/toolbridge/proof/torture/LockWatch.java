package dev.toolbridge.proof.torture;

import dev.toolbridge.tests.process.ApiDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/// Watches the waits of the servers' connections for locks, and the bytes written to the write-ahead log.
final class LockWatch {
    private static final String LONGEST_WAIT = """
            SELECT COALESCE(max(extract(epoch FROM clock_timestamp() - l.waitstart) * 1000)::bigint, 0)
            FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
            WHERE NOT l.granted AND a.datname = current_database() AND a.usename = ?
            """;

    private static final String WRITTEN = "SELECT (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::bigint";
    private static final long MEGABYTE = 1_048_576;

    private final ApiDatabase database;
    private final AtomicLong longestMs = new AtomicLong();
    private final long writtenBefore;
    private final long startedAt = System.nanoTime();
    private final Bystander looking;

    LockWatch(ApiDatabase database) {
        this.database = database;
        this.writtenBefore = database.number(WRITTEN);
        this.looking = new Bystander(this::look);
    }

    /// Ends it, and returns its figures.
    ///
    /// @param waitMaxMs the longest allowed wait
    String figures(long waitMaxMs) {
        double seconds = (System.nanoTime() - startedAt) / 1e9;
        looking.turns();
        if (longestMs.get() > waitMaxMs) {
            throw new AssertionError("somebody waited " + longestMs + " ms for a lock");
        }
        long megabytes = (database.number(WRITTEN) - writtenBefore) / MEGABYTE;
        return String.format(
                Locale.ROOT, "%.1f s, longest lock %d ms, %d MB of WAL", seconds, longestMs.get(), megabytes);
    }

    /// Looks repeatedly on one connection, since connecting takes longer than a look.
    private void look() {
        try (Connection connection = database.connect();
                var statement = connection.prepareStatement(LONGEST_WAIT)) {
            statement.setString(1, database.serverRole());
            for (int looks = 0; looks < 100; looks++) {
                ResultSet row = statement.executeQuery();
                row.next();
                longestMs.accumulateAndGet(row.getLong(1), Math::max);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
