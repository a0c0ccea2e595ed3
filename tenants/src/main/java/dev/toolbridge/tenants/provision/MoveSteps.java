package dev.toolbridge.tenants.provision;

import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.operation.Hold;
import dev.toolbridge.tenants.operation.StepContext;
import dev.toolbridge.tenants.operation.StepOutcome;
import dev.toolbridge.tenants.operation.StepWork;
import dev.toolbridge.tenants.placement.Cluster;
import dev.toolbridge.tenants.placement.PlacementOutcome;
import dev.toolbridge.tenants.placement.PlacementStore;
import dev.toolbridge.tenants.placement.TenantLogin;
import dev.toolbridge.tenants.release.DeploymentInput;
import dev.toolbridge.tenants.release.Release;
import dev.toolbridge.tenants.secret.LiveSecret;
import dev.toolbridge.tenants.secret.rotation.TenantSecret;
import dev.toolbridge.tenants.tenant.Tenant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The steps that move a tenant to another cluster. Its database is copied while it serves; then the present one takes
/// no server any more, what has changed is copied, and a release begins that uses the other one. Until that release is
/// the running one, every failure lets the present database serve again.
///
/// @param programs start the release on the other database, try it, and make it the running one
record MoveSteps(Machinery machinery, TenantSteps facts, MoveCopy copy, List<StepWork> programs) {
    /// The time for which the database that was left is kept.
    static final Duration KEPT = Duration.ofDays(7);

    static final String PLACE = "place";
    private static final String FROM = "from";
    private static final String WHAT = "the move of the tenant";
    private static final List<TenantLogin> SERVER = List.of(TenantLogin.SERVER_ODD, TenantLogin.SERVER_EVEN);

    /// Makes the tenant's database in the other cluster, with the logins and the passwords that it has here.
    StepOutcome place(StepContext context) {
        Tenant tenant = facts.tenant(context);
        Cluster from = facts.cluster(tenant.ref());
        Cluster to = target(context);
        if (FlyGround.has(tenant) || from.equals(to)) {
            return Outcomes.refused(
                    WHAT,
                    from.equals(to) ? "it is there already" : "machines at Fly reach one cluster only",
                    "cancel the operation");
        }
        Optional<Path> release = machinery.placements().present(tenant.ref()).flatMap(copy::release);
        if (release.isEmpty()) {
            return Outcomes.refused(WHAT, "no release has the schema of the data", "deploy a release, then retry");
        }
        if (isLeft(context)) {
            Hold.require();
            StepOutcome removed = Outcomes.of(machinery.placements().remove(to, tenant.ref()));
            if (!(removed instanceof StepOutcome.Done)) {
                return removed;
            }
        }
        Hold.require();
        PlacementOutcome placed =
                machinery.placements().place(to, tenant.ref(), facts.placement(tenant, release.get()));
        return placed instanceof PlacementOutcome.Done(var placement)
                ? new StepOutcome.Done(
                        Json.object().put("external_id", placement.database()).put(FROM, from.name()))
                : Outcomes.of(placed);
    }

    /// Copies all rows while the tenant is served.
    StepOutcome copy(StepContext context) {
        return copy.run(context, origin(context), target(context));
    }

    /// Goes over to the other database.
    StepOutcome change(StepContext context) throws Exception {
        if (isPromoted(context)) {
            return Outcomes.done();
        }
        StepOutcome changed = changed(context);
        if (!(changed instanceof StepOutcome.Done)) {
            Hold.require();
            goBack(context);
        }
        return changed;
    }

    private StepOutcome changed(StepContext context) throws Exception {
        StepOutcome ready = isCopy(context) ? Outcomes.done() : madeAnew(context);
        if (!(ready instanceof StepOutcome.Done)) {
            return ready;
        }
        for (TenantLogin login : SERVER) {
            Hold.require();
            StepOutcome dismissed =
                    Outcomes.of(machinery.placements().dismiss(origin(context), context.tenant(), login));
            if (!(dismissed instanceof StepOutcome.Done)) {
                return dismissed;
            }
        }
        StepOutcome copied = copy(context);
        if (!(copied instanceof StepOutcome.Done)) {
            return copied;
        }
        Hold.require();
        store().move(context.tenant(), target(context).name(), KEPT);
        for (StepWork work : programs) {
            Hold.require();
            StepOutcome done = work.run(context);
            if (!(done instanceof StepOutcome.Done)) {
                return done;
            }
        }
        return copied;
    }

    private StepOutcome madeAnew(StepContext context) {
        StepOutcome back = goBack(context);
        StepOutcome placed = back instanceof StepOutcome.Done ? place(context) : back;
        return placed instanceof StepOutcome.Done ? copy(context) : placed;
    }

    /// Ends the last login of the database that was left.
    StepOutcome seal(StepContext context) {
        return Outcomes.of(machinery.placements().dismiss(origin(context), context.tenant(), TenantLogin.MAINTENANCE));
    }

    /// Lets the tenant's servers use the database that they have used before, unless the move is over.
    StepOutcome goBack(StepContext context) {
        if (isPromoted(context) || !context.results().containsKey(PLACE)) {
            return Outcomes.done();
        }
        store().moveBack(context.tenant(), origin(context).name());
        Tenant tenant = facts.tenant(context);
        for (LiveSecret version : facts.live(tenant, TenantSecret.DATABASE_SERVER)) {
            Hold.require();
            StepOutcome admitted = Outcomes.of(machinery
                    .placements()
                    .admit(origin(context), tenant.ref(), TenantLogin.ofVersion(version.version()), version.value()));
            if (!(admitted instanceof StepOutcome.Done)) {
                return admitted;
            }
        }
        return Outcomes.done();
    }

    /// Removes the copy, unless the move is over.
    StepOutcome removeCopy(StepContext context) {
        Cluster to = target(context);
        return isThere(to, context) && !facts.cluster(context.tenant()).equals(to)
                ? Outcomes.of(machinery.placements().remove(to, context.tenant()))
                : Outcomes.done();
    }

    /// Programs may have written to it when an earlier try failed or was cut off: it was left then, and is no copy.
    private boolean isCopy(StepContext context) {
        Cluster to = target(context);
        return isThere(to, context)
                && !isLeft(context)
                && !facts.cluster(context.tenant()).equals(to);
    }

    private boolean isThere(Cluster cluster, StepContext context) {
        return store().ofTenant(context.tenant()).stream()
                .anyMatch(placement -> placement.cluster().equals(cluster.name()));
    }

    private boolean isLeft(StepContext context) {
        return store().left(context.tenant(), KEPT).contains(target(context).name());
    }

    /// Removes the databases that were left and kept long enough.
    StepOutcome removeLeft(StepContext context) {
        for (String name : store().left(context.tenant(), Duration.ZERO)) {
            Hold.require();
            StepOutcome removed = machinery
                    .platform()
                    .cluster(name)
                    .map(cluster -> Outcomes.of(machinery.placements().remove(cluster, context.tenant())))
                    .orElseGet(() -> missing(name));
            if (!(removed instanceof StepOutcome.Done)) {
                return removed;
            }
        }
        return Outcomes.done();
    }

    private boolean isPromoted(StepContext context) {
        return machinery
                .releases()
                .ofOperation(context.operation())
                .filter(release -> release.status() == Release.Status.RUNNING)
                .isPresent();
    }

    private Cluster origin(StepContext context) {
        return cluster(context.results().get(PLACE).path(FROM).asText());
    }

    private Cluster target(StepContext context) {
        return cluster(context.input().path(DeploymentInput.CLUSTER).asText());
    }

    private Cluster cluster(String name) {
        return machinery.platform().cluster(name).orElseThrow(() -> new IllegalStateException(name + " is missing"));
    }

    private static StepOutcome missing(String name) {
        return Outcomes.refused(WHAT, "the cluster " + name + " is not set", "set it in TENANTS_CLUSTERS, then retry");
    }

    private PlacementStore store() {
        return new PlacementStore(machinery.database());
    }
}
