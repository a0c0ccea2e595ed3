package dev.toolbridge.tenants;

import dev.toolbridge.database.Database;
import dev.toolbridge.database.DatabaseUnavailable;
import dev.toolbridge.tenants.runtime.RuntimeUnavailable;
import dev.toolbridge.tenants.runtime.process.ProcessRuntime;
import dev.toolbridge.tenants.store.ReconciliationStore;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps supervisord running, and has the reconciler look soon at tenants whose programs it cannot keep up.
final class ProgramWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProgramWatch.class);
    private static final Duration LOOK = Duration.ofMillis(500);

    /// The same while programs wait for their start.
    private static final Duration SOON = Duration.ofMillis(100);

    /// The time between two searches for programs that fail.
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final ProcessRuntime runtime;
    private final ReconciliationStore looks;
    private final Thread thread = Thread.ofVirtual().name("program-watch").unstarted(this::watch);
    private boolean isHealthy = true;
    private Instant looked = Instant.EPOCH;

    ProgramWatch(ProcessRuntime runtime, Database database) {
        this.runtime = runtime;
        this.looks = new ReconciliationStore(database);
    }

    void start() {
        thread.start();
    }

    /// The programs go on.
    @Override
    public void close() {
        thread.interrupt();
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(look() ? LOOK : SOON);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// @return true if nothing waits for its start
    private boolean look() {
        try {
            boolean isDone = runtime.ensureRunning();
            if (looked.plus(AGAIN).isBefore(Instant.now())) {
                looked = Instant.now();
                runtime.failing().forEach(looks::now);
            }
            isHealthy = true;
            return isDone;
        } catch (RuntimeUnavailable away) {
            if (isHealthy) {
                LOG.atError().addKeyValue("reason", away.getMessage()).log("supervisord cannot be started");
            }
            isHealthy = false;
        } catch (DatabaseUnavailable away) {
            LOG.debug("the reconciler is hurried later", away);
        } catch (RuntimeException failed) {
            LOG.atError().setCause(failed).log("a look at the programs failed");
        }
        return true;
    }
}
