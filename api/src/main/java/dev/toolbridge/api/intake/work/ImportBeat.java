package dev.toolbridge.api.intake.work;

import dev.toolbridge.api.store.ImportWorkStore;
import dev.toolbridge.api.store.ImportWorkStore.Claim;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.database.DatabaseUnavailable;
import dev.toolbridge.service.error.Refusal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The pulse of the work on an import: stores each second how far it is, which renews the lease, and stops the work
/// when the lease is lost.
final class ImportBeat implements LongConsumer, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ImportBeat.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);

    /// The time that one piece of work may take.
    private static final Duration WORK_MAX = Duration.ofHours(1);

    private final long beganNs = System.nanoTime();

    private final ImportWorkStore store;
    private final Claim claim;
    private final AtomicLong items = new AtomicLong();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile LongSupplier bytesRead = () -> 0;
    private volatile boolean isStopped;

    ImportBeat(ImportWorkStore store, Claim claim) {
        this.store = store;
        this.claim = claim;
    }

    static ImportBeat start(ImportWorkStore store, Claim claim) {
        var beat = new ImportBeat(store, claim);
        Thread.ofVirtual().name("import-beat").start(beat::run);
        return beat;
    }

    /// Counts the bytes of a file that is read from here on.
    void reads(LongSupplier bytes) {
        bytesRead = bytes;
    }

    /// Counts items that are done.
    ///
    /// @throws ImportStopped if the work has to end
    @Override
    public void accept(long more) {
        items.addAndGet(more);
        if (isStopped) {
            throw new ImportStopped();
        }
        if (System.nanoTime() - beganNs > WORK_MAX.toNanos()) {
            throw Refusal.of(ErrorCode.TOO_LARGE, "this takes longer than " + WORK_MAX.toMinutes() + " minutes");
        }
    }

    /// Ends the work soon.
    void stop() {
        isStopped = true;
    }

    long items() {
        return items.get();
    }

    @Override
    public void close() {
        ended.countDown();
    }

    private void run() {
        try {
            while (!ended.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
                isStopped |= !tryBeat();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// A database that is away takes the lease from nobody.
    private boolean tryBeat() {
        try {
            return store.beat(claim, items.get(), bytesRead.getAsLong());
        } catch (DatabaseUnavailable away) {
            LOG.atInfo().addKeyValue("reason", away.getMessage()).log("the progress of an import is not stored");
            return true;
        }
    }
}
