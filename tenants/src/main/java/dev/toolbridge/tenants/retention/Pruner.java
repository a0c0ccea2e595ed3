package dev.toolbridge.tenants.retention;

import dev.toolbridge.database.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes what was kept long enough, some rows at a time. Servers beside each other need no agreement: rows that one
/// has deleted, the others do not find.
public final class Pruner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pruner.class);
    private static final Duration PERIOD = Duration.ofMinutes(10);
    private static final int ROWS_MAX = 500;

    private final Database database;
    private final InstantSource clock;
    private final CountDownLatch closed = new CountDownLatch(1);

    public Pruner(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    public void start() {
        Thread.ofVirtual().name("pruner").start(this::run);
    }

    @Override
    public void close() {
        closed.countDown();
    }

    /// Deletes until nothing is old enough.
    ///
    /// @return the number of rows of each kind together
    public int prune() {
        int deleted = 0;
        for (Retention retention : Retention.values()) {
            int part = ROWS_MAX;
            while (part == ROWS_MAX && closed.getCount() > 0) {
                part = database.single(
                                retention.deletion(), _ -> true, clock.instant().minus(retention.kept()), ROWS_MAX)
                        .size();
                deleted += part;
            }
        }
        return deleted;
    }

    private void run() {
        try {
            do {
                attempt();
            } while (!closed.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt() {
        try {
            int deleted = prune();
            if (deleted > 0) {
                LOG.atInfo().addKeyValue("rows", deleted).log("what was kept long enough is deleted");
            }
        } catch (RuntimeException failed) {
            LOG.atWarn().addKeyValue("reason", failed.getMessage()).log("old rows are deleted later");
        }
    }
}
