package dev.toolbridge.api.intake.work;

import dev.toolbridge.api.intake.ImportFailure;
import dev.toolbridge.api.intake.ImportState;
import dev.toolbridge.api.intake.UploadFolder;
import dev.toolbridge.api.store.ImportWorkStore;
import dev.toolbridge.api.store.ImportWorkStore.Claim;
import dev.toolbridge.api.store.ImportWorkStore.Due;
import dev.toolbridge.api.store.ImportWorkStore.End;
import dev.toolbridge.api.store.TransferStore;
import dev.toolbridge.api.write.Transactions;
import dev.toolbridge.database.DatabaseUnavailable;
import dev.toolbridge.database.PoolShare;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Works on the imports whose files are here, a few at a time, and takes imports back. Looks each second, and when it
/// is woken, for what no server works on: so it goes on with what a server that was killed has left.
public final class ImportWorker implements AutoCloseable {
    /// The imports that a server works on at a time.
    static final int AT_A_TIME_MAX = 2;

    private static final Logger LOG = LoggerFactory.getLogger(ImportWorker.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Duration TIDIED = Duration.ofMinutes(1);
    private static final Duration END_MAX = Duration.ofSeconds(5);
    private static final int ATTEMPTS_MAX = 3;

    private final ImportTask.Parts parts;
    private final InstantSource clock = InstantSource.system();
    private final Semaphore places = new Semaphore(AT_A_TIME_MAX);
    private final Semaphore woken = new Semaphore(0);
    private final Map<UUID, ImportBeat> running = new ConcurrentHashMap<>();
    private volatile boolean isClosed;
    private Instant tidyAt = Instant.EPOCH;

    public ImportWorker(ImportWorkStore work, TransferStore target, Transactions writer, UploadFolder folder) {
        this.parts = new ImportTask.Parts(work, target, writer, folder);
    }

    public void start() {
        Thread.ofVirtual().name("imports").start(this::run);
    }

    /// Has it look at once.
    public void wake() {
        woken.release();
    }

    /// Gives back what it works on.
    @Override
    public void close() {
        isClosed = true;
        wake();
        running.values().forEach(ImportBeat::stop);
        try {
            if (!places.tryAcquire(AT_A_TIME_MAX, END_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("an import is still at work; another server goes on with it");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!isClosed && !tryFree()) {
                var _ = woken.tryAcquire(PERIOD.toMillis(), TimeUnit.MILLISECONDS);
            }
            while (!isClosed) {
                var _ = woken.tryAcquire(PERIOD.toMillis(), TimeUnit.MILLISECONDS);
                woken.drainPermits();
                tryLook();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// The folder is this server's alone: who held a lease of an import whose file is here is gone.
    private boolean tryFree() {
        try {
            parts.work().free(parts.folder().ids());
            return true;
        } catch (DatabaseUnavailable away) {
            LOG.atInfo().addKeyValue("reason", away.getMessage()).log("no import is worked on");
            return false;
        }
    }

    private void tryLook() {
        try {
            for (Due due : parts.work().due()) {
                look(due);
            }
            if (clock.instant().isAfter(tidyAt)) {
                tidyAt = clock.instant().plus(TIDIED);
                tidy();
            }
        } catch (DatabaseUnavailable away) {
            LOG.atInfo().addKeyValue("reason", away.getMessage()).log("no import is worked on");
        } catch (RuntimeException failure) {
            LOG.error("looking for imports failed", failure);
        }
    }

    /// Takes an import if it can be done here; ends one that can be done nowhere.
    private void look(Due due) {
        boolean isHere = !due.state().readsFile() || parts.folder().holds(due.id());
        if (isClosed || (isHere && !places.tryAcquire())) {
            return;
        }
        if (!isHere) {
            if (due.isLate() && parts.work().giveUp(due, ImportFault.LOST_FILE)) {
                LOG.atWarn().addKeyValue("import", due.id()).log("the file of an import is lost");
            }
            return;
        }
        Optional<Claim> claim = claimed(due);
        if (claim.isPresent()) {
            Thread.ofVirtual().name("import-" + due.id()).start(() -> work(claim.get()));
        } else {
            places.release();
        }
    }

    private Optional<Claim> claimed(Due due) {
        try {
            return parts.work().claim(due);
        } catch (RuntimeException failed) {
            places.release();
            throw failed;
        }
    }

    private void work(Claim claim) {
        try (ImportBeat beat = ImportBeat.start(parts.work(), claim)) {
            running.put(claim.due().id(), beat);
            if (isClosed) {
                beat.stop();
            }
            PoolShare.heldFor(claim.due().space(), () -> {
                carryOut(claim, beat);
                return true;
            });
        } catch (DatabaseUnavailable away) {
            LOG.atInfo().addKeyValue("reason", away.getMessage()).log("an import waits for the database");
        } catch (RuntimeException failed) {
            LOG.atError()
                    .setCause(failed)
                    .addKeyValue("import", claim.due().id())
                    .log("the work on an import failed");
        } finally {
            running.remove(claim.due().id());
            parts.folder().endScratch(claim.due().id());
            places.release();
        }
    }

    private void carryOut(Claim claim, ImportBeat beat) {
        if (claim.attempts() > ATTEMPTS_MAX) {
            end(claim, ImportTask.failed(ImportFault.INTERRUPTED, 0));
            return;
        }
        try {
            end(claim, new ImportTask(parts, claim, beat).run());
        } catch (ImportStopped | DatabaseUnavailable later) {
            LOG.atInfo().addKeyValue("import", claim.due().id()).log("an import is given back");
            var _ = parts.work().release(claim);
        } catch (IOException | RuntimeException fault) {
            end(claim, ImportTask.failed(failure(claim, fault), beat.items()));
        }
    }

    private static ImportFailure failure(Claim claim, Exception fault) {
        return ImportFault.of(fault).orElseGet(() -> {
            LOG.atError()
                    .setCause(fault)
                    .addKeyValue("import", claim.due().id())
                    .log("an import failed");
            return new ImportFailure("internal", "The server has failed; its log says why.");
        });
    }

    private void end(Claim claim, End end) {
        boolean isStored = parts.work().end(claim, end);
        if (isStored && end.state() != ImportState.PLANNED) {
            parts.folder().forget(claim.due().id());
        }
        LOG.atInfo()
                .addKeyValue("import", claim.due().id())
                .addKeyValue("state", end.state().wireName())
                .addKeyValue("items", end.items())
                .log(isStored ? "an import has come to a state" : "an import was ended by somebody else");
    }

    /// Removes the files of imports that have ended otherwise: cancelled, forgotten, never made.
    private void tidy() {
        List<UUID> settled = parts.folder().settled(clock.instant());
        if (!settled.isEmpty()) {
            Set<UUID> stray = new HashSet<>(settled);
            stray.removeAll(parts.work().needed(settled));
            stray.removeAll(running.keySet());
            stray.forEach(parts.folder()::forget);
        }
    }
}
