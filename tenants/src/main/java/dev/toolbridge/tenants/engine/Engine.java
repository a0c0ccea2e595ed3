package dev.toolbridge.tenants.engine;

import dev.toolbridge.database.Database;
import dev.toolbridge.database.DatabaseFailure;
import dev.toolbridge.database.DatabaseUnavailable;
import dev.toolbridge.tenants.operation.Catalogue;
import dev.toolbridge.tenants.operation.Operation;
import dev.toolbridge.tenants.store.LeaseStore;
import dev.toolbridge.tenants.store.OnceStore;
import dev.toolbridge.tenants.store.OperationStore;
import dev.toolbridge.tenants.tenant.TenantStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries operations out. The tables of operations and steps are the truth; any server on them may take up what
/// another has left. It works while the database is reachable, and waits while it is not.
public final class Engine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final int DUE_MAX = 100;
    private static final Duration KEYS_SWEEP = Duration.ofMinutes(10);

    /// Of an operation that only a newer server knows.
    private static final Set<TenantStatus> OF_ANY_KIND =
            EnumSet.of(TenantStatus.ACTIVE, TenantStatus.SUSPENDED, TenantStatus.FAILED);

    private final Database database;
    private final Catalogue catalogue;
    private final EnginePace pace;
    private final String holder = UUID.randomUUID().toString();
    private final Hints hints = new Hints();
    private final LeaseStore leases;
    private final OperationStore operations;
    private final Worker worker;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("sweep").factory());
    private volatile Optional<Alarms> alarms = Optional.empty();

    public Engine(Database database, Catalogue catalogue, EnginePace pace) {
        this.database = database;
        this.catalogue = catalogue;
        this.pace = pace;
        this.leases = new LeaseStore(database, pace.lease());
        this.operations = new OperationStore(database);
        this.worker = new Worker(leases, operations, catalogue, new Worker.Place(holder, pace, hints));
    }

    /// Begins to work, now or when the database can be reached.
    public void start() {
        repeat(this::sweep, Duration.ZERO, pace.sweep());
        var keys = new OnceStore(database);
        repeat(() -> attempt("removing old keys", keys::sweep), KEYS_SWEEP, KEYS_SWEEP);
    }

    /// The work catches its own failures, so nobody asks for the result.
    private void repeat(Runnable work, Duration first, Duration pause) {
        var _ = clock.scheduleWithFixedDelay(work, first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Tells the engine that an operation was recorded or changed, after the commit. Without it, the sweep finds out.
    public void hint(UUID operation) {
        worker.hurry(operation);
        hints.changed(operation);
        alarms.ifPresent(set -> attempt("setting an alarm", () -> set.set(operation)));
    }

    /// The states of its tenant in which a failed operation may go on, or be taken back.
    public Predicate<TenantStatus> resumption(Operation operation) {
        return catalogue
                .plan(operation)
                .<Predicate<TenantStatus>>map(plan -> plan.kind()::goesOnFrom)
                .orElse(OF_ANY_KIND::contains);
    }

    /// Waits for operations.
    public OperationWatch watch() {
        return new OperationWatch(operations, hints);
    }

    /// Lets the running steps end for some seconds, then interrupts them: another server goes on from there.
    @Override
    public void close() {
        clock.shutdownNow();
        worker.stop();
        alarms.ifPresent(Alarms::close);
        alarms = Optional.empty();
    }

    private void sweep() {
        attempt("the sweep", () -> {
            if (alarms.isEmpty()) {
                alarms = Optional.of(new Alarms(database, holder, pace, this::ring));
            }
            for (UUID operation : leases.due(catalogue.known(), Alarms.NAME, DUE_MAX)) {
                alarms.get().set(operation);
            }
        });
    }

    /// Works on an operation. After a fault of the database the sweep sets a new alarm, when the lease has ended.
    private Optional<Instant> ring(UUID operation) {
        try {
            return worker.work(operation);
        } catch (DatabaseUnavailable | DatabaseFailure away) {
            warn("the work on operation " + operation, away);
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static void attempt(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failed) {
            warn(what, failed);
        }
    }

    private static void warn(String what, RuntimeException failed) {
        if (failed instanceof DatabaseUnavailable) {
            LOG.atWarn().addKeyValue("what", what).log("the database is unavailable: the engine waits");
        } else {
            LOG.atError().addKeyValue("what", what).setCause(failed).log("the engine met a fault");
        }
    }
}
