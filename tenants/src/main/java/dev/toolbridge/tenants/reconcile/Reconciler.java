package dev.toolbridge.tenants.reconcile;

import dev.toolbridge.contract.UidForm;
import dev.toolbridge.database.Database;
import dev.toolbridge.tenants.engine.Engine;
import dev.toolbridge.tenants.operation.Catalogue;
import dev.toolbridge.tenants.operation.Operation;
import dev.toolbridge.tenants.operation.OperationOrder;
import dev.toolbridge.tenants.store.ConditionStore;
import dev.toolbridge.tenants.store.Look;
import dev.toolbridge.tenants.store.OperationStore;
import dev.toolbridge.tenants.store.Origin;
import dev.toolbridge.tenants.store.ReconciliationStore;
import dev.toolbridge.tenants.store.Started;
import dev.toolbridge.tenants.store.TenantStore;
import dev.toolbridge.tenants.tenant.Finding;
import dev.toolbridge.tenants.tenant.Tenant;
import dev.toolbridge.tenants.tenant.TenantStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at every tenant each minute, and when a server starts: runs the checks, records the conditions, and starts the
/// operations that the checks propose. Of several servers, one at a time looks at a tenant.
public final class Reconciler implements AutoCloseable {
    /// The reconciler as the operations that it starts, and the audit log, name it.
    public static final String ACTOR = "{\"program\":\"reconciler\"}";

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    private final TenantStore tenants;
    private final OperationStore operations;
    private final ConditionStore conditions;
    private final ReconciliationStore looks;
    private final Catalogue catalogue;
    private final Engine engine;
    private final Rounds rounds;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// The checks, in the order in which a tenant is looked at, and the times.
    public record Rounds(List<TenantCheck> checks, ReconcilerPace pace) {

        public Rounds {
            checks = List.copyOf(checks);
        }
    }

    /// @param engine gets hints of the operations that are started
    public Reconciler(Database database, Catalogue catalogue, Engine engine, Rounds rounds) {
        this.tenants = new TenantStore(database);
        this.operations = new OperationStore(database);
        this.conditions = new ConditionStore(database);
        this.looks = new ReconciliationStore(database);
        this.catalogue = catalogue;
        this.engine = engine;
        this.rounds = rounds;
    }

    /// Begins with all tenants.
    public void start() {
        threads.execute(() -> {
            boolean isBegun = false;
            try {
                do {
                    isBegun = isBegun || attempt(looks::allNow);
                    attempt(this::round);
                } while (!closed.await(rounds.pace().poll().toMillis(), TimeUnit.MILLISECONDS));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public void close() {
        closed.countDown();
        threads.shutdownNow();
    }

    private static boolean attempt(Runnable work) {
        try {
            work.run();
            return true;
        } catch (RuntimeException failed) {
            LOG.atWarn()
                    .addKeyValue("reason", failed.getMessage())
                    .log("the reconciler met a fault, and goes on later");
            return false;
        }
    }

    /// Looks at all tenants that are due, a few at a time.
    private void round() {
        List<Look> claimed = claim();
        while (!claimed.isEmpty() && closed.getCount() > 0) {
            List<Future<?>> running = new ArrayList<>();
            for (Look look : claimed) {
                running.add(threads.submit(() -> attempt(() -> look(look))));
            }
            running.forEach(this::await);
            claimed = claim();
        }
    }

    private List<Look> claim() {
        return looks.claim(rounds.pace().lease(), ReconcilerPace.TENANTS_MAX);
    }

    /// A look that takes longer than its lease is interrupted: another server may have the tenant by then.
    private void await(Future<?> look) {
        try {
            look.get(rounds.pace().lease().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            LOG.warn("a look at a tenant took too long");
            look.cancel(true);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }

    private void look(Look look) {
        Duration pause = tenants.find(look.tenant())
                .filter(tenant -> tenant.status() != TenantStatus.DESTROYED)
                .map(tenant -> look(look, tenant))
                .orElse(rounds.pace().period());
        looks.done(look, pause);
    }

    /// @return the time until the next look
    private Duration look(Look look, Tenant tenant) {
        var findings = new ArrayList<Finding>();
        var proposals = new ArrayList<Proposal>();
        for (TenantCheck check : rounds.checks()) {
            Findings found = Checked.of(check, tenant);
            findings.addAll(found.findings());
            proposals.addAll(found.proposals());
        }
        int changed = conditions.write(look, tenant.generation(), findings);
        if (changed > 0) {
            LOG.atInfo()
                    .addKeyValue("tenant", tenant.ref())
                    .addKeyValue("count", changed)
                    .log("conditions have changed");
        }
        return proposals.stream()
                .flatMap(proposal -> start(tenant, proposal).stream())
                .map(this::pauseBehind)
                .min(Comparator.naturalOrder())
                .orElse(rounds.pace().period());
    }

    private Duration pauseBehind(UUID running) {
        Instant now = Instant.now();
        Instant begun = operations.find(running).map(Operation::createdAt).orElse(now);
        return rounds.pace().behind(Duration.between(begun, now));
    }

    /// @return the operation of the tenant that keeps the proposal back
    private Optional<UUID> start(Tenant tenant, Proposal proposal) {
        if (looks.hasFailed(tenant.ref(), proposal.kind(), ACTOR, rounds.pace().quiet())) {
            return Optional.empty();
        }
        UUID id = UidForm.fresh(Instant.now());
        var order =
                new OperationOrder(id, catalogue.newest(proposal.kind()), proposal.input(), ACTOR, proposal.reason());
        Started started = operations.start(tenant.ref(), order, Origin.OURS);
        if (started instanceof Started.Accepted(Operation operation)) {
            engine.hint(operation.id());
        }
        return started instanceof Started.InProgress running ? Optional.of(running.operation()) : Optional.empty();
    }
}
