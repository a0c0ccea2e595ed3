package dev.toolbridge.api.store;

import dev.toolbridge.service.database.Database;
import dev.toolbridge.service.database.DatabaseUnavailable;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Forgets what is older than it has to be kept, now and then. Replicas need not agree on who does it: what one has
/// swept, the others do not find.
public final class Sweeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final Duration PERIOD = Duration.ofMinutes(10);

    private final Database database;
    private final Duration historyKept;
    private final CountDownLatch closed = new CountDownLatch(1);

    /// @param historyKept how long tombstones and old versions are kept
    public Sweeper(Database database, Duration historyKept) {
        this.database = database;
        this.historyKept = historyKept;
    }

    public void start() {
        Thread.ofVirtual().name("sweeper").start(this::run);
    }

    /// Sweeps until nothing is left to sweep.
    void sweep() {
        database.with(connection -> {
            try (var query = LoneQuery.prepare(connection, "SELECT sweep_expired()")) {
                return query.rows().next();
            }
        });
        boolean more = true;
        while (more) {
            more = sweepHistory();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void run() {
        try {
            while (!closed.await(PERIOD.toSeconds(), TimeUnit.SECONDS)) {
                trySweep();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean sweepHistory() {
        return database.with(connection -> {
            try (var query = LoneQuery.prepare(connection, "SELECT sweep_history(make_interval(secs => ?))")) {
                ResultSet row = query.bind((double) historyKept.toSeconds()).rows();
                return row.next() && row.getBoolean(1);
            }
        });
    }

    private void trySweep() {
        try {
            sweep();
        } catch (DatabaseUnavailable away) {
            LOG.atInfo().addKeyValue("reason", away.getMessage()).log("swept nothing");
        } catch (RuntimeException failure) {
            LOG.error("sweeping failed", failure);
        }
    }
}
