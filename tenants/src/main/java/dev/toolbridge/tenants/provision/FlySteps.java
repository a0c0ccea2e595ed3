package dev.toolbridge.tenants.provision;

import dev.toolbridge.service.config.Secret;
import dev.toolbridge.tenants.operation.StepContext;
import dev.toolbridge.tenants.operation.StepOutcome;
import dev.toolbridge.tenants.operation.StepWork;
import dev.toolbridge.tenants.quota.QuotaFiles;
import dev.toolbridge.tenants.release.ProviderFacts;
import dev.toolbridge.tenants.release.Release;
import dev.toolbridge.tenants.release.TenantFacts;
import dev.toolbridge.tenants.release.TenantPrograms;
import dev.toolbridge.tenants.runtime.InstanceOrder;
import dev.toolbridge.tenants.runtime.InstanceSelection;
import dev.toolbridge.tenants.runtime.Label;
import dev.toolbridge.tenants.runtime.Observed;
import dev.toolbridge.tenants.runtime.Pause;
import dev.toolbridge.tenants.runtime.RefusedOrder;
import dev.toolbridge.tenants.runtime.RuntimeUnavailable;
import dev.toolbridge.tenants.runtime.Stopped;
import dev.toolbridge.tenants.secret.rotation.TenantSecret;
import dev.toolbridge.tenants.tenant.Tenant;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The steps that are others for a tenant at Fly. Its instance is a container with both programs, and Fly's proxy is
/// its router: a machine gets requests when it is taken in, and none when it is taken out.
record FlySteps(Machinery machinery, TenantSteps facts, FlyGround fly, Trial trial) {
    private static final Duration READY_WITHIN = Duration.ofSeconds(90);
    /// The setting whose file has the quotas; a machine gets it with its secrets.
    private static final String QUOTA = "QUOTA";

    private static final String WHAT = "the tenant's machines at Fly";

    /// The work of each of these steps, by its name in the plans.
    Map<String, StepWork> works() {
        var works = new HashMap<String, StepWork>();
        works.put("address", this::address);
        works.put("api", context -> started(context, release(context)));
        works.put("mcp", _ -> Outcomes.done());
        works.put(Bake.SWITCHED, this::route);
        works.put("trial", this::tried);
        works.put(Bake.JOINED, _ -> Outcomes.done());
        works.put("bake", new FlyBake(machinery, facts, fly, this::takeBack)::run);
        works.put("end_old", this::endOthers);
        works.put("take_back", this::takeBack);
        works.put("stop", context -> stopped(all(context.tenant())));
        works.put("stop_again", context -> stopped(all(context.tenant())));
        works.put("start_again", this::startAgain);
        works.put("remove_address", _ -> Outcomes.done());
        works.put(
                "remove_programs",
                context -> Outcomes.of(fly.runtime().destroy(InstanceSelection.of(context.tenant()))));
        works.put("refuse", this::refuse);
        works.put("refuse_again", this::refuse);
        works.put("admit", this::admit);
        works.put("admit_again", context -> isSuspended(context) ? Outcomes.done() : admit(context));
        works.replaceAll((_, work) -> context -> answered(work, context));
        return RotationPlans.withAsides(works);
    }

    private static StepOutcome answered(StepWork work, StepContext context) throws Exception {
        try {
            return work.run(context);
        } catch (RuntimeUnavailable unavailable) {
            return Outcomes.passing(WHAT, unavailable.getMessage());
        } catch (RefusedOrder refused) {
            return Outcomes.refused(WHAT, refused.getMessage(), "mend what it says, then retry");
        }
    }

    /// Makes the app, whose name is the tenant's host. Nothing answers there yet.
    private StepOutcome address(StepContext context) {
        fly.runtime().traffic().open(context.tenant(), TenantPrograms.APP);
        return Outcomes.done("external_id", facts.address(facts.tenant(context)).base());
    }

    private StepOutcome started(StepContext context, Release release) {
        return Outcomes.of(fly.runtime().ensureInstance(order(context, release), READY_WITHIN), Instances.HTTP);
    }

    private InstanceOrder order(StepContext context, Release release) {
        Tenant tenant = facts.tenant(context);
        TenantPrograms here = facts.programs(tenant);
        TenantFacts known = here.tenant();
        var provider =
                new ProviderFacts(here.provider().issuer(), here.provider().keys(), fly.members());
        return new TenantPrograms(known, provider, here.pool()).container(release, label(context), files(tenant));
    }

    private Map<String, Secret> files(Tenant tenant) {
        var files = new HashMap<>(facts.files(tenant, TenantSecret.Program.MCP));
        files.putAll(facts.files(tenant, TenantSecret.Program.API));
        files.put(QUOTA, new Secret(QuotaFiles.text(tenant)));
        files.computeIfPresent(TenantSteps.DATABASE, (_, url) -> fly.database(url));
        return files;
    }

    /// Gives the requests to the release. Nothing gets any while the tenant is suspended, also if it was meanwhile.
    private StepOutcome route(StepContext context) {
        StepOutcome switched = given(context, release(context));
        return switched instanceof StepOutcome.Done ? new StepOutcome.Done(Bake.switchedNow()) : switched;
    }

    private StepOutcome given(StepContext context, Release release) {
        if (isSuspended(context)) {
            return refuse(context);
        }
        if (!fly.runtime().traffic().give(FlyGround.instance(release), READY_WITHIN)) {
            return Outcomes.refused(
                    WHAT,
                    "they were ended after the operation had failed",
                    "cancel the operation, and deploy the release again");
        }
        return isSuspended(context) ? refuse(context) : Outcomes.done();
    }

    /// Before the release gets requests, its checks are its trial.
    private StepOutcome tried(StepContext context) {
        return fly.runtime().traffic().isServed(FlyGround.instance(release(context)))
                ? trial.run(context)
                : Outcomes.done();
    }

    private StepOutcome endOthers(StepContext context) {
        return running(context).map(this::keepOnly).orElseGet(Outcomes::done);
    }

    /// The others get no new requests any more; those that they have, they may end.
    private StepOutcome keepOnly(Release release) {
        List<Observed> others = all(release.tenant()).stream()
                .filter(instance -> instance.name().release() != release.number())
                .toList();
        if (!others.isEmpty()) {
            Pause.until(fly.runtime().traffic().drain(), () -> false);
        }
        return stopped(others);
    }

    /// Gives the requests back to the release before, and only then ends the one that is taken back.
    private StepOutcome takeBack(StepContext context) {
        Optional<Release> release = machinery.releases().ofOperation(context.operation());
        if (release.isEmpty()) {
            return Outcomes.done();
        }
        if (release.get().status() == Release.Status.RUNNING) {
            return keepOnly(release.get());
        }
        StepOutcome before = running(context)
                .filter(running -> isThere(running))
                .map(running -> given(context, running))
                .orElseGet(Outcomes::done);
        StepOutcome stopped = before instanceof StepOutcome.Done
                ? stopped(all(context.tenant()).stream()
                        .filter(instance ->
                                instance.name().release() == release.get().number())
                        .toList())
                : before;
        if (stopped instanceof StepOutcome.Done) {
            machinery.releases().end(release.get(), Release.Status.FAILED);
        }
        return stopped;
    }

    private StepOutcome startAgain(StepContext context) {
        Optional<Release> running = running(context);
        if (running.isEmpty()) {
            return Outcomes.done();
        }
        StepOutcome started = started(context, running.get());
        return started instanceof StepOutcome.Done ? given(context, running.get()) : started;
    }

    private StepOutcome refuse(StepContext context) {
        fly.runtime().traffic().refuse(context.tenant(), TenantPrograms.APP);
        return Outcomes.done();
    }

    /// Gives the requests to the release that ran last, unless the operation brings another one about.
    private StepOutcome admit(StepContext context) {
        boolean isReplaced =
                machinery.releases().ofOperation(context.operation()).isPresent();
        Optional<Release> running = running(context);
        if (isReplaced || running.isEmpty()) {
            return Outcomes.done();
        }
        return fly.runtime().traffic().give(FlyGround.instance(running.get()), READY_WITHIN)
                ? Outcomes.done()
                : Outcomes.passing(WHAT, "the machine of the release is not there");
    }

    private boolean isThere(Release release) {
        return all(release.tenant()).stream()
                .anyMatch(instance -> instance.name().equals(FlyGround.instance(release)));
    }

    private boolean isSuspended(StepContext context) {
        return facts.tenant(context).suspended();
    }

    private List<Observed> all(UUID tenant) {
        return fly.runtime().observe(InstanceSelection.of(tenant, TenantPrograms.APP));
    }

    private StepOutcome stopped(List<Observed> instances) {
        for (Observed instance : instances) {
            Stopped stopped = fly.runtime().ensureStopped(instance.name());
            if (stopped instanceof Stopped.Remaining) {
                return Outcomes.of(stopped);
            }
        }
        return Outcomes.done();
    }

    private Optional<Release> running(StepContext context) {
        return machinery.releases().running(context.tenant());
    }

    private Release release(StepContext context) {
        return machinery
                .releases()
                .ofOperation(context.operation())
                .orElseThrow(() -> new IllegalStateException("the operation has no release yet"));
    }

    /// The same for every run of a step.
    private static Label label(StepContext context) {
        byte[] name = (context.operation() + "/" + TenantPrograms.CONTAINER).getBytes(StandardCharsets.UTF_8);
        return new Label(context.tenant(), context.operation(), UUID.nameUUIDFromBytes(name));
    }
}
