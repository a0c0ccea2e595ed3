package dev.toolbridge.tenants.provision;

import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.adoption.RecordCheck;
import dev.toolbridge.tenants.identity.Organization;
import dev.toolbridge.tenants.identity.Outcome;
import dev.toolbridge.tenants.leaving.HoldStore;
import dev.toolbridge.tenants.placement.PlacementCheck;
import dev.toolbridge.tenants.placement.PlacementStore;
import dev.toolbridge.tenants.quota.QuotaCheck;
import dev.toolbridge.tenants.reconcile.Findings;
import dev.toolbridge.tenants.reconcile.Proposal;
import dev.toolbridge.tenants.reconcile.TenantCheck;
import dev.toolbridge.tenants.release.Release;
import dev.toolbridge.tenants.release.TenantPrograms;
import dev.toolbridge.tenants.router.haproxy.ServerFigures;
import dev.toolbridge.tenants.runtime.Capability;
import dev.toolbridge.tenants.runtime.InstanceSelection;
import dev.toolbridge.tenants.runtime.InstanceState;
import dev.toolbridge.tenants.runtime.Observed;
import dev.toolbridge.tenants.tenant.Condition.Status;
import dev.toolbridge.tenants.tenant.ConditionType;
import dev.toolbridge.tenants.tenant.Finding;
import dev.toolbridge.tenants.tenant.Tenant;
import dev.toolbridge.tenants.tenant.TenantStatus;
import dev.toolbridge.tenants.usage.UsageCheck;
import dev.toolbridge.tenants.usage.UsageStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The checks of the reconciler: what a tenant should have against what is found.
public final class TenantChecks {
    private static final Set<TenantStatus> SERVED = Set.of(TenantStatus.ACTIVE, TenantStatus.UPDATING);
    private static final Set<TenantStatus> WITH_PROGRAMS =
            Set.of(TenantStatus.ACTIVE, TenantStatus.UPDATING, TenantStatus.SUSPENDED);
    private static final Set<TenantStatus> WITH_DATA =
            Set.of(TenantStatus.ACTIVE, TenantStatus.UPDATING, TenantStatus.SUSPENDED, TenantStatus.RETAINED);
    static final String REPAIR = "repair";

    /// The states that the runtime does not end by itself.
    private static final Set<InstanceState> HELPLESS =
            Set.of(InstanceState.FAILED, InstanceState.DISPLACED, InstanceState.STOPPED);

    private static final String AS_WANTED = "AsWanted";
    private static final String NOT_WANTED = "NotWanted";

    private final Machinery machinery;
    private final InstantSource clock;

    public TenantChecks(Machinery machinery, InstantSource clock) {
        this.machinery = machinery;
        this.clock = clock;
    }

    public List<TenantCheck> all() {
        var usage = new UsageStore(machinery.database());
        return List.of(
                check(Set.of(ConditionType.IDENTITY), this::identity),
                check(Set.of(ConditionType.DATABASE, ConditionType.ISOLATED), this::database),
                check(Set.of(ConditionType.RUNTIME, ConditionType.MEMORY_LIMITED), this::runtime),
                check(Set.of(ConditionType.ROUTED), this::routed),
                check(Set.of(ConditionType.SECRETS), new SecretFindings(machinery, clock)::of),
                check(Set.of(), this::retention),
                check(Set.of(), this::leftDatabases),
                new UsageCheck(usage, machinery.tenants(), machinery.runtime(), clock),
                new QuotaCheck(machinery.quotas(), usage),
                new QuotaReach(machinery.releases()),
                new RecordCheck(machinery.copies(), machinery.database()));
    }

    private Findings identity(Tenant tenant) {
        Outcome<Organization> found = tenant.id()
                .map(machinery.organizations()::check)
                .orElseGet(() -> new Outcome.Refused<>("the organisation", "it was not made yet", ""));
        return Findings.of(
                switch (found) {
                    case Outcome.Done<Organization> _ ->
                        is(ConditionType.IDENTITY, true, AS_WANTED, "The organisation is there.");
                    case Outcome.Refused<Organization>(String _, String why, String _) ->
                        is(ConditionType.IDENTITY, false, "Missing", why);
                    case Outcome.Again<Organization>(String why, var _) ->
                        new Finding(ConditionType.IDENTITY, Status.UNKNOWN, "NoAnswer", why);
                });
    }

    private Findings database(Tenant tenant) {
        if (!WITH_DATA.contains(tenant.status())) {
            return notWanted(ConditionType.DATABASE, ConditionType.ISOLATED);
        }
        return switch (machinery.placements().check(TenantSteps.cluster(machinery, tenant.ref()), tenant.ref())) {
            case PlacementCheck.Found found ->
                Findings.of(
                        is(ConditionType.DATABASE, found.isComplete(), AS_WANTED, missing(found)),
                        is(ConditionType.ISOLATED, found.isIsolated(), AS_WANTED, strangers(found)));
            case PlacementCheck.Unreachable(String why) ->
                Findings.of(
                        new Finding(ConditionType.DATABASE, Status.UNKNOWN, "NoAnswer", why),
                        new Finding(ConditionType.ISOLATED, Status.UNKNOWN, "NoAnswer", why));
        };
    }

    private static String missing(PlacementCheck.Found found) {
        return found.isComplete()
                ? "The database is open, and its logins are there."
                : "The database is not open, or logins are missing: " + String.join(", ", found.missingLogins());
    }

    private static String strangers(PlacementCheck.Found found) {
        return found.isIsolated()
                ? "No other login can connect."
                : "Others have rights on it, or databases of the cluster are open: "
                        + String.join(", ", found.strangers()) + " " + String.join(", ", found.openDatabases());
    }

    private Findings runtime(Tenant tenant) {
        Optional<Release> release = machinery.releases().running(tenant.ref());
        if (!WITH_PROGRAMS.contains(tenant.status()) || release.isEmpty()) {
            return notWanted(ConditionType.RUNTIME, ConditionType.MEMORY_LIMITED);
        }
        if (FlyGround.has(tenant)) {
            return new FlyChecks(machinery.fly()).runtime(tenant, release.get());
        }
        List<Observed> found = machinery.runtime().observe(InstanceSelection.of(tenant.ref(), TenantPrograms.APP));
        List<String> down = List.of(TenantPrograms.API, TenantPrograms.MCP).stream()
                .filter(process -> !isUp(found, release.get(), process))
                .toList();
        var memory = machinery.runtime().capabilities().of(Capability.MEMORY_LIMITED);
        Finding running = down.isEmpty()
                ? is(
                        ConditionType.RUNTIME,
                        true,
                        AS_WANTED,
                        "Release " + release.get().number() + " runs.")
                : is(ConditionType.RUNTIME, false, "Down", "Not running: " + String.join(", ", down));
        return new Findings(
                List.of(running, is(ConditionType.MEMORY_LIMITED, memory.isTrue(), AS_WANTED, memory.reason())),
                repair(release.get(), found));
    }

    /// Proposes to start what does not come back by itself.
    private static List<Proposal> repair(Release release, List<Observed> found) {
        boolean isHelpless = Instances.PROCESSES.stream()
                .map(process -> TenantPrograms.name(release, process))
                .anyMatch(name -> found.stream()
                        .filter(instance -> instance.name().equals(name))
                        .allMatch(instance -> HELPLESS.contains(instance.state())));
        return isHelpless
                ? List.of(new Proposal(REPAIR, Json.object(), "a program of the tenant does not come back by itself"))
                : List.of();
    }

    private static boolean isUp(List<Observed> found, Release release, String process) {
        return found.stream()
                .anyMatch(instance -> instance.name().equals(TenantPrograms.name(release, process))
                        && instance.pid().isPresent()
                        && instance.state() != InstanceState.DISPLACED);
    }

    private Findings routed(Tenant tenant) {
        if (!SERVED.contains(tenant.status())) {
            return notWanted(ConditionType.ROUTED);
        }
        Optional<Release> release = machinery.releases().running(tenant.ref());
        if (FlyGround.has(tenant) && release.isPresent()) {
            return new FlyChecks(machinery.fly()).routed(release.get());
        }
        boolean isServed = List.of(TenantPrograms.API, TenantPrograms.MCP).stream()
                .allMatch(process -> machinery.router().figures(tenant.ref(), process).stream()
                        .anyMatch(ServerFigures::isUp));
        return Findings.of(is(
                ConditionType.ROUTED,
                isServed,
                AS_WANTED,
                isServed ? "The router reaches both programs." : "The router does not reach a program of the tenant."));
    }

    /// Proposes to destroy what was kept long enough, and is not held.
    private Findings retention(Tenant tenant) {
        boolean isOver = tenant.status() == TenantStatus.RETAINED
                && tenant.retainedUntil()
                        .filter(until -> until.isBefore(clock.instant()))
                        .isPresent()
                && new HoldStore(machinery.database()).find(tenant.ref()).isEmpty();
        return isOver
                ? new Findings(
                        List.of(), List.of(new Proposal("destroy", Json.object(), "the retention of its data is over")))
                : Findings.of();
    }

    /// Proposes to remove databases in clusters that the tenant has left, when they were kept long enough.
    private Findings leftDatabases(Tenant tenant) {
        boolean isOver = !new PlacementStore(machinery.database())
                .left(tenant.ref(), Duration.ZERO)
                .isEmpty();
        return isOver && WITH_DATA.contains(tenant.status())
                ? new Findings(
                        List.of(),
                        List.of(new Proposal(
                                MovePlans.REMOVAL, Json.object(), "the database that was left is not kept longer")))
                : Findings.of();
    }

    private static Findings notWanted(ConditionType... types) {
        return Findings.of(Arrays.stream(types)
                .map(type -> is(type, false, NOT_WANTED, "Nothing of it is wanted in this state."))
                .toArray(Finding[]::new));
    }

    private static Finding is(ConditionType type, boolean isTrue, String reason, String message) {
        String shown = isTrue || !reason.equals(AS_WANTED) ? reason : "NotAsWanted";
        return new Finding(type, isTrue ? Status.TRUE : Status.FALSE, shown, message);
    }

    /// The work of a check.
    private interface Look {
        Findings at(Tenant tenant);
    }

    private static TenantCheck check(Set<ConditionType> types, Look look) {
        return new TenantCheck() {
            @Override
            public Set<ConditionType> types() {
                return types;
            }

            @Override
            public Findings check(Tenant tenant) {
                return look.at(tenant);
            }
        };
    }
}
