package dev.toolbridge.database.readiness;

import dev.toolbridge.database.Database;
import dev.toolbridge.database.DatabaseFailure;
import dev.toolbridge.database.DatabaseUnavailable;
import dev.toolbridge.database.Transaction;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Probes every second that the database accepts writes, even without requests, and logs each change once.
/// Failures of requests count as well.
final class DatabaseWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /// A probe that takes longer than this counts as failed.
    private static final Duration LOOK_MAX = Duration.ofSeconds(4);

    /// The time for which a failed write outweighs a successful probe.
    private static final Duration FAILURE_COUNTS = Duration.ofSeconds(10);

    /// Makes more rows than fit into `WORK_MEMORY`, so that PostgreSQL writes a temporary file. That fails on a full
    /// disk, and leaves nothing behind.
    private static final String WRITES_TO_DISK =
            "SELECT count(*), current_setting('transaction_read_only') AS read_only FROM generate_series(1, 6000)";

    private static final String WORK_MEMORY = "SELECT set_config('work_mem', '64kB', true)";

    /// The result of a probe or a write, and the time of it.
    private record Seen(Optional<Outage> outage, long atNs) {}

    private final Database database;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Seen look = new Seen(Optional.empty(), System.nanoTime());
    private volatile Seen write = look;
    private Optional<Outage> logged = Optional.empty();

    private DatabaseWatch(Database database) {
        this.database = database;
    }

    static DatabaseWatch start(Database database) {
        var watch = new DatabaseWatch(database);
        Thread.ofVirtual().name("database-watch").start(watch::run);
        return watch;
    }

    /// The reason why the database accepts no writes now. Costs nothing.
    Optional<String> reason() {
        return outage().map(Outage::reason);
    }

    /// Records a failure that a request met.
    void ranInto(DatabaseUnavailable unavailable) {
        var outage = Outage.of(unavailable);
        if (outage.lasts()) {
            write = new Seen(Optional.of(outage), System.nanoTime());
            logChange();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void run() {
        try {
            while (!closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                look = new Seen(looked(), System.nanoTime());
                logChange();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Outage> outage() {
        Seen last = look;
        long nowNs = System.nanoTime();
        if (nowNs - last.atNs() > LOOK_MAX.plus(PAUSE).toNanos()) {
            return Optional.of(Outage.SILENT);
        }
        Optional<Outage> failed = nowNs - write.atNs() < FAILURE_COUNTS.toNanos() ? write.outage() : Optional.empty();
        return last.outage().or(() -> failed);
    }

    private Optional<Outage> looked() {
        try {
            return database.transaction(DatabaseWatch::written);
        } catch (DatabaseUnavailable away) {
            return Optional.of(Outage.of(away));
        } catch (DatabaseFailure failure) {
            return Optional.of(Outage.of(failure));
        }
    }

    private static Optional<Outage> written(Transaction transaction) {
        transaction.rows(WORK_MEMORY, _ -> true);
        boolean isReadOnly = transaction
                .rows(WRITES_TO_DISK, row -> row.column("read_only").getString())
                .contains("on");
        return isReadOnly ? Optional.of(Outage.READ_ONLY) : Optional.empty();
    }

    private synchronized void logChange() {
        Optional<Outage> now = outage();
        boolean stopping = closed.getCount() == 0;
        if (stopping || now.map(Outage::reason).equals(logged.map(Outage::reason))) {
            return;
        }
        logged = now;
        now.ifPresentOrElse(
                outage -> LOG.atWarn()
                        .addKeyValue("reason", outage.reason())
                        .addKeyValue("detail", outage.detail())
                        .log("the database cannot be written to"),
                () -> LOG.info("the database can be written to again"));
    }
}
