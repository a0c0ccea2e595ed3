package dev.toolbridge.tenants;

import dev.toolbridge.database.Database;
import dev.toolbridge.database.DatabaseUnavailable;
import dev.toolbridge.tenants.runtime.RuntimeUnavailable;
import dev.toolbridge.tenants.runtime.process.ProcessRuntime;
import dev.toolbridge.tenants.store.ReconciliationStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps supervisord running, and has the reconciler look soon at tenants whose programs it cannot keep up.
final class ProgramWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProgramWatch.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    /// The shortest time between two looks at a tenant that fails on.
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final ProcessRuntime runtime;
    private final ReconciliationStore looks;
    private final Map<UUID, Instant> hurried = new HashMap<>();
    private final Thread thread = Thread.ofVirtual().name("program-watch").unstarted(this::watch);
    private boolean isHealthy = true;

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
                look();
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            runtime.ensureRunning();
            runtime.failing().forEach(this::hurry);
            isHealthy = true;
        } catch (RuntimeUnavailable away) {
            if (isHealthy) {
                LOG.atError().addKeyValue("reason", away.getMessage()).log("supervisord cannot be started");
            }
            isHealthy = false;
        } catch (DatabaseUnavailable away) {
            LOG.debug("the reconciler is hurried later", away);
        }
    }

    private void hurry(UUID tenant) {
        Instant now = Instant.now();
        hurried.values().removeIf(at -> at.plus(AGAIN).isBefore(now));
        if (hurried.putIfAbsent(tenant, now) == null) {
            looks.now(tenant);
        }
    }
}
