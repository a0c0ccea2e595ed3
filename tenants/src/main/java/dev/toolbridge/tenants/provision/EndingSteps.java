package dev.toolbridge.tenants.provision;

import dev.toolbridge.tenants.operation.StepContext;
import dev.toolbridge.tenants.operation.StepOutcome;
import dev.toolbridge.tenants.release.Release;
import dev.toolbridge.tenants.router.haproxy.RoutedServer;
import dev.toolbridge.tenants.runtime.InstanceSelection;
import dev.toolbridge.tenants.runtime.Observed;
import dev.toolbridge.tenants.tenant.Tenant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The steps that end programs of a tenant: those of a release that was replaced or taken back, or all.
record EndingSteps(Machinery machinery, Instances instances) {
    /// Waits until the programs of other releases have no requests and sessions left, a minute at most, and ends them.
    StepOutcome endOthers(StepContext context) throws InterruptedException {
        Optional<Release> running = machinery.releases().running(context.tenant());
        return running.isPresent() ? keepOnly(running.get()) : Outcomes.done();
    }

    /// Ends the programs of other releases, which cannot serve any more.
    StepOutcome endOthersAtOnce(StepContext context) {
        Optional<Release> running = machinery.releases().running(context.tenant());
        return running.isPresent()
                ? instances.stop(instances.all(context.tenant()).stream()
                        .filter(instance ->
                                instance.name().release() != running.get().number())
                        .toList())
                : Outcomes.done();
    }

    /// Takes a release back that was not promoted: the one before has the requests again, then its programs end. One
    /// that was promoted stays, and the one before ends.
    StepOutcome takeBack(StepContext context) throws InterruptedException {
        Optional<Release> release = machinery.releases().ofOperation(context.operation());
        if (release.isEmpty()) {
            return Outcomes.done();
        }
        return release.get().status() == Release.Status.RUNNING ? keepOnly(release.get()) : takeBack(release.get());
    }

    /// Ends the programs of all releases; the running one stays the one to start again.
    StepOutcome stopAll(StepContext context) {
        return instances.stop(instances.all(context.tenant()));
    }

    /// Ends all programs of the tenant, and deletes their files.
    StepOutcome destroy(StepContext context) {
        machinery.quotas().remove(context.tenant());
        machinery.copies().remove(context.tenant());
        return Outcomes.of(machinery.runtime().destroy(InstanceSelection.of(context.tenant())));
    }

    /// Gives the requests to the release that runs, and ends the programs of another.
    StepOutcome takeBack(Release release) {
        Optional<Release> before = machinery.releases().running(release.tenant());
        for (String process : Instances.PROCESSES) {
            List<RoutedServer> servers =
                    before.flatMap(found -> instances.server(found, process, Instances.WEIGHT)).stream()
                            .toList();
            StepOutcome routed = instances.route(release.tenant(), process, servers);
            if (!(routed instanceof StepOutcome.Done)) {
                return routed;
            }
        }
        StepOutcome stopped = instances.stop(instances.all(release.tenant()).stream()
                .filter(instance -> instance.name().release() == release.number())
                .toList());
        if (stopped instanceof StepOutcome.Done) {
            machinery.releases().end(release, Release.Status.FAILED);
        }
        return stopped;
    }

    private StepOutcome keepOnly(Release release) throws InterruptedException {
        var drain = Drain.of(machinery.router(), release.tenant(), isSuspended(release.tenant()));
        List<Observed> others = instances.all(release.tenant()).stream()
                .filter(instance -> instance.name().release() != release.number())
                .toList();
        for (String process : Instances.PROCESSES) {
            Optional<RoutedServer> kept = instances.server(release, process, Instances.WEIGHT);
            if (kept.isEmpty()) {
                return Outcomes.passing("the program " + process, "it is not there");
            }
            drain.await(process, Instances.of(others, process));
            StepOutcome routed = instances.route(release.tenant(), process, List.of(kept.get()));
            if (!(routed instanceof StepOutcome.Done)) {
                return routed;
            }
        }
        return instances.stop(others);
    }

    private boolean isSuspended(UUID tenant) {
        return machinery.tenants().find(tenant).filter(Tenant::suspended).isPresent();
    }
}
