package dev.toolbridge.tenants.rollout;

import dev.toolbridge.database.Database;
import dev.toolbridge.service.audit.AuditEntry;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.engine.Engine;
import dev.toolbridge.tenants.operation.Catalogue;
import dev.toolbridge.tenants.operation.Operation;
import dev.toolbridge.tenants.operation.OperationOrder;
import dev.toolbridge.tenants.operation.OperationStatus;
import dev.toolbridge.tenants.operation.Problem;
import dev.toolbridge.tenants.release.DeploymentInput;
import dev.toolbridge.tenants.release.Release;
import dev.toolbridge.tenants.release.ReleaseStore;
import dev.toolbridge.tenants.rollout.RolloutTenant.State;
import dev.toolbridge.tenants.store.AuditStore;
import dev.toolbridge.tenants.store.OperationStore;
import dev.toolbridge.tenants.store.Origin;
import dev.toolbridge.tenants.store.Started;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Goes on with rollouts: a few tenants at a time, wave after wave, until all have the release or too many have failed.
/// Of several servers, one at a time works on a rollout; another one takes it over when that is gone.
public final class Rollouts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rollouts.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final String DEPLOY = "deploy";

    /// The tenants that are upgraded at the same time.
    private static final int AT_ONCE_MAX = 4;

    private final RolloutStore rollouts;
    private final RolloutLeases leases;
    private final OperationStore operations;
    private final ReleaseStore releases;
    private final Catalogue catalogue;
    private final Engine engine;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("rollouts").unstarted(this::work);

    /// @param engine gets hints of the deployments that are started
    public Rollouts(Database database, Catalogue catalogue, Engine engine) {
        this.rollouts = new RolloutStore(database);
        this.leases = new RolloutLeases(database);
        this.operations = new OperationStore(database);
        this.releases = new ReleaseStore(database);
        this.catalogue = catalogue;
        this.engine = engine;
    }

    public void start() {
        thread.start();
    }

    /// Deployments that run go on.
    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
    }

    private void work() {
        try {
            do {
                attempt(() -> leases.claim(LEASE).forEach(lease -> attempt(() -> turn(lease))));
            } while (!closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void attempt(Runnable work) {
        try {
            work.run();
        } catch (RolloutLease.Lost lost) {
            LOG.debug("a rollout is another server's, or was stopped", lost);
        } catch (RuntimeException failed) {
            LOG.atWarn().addKeyValue("reason", failed.getMessage()).log("a rollout met a fault, and goes on later");
        }
    }

    private void turn(RolloutLease lease) {
        List<RolloutTenant> running = leases.running(lease.rollout());
        long ended = running.stream().filter(tenant -> isSettled(lease, tenant)).count();
        Rollout rollout = rollouts.find(lease.rollout()).orElseThrow();
        if (rollout.status() == RolloutStatus.RUNNING) {
            goOn(lease, rollout, running.size() - ended);
        }
        leases.release(lease);
    }

    private void goOn(RolloutLease lease, Rollout rollout, long running) {
        if (rollout.count(State.FAILED) > rollout.failuresMax()) {
            leases.end(lease, RolloutStatus.STOPPED);
        } else if (rollout.count(State.PENDING) + rollout.count(State.RUNNING) == 0) {
            leases.end(lease, RolloutStatus.SUCCEEDED);
        } else {
            leases.next(rollout.id()).stream()
                    .filter(tenant -> isBegun(lease, rollout, tenant))
                    .limit(Math.max(0, AT_ONCE_MAX - running))
                    .forEach(tenant -> engine.hint(tenant.operation()));
        }
    }

    /// Records the end of a tenant's deployment; false while that goes on.
    private boolean isSettled(RolloutLease lease, RolloutTenant tenant) {
        Optional<Operation> ended = operations.find(tenant.operation()).filter(found -> found.status()
                .isEnd());
        ended.ifPresent(operation -> leases.settle(lease, after(tenant, operation)));
        return ended.isPresent();
    }

    private static RolloutTenant after(RolloutTenant tenant, Operation ended) {
        return ended.status() == OperationStatus.SUCCEEDED
                ? tenant.with(State.SUCCEEDED, "")
                : tenant.with(State.FAILED, ended.problem().map(Problem::why).orElse("its deployment was cancelled"));
    }

    /// Starts a tenant's deployment; one that is being changed is left for a later turn.
    private boolean isBegun(RolloutLease lease, Rollout rollout, RolloutTenant tenant) {
        Optional<String> present = releases.running(tenant.tenant()).map(Release::artefact);
        if (present.filter(rollout.release()::equals).isPresent()) {
            leases.settle(lease, tenant.with(State.SKIPPED, "it has the release"));
            return false;
        }
        return switch (operations.start(tenant.tenant(), order(rollout, tenant), origin(lease, rollout, tenant))) {
            case Started.Accepted _ -> true;
            case Started.InProgress _ -> false;
            case Started.NotAllowed(String status) -> {
                leases.settle(lease, tenant.with(State.SKIPPED, "it is " + status));
                yield false;
            }
            case Started.Missing _, Started.Repeated _, Started.KeyReused _ ->
                throw new IllegalStateException("a tenant of a rollout is not there");
        };
    }

    private OperationOrder order(Rollout rollout, RolloutTenant tenant) {
        var input = DeploymentInput.of(rollout.release()).put(DeploymentInput.BAKE, rollout.bakeSeconds());
        return new OperationOrder(
                tenant.operation(), catalogue.newest(DEPLOY), input, rollout.actor(), "rollout " + rollout.id());
    }

    /// The start, its mark in the rollout and its audit entry are one transaction.
    private static Origin origin(RolloutLease lease, Rollout rollout, RolloutTenant tenant) {
        var author = new AuditStore.Author(tenant.tenant().toString(), rollout.actor(), "");
        var entry = new AuditEntry(
                "operation.requested",
                DEPLOY,
                Json.object().put("rollout", rollout.id().toString()));
        return new Origin(Optional.empty(), transaction -> {
            RolloutLeases.settle(transaction, lease, tenant.with(State.RUNNING, ""));
            AuditStore.append(transaction, author, entry);
        });
    }
}
