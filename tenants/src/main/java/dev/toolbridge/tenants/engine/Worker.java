package dev.toolbridge.tenants.engine;

import dev.toolbridge.tenants.operation.Catalogue;
import dev.toolbridge.tenants.operation.Operation;
import dev.toolbridge.tenants.operation.OperationPlan;
import dev.toolbridge.tenants.operation.Step;
import dev.toolbridge.tenants.operation.StepRecord;
import dev.toolbridge.tenants.store.Lease;
import dev.toolbridge.tenants.store.LeaseLost;
import dev.toolbridge.tenants.store.LeaseStore;
import dev.toolbridge.tenants.store.OperationStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Works on operations that are due, each under its lease.
final class Worker {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    /// The time that running steps have before the end of the server interrupts them.
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final LeaseStore leases;
    private final OperationStore operations;
    private final Catalogue catalogue;
    private final Place place;
    private final Map<UUID, Heartbeat> running = new ConcurrentHashMap<>();
    private volatile boolean isStopping;

    /// The server that works: its name in leases, its times, and the hints for those who wait.
    record Place(String holder, EnginePace pace, Hints hints) {}

    Worker(LeaseStore leases, OperationStore operations, Catalogue catalogue, Place place) {
        this.leases = leases;
        this.operations = operations;
        this.catalogue = catalogue;
        this.place = place;
    }

    /// Works on an operation until it ends or pauses, or until another server has it.
    ///
    /// @return the time at which it is due again, if that is known
    Optional<Instant> work(UUID id) throws InterruptedException {
        Optional<OperationPlan> plan = operations
                .find(id)
                .flatMap(operation -> catalogue.plan(operation).filter(known -> knowsNext(known, operation)));
        if (plan.isEmpty() || isStopping) {
            return Optional.empty();
        }
        long claimedAtNanos = System.nanoTime();
        Optional<Lease> lease = leases.claim(id, place.holder());
        return lease.isPresent() ? under(lease.get(), plan.get(), claimedAtNanos) : Optional.empty();
    }

    /// A step in a version that this server does not know is left to one that does.
    private static boolean knowsNext(OperationPlan plan, Operation operation) {
        return OperationRun.next(operation)
                .map(step -> plan.step(step).isPresent())
                .orElse(true);
    }

    private Optional<Instant> under(Lease lease, OperationPlan plan, long claimedAtNanos) throws InterruptedException {
        try (var heartbeat = new Heartbeat(leases, lease, place.pace(), claimedAtNanos)) {
            running.put(lease.operation(), heartbeat);
            return turns(new OperationRun(leases, lease, plan, place.pace()), lease, plan, heartbeat);
        } catch (LeaseLost lost) {
            LOG.atWarn().addKeyValue("operation", lease.operation()).log("another server has the operation");
            return Optional.empty();
        } finally {
            running.remove(lease.operation());
            place.hints().changed(lease.operation());
        }
    }

    private Optional<Instant> turns(OperationRun run, Lease lease, OperationPlan plan, Heartbeat heartbeat)
            throws InterruptedException {
        while (true) {
            Operation operation = operations.find(lease.operation()).orElseThrow();
            OperationRun.Turn turn = turn(run, operation, plan, heartbeat);
            place.hints().changed(lease.operation());
            switch (turn) {
                case OperationRun.Turn.Next() -> LOG.trace("next");
                case OperationRun.Turn.Pause(Instant until) -> {
                    return Optional.of(until);
                }
                case OperationRun.Turn.End() -> {
                    return Optional.empty();
                }
            }
        }
    }

    private OperationRun.Turn turn(OperationRun run, Operation operation, OperationPlan plan, Heartbeat heartbeat)
            throws InterruptedException {
        Optional<StepRecord> next = OperationRun.next(operation);
        if (next.isEmpty()) {
            return run.ended(operation);
        }
        if (operation.cancelling()) {
            heartbeat.takeUpCancelling();
        }
        Optional<Step> step = next.flatMap(plan::step);
        return step.isPresent() && !isStopping ? run.run(operation, next.get(), step.get(), heartbeat) : run.left();
    }

    /// Looks at once at the lease of an operation that this server works on.
    void hurry(UUID operation) {
        Heartbeat heartbeat = running.get(operation);
        if (heartbeat != null) {
            heartbeat.hurry();
        }
    }

    /// Begins nothing more; running steps are interrupted after a while.
    void stop() {
        isStopping = true;
        running.values().forEach(Heartbeat::stop);
        Thread.ofVirtual().name("end of steps").start(() -> {
            try {
                Thread.sleep(PATIENCE);
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
            running.values().forEach(Heartbeat::interrupt);
        });
    }
}
