package dev.toolbridge.tenants.provision;

import dev.toolbridge.tenants.operation.Hold;
import dev.toolbridge.tenants.operation.StepContext;
import dev.toolbridge.tenants.operation.StepOutcome;
import dev.toolbridge.tenants.release.DeploymentInput;
import dev.toolbridge.tenants.release.Release;
import dev.toolbridge.tenants.release.TenantPrograms;
import dev.toolbridge.tenants.router.haproxy.RoutedServer;
import dev.toolbridge.tenants.runtime.Ensured;
import dev.toolbridge.tenants.runtime.InstanceOrder;
import dev.toolbridge.tenants.runtime.Label;
import dev.toolbridge.tenants.secret.rotation.TenantSecret;
import dev.toolbridge.tenants.tenant.Tenant;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// The steps that bring a release about: its programs start beside those of the release before, and get the requests
/// when they are ready.
record ReleaseSteps(Machinery machinery, TenantSteps facts, Instances instances, Bake bake) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);

    /// The release that an operation asks for, or the platform's present one.
    static String artefact(Machinery machinery, StepContext context) {
        return context.input()
                .path(DeploymentInput.ARTEFACT)
                .asText(machinery.platform().artefact());
    }

    /// Records the release that the operation brings about.
    StepOutcome begin(StepContext context) {
        return begun(context, artefact(machinery, context));
    }

    /// Records one that is like the release that ran last, whose schema the data has.
    StepOutcome beginLikeLast(StepContext context) {
        String artefact = machinery
                .releases()
                .running(context.tenant())
                .map(Release::artefact)
                .orElseGet(() -> artefact(machinery, context));
        return begun(context, artefact);
    }

    /// A tenant that was made before there was one of the secrets gets it with this release.
    private StepOutcome begun(StepContext context, String artefact) {
        if (!NAME.matcher(artefact).matches()
                || !Files.isDirectory(machinery.platform().release(artefact).resolve("bin"))) {
            return Outcomes.refused(
                    "the release " + (NAME.matcher(artefact).matches() ? artefact : "that was asked for"),
                    "there is no such folder among the releases",
                    "give the name of a folder of TENANTS_RELEASES");
        }
        StepOutcome complete = new FoundationSteps(machinery, facts).secrets(context);
        if (!(complete instanceof StepOutcome.Done)) {
            return complete;
        }
        Hold.require();
        Release release = machinery.releases().begin(context.tenant(), context.operation(), artefact);
        return Outcomes.done("release", Integer.toString(release.number()));
    }

    /// Keeps connections for two releases at a time.
    StepOutcome reserve(StepContext context) {
        return Outcomes.of(machinery
                .placements()
                .reserve(
                        facts.cluster(context.tenant()),
                        context.tenant(),
                        facts.need().deploying()));
    }

    /// Brings the database to the schema of the release, which serves the release before as well.
    StepOutcome migrate(StepContext context) {
        Release release = release(context);
        return Outcomes.of(machinery
                .placements()
                .migrate(
                        facts.cluster(context.tenant()),
                        context.tenant(),
                        machinery.platform().release(release.artefact())));
    }

    StepOutcome api(StepContext context) {
        return started(context, release(context), TenantPrograms.API);
    }

    StepOutcome mcp(StepContext context) {
        return started(context, release(context), TenantPrograms.MCP);
    }

    /// Lets the router know the programs without a request for them, and reads the figures before the switch.
    StepOutcome join(StepContext context) {
        Release release = release(context);
        Optional<Release> old = old(context);
        StepOutcome known = routed(new Share(release, Instances.DRAINING), old.map(Share::whole));
        return known instanceof StepOutcome.Done ? new StepOutcome.Done(bake.readings(release, old)) : known;
    }

    /// Gives the requests to the release; the sessions of the one before stay with it.
    StepOutcome route(StepContext context) {
        StepOutcome switched = routed(
                Share.whole(release(context)), old(context).map(before -> new Share(before, Instances.DRAINING)));
        return switched instanceof StepOutcome.Done ? new StepOutcome.Done(Bake.switchedNow()) : switched;
    }

    /// Gives the requests to the release, and no session stays with the one before.
    StepOutcome routeOnly(StepContext context) {
        return routed(Share.whole(release(context)), Optional.empty());
    }

    /// Starts the programs of the running release, which were stopped, and gives them the requests.
    StepOutcome startAgain(StepContext context) {
        Optional<Release> running = machinery.releases().running(context.tenant());
        if (running.isEmpty()) {
            return Outcomes.done();
        }
        for (String process : List.of(TenantPrograms.API, TenantPrograms.MCP)) {
            StepOutcome started = started(context, running.get(), process);
            if (!(started instanceof StepOutcome.Done)) {
                return started;
            }
        }
        return routed(Share.whole(running.get()), Optional.empty());
    }

    /// Makes the release the running one.
    StepOutcome promote(StepContext context) {
        machinery.releases().promote(release(context));
        return Outcomes.done();
    }

    /// Gives back the connections of the release before.
    StepOutcome giveBack(StepContext context) {
        return facts.giveBack(context.tenant());
    }

    /// The sidecar begins to start with the API: its own step waits for it.
    private StepOutcome started(StepContext context, Release release, String process) {
        if (process.equals(TenantPrograms.MCP)) {
            return mcp(context, release).map(this::started).orElseGet(ReleaseSteps::ended);
        }
        Tenant tenant = facts.tenant(context);
        machinery.quotas().write(tenant);
        InstanceOrder api = facts.programs(tenant)
                .api(release, label(context, process), facts.files(tenant, TenantSecret.Program.API));
        if (machinery.runtime().ensureInstance(api, Duration.ZERO) instanceof Ensured.Pending) {
            Hold.require();
            mcp(context, release).ifPresent(mcp -> machinery.runtime().ensureInstance(mcp, Duration.ZERO));
        }
        return started(api);
    }

    /// Empty if the API, which it calls, was ended.
    private Optional<InstanceOrder> mcp(StepContext context, Release release) {
        Tenant tenant = facts.tenant(context);
        return instances.server(release, TenantPrograms.API, Instances.WEIGHT).map(api -> facts.programs(tenant)
                .mcp(
                        release,
                        label(context, TenantPrograms.MCP),
                        facts.files(tenant, TenantSecret.Program.MCP),
                        api.address().toString()));
    }

    private StepOutcome started(InstanceOrder order) {
        return Outcomes.of(machinery.runtime().ensureInstance(order, READY_WITHIN), Instances.HTTP);
    }

    /// A release's share of the requests.
    private record Share(Release release, int weight) {

        static Share whole(Release release) {
            return new Share(release, Instances.WEIGHT);
        }

        Optional<RoutedServer> server(Instances instances, String process) {
            return instances.server(release, process, weight);
        }
    }

    private StepOutcome routed(Share share, Optional<Share> before) {
        for (String process : List.of(TenantPrograms.API, TenantPrograms.MCP)) {
            Optional<RoutedServer> server = share.server(instances, process);
            if (server.isEmpty()) {
                return ended();
            }
            var servers = new ArrayList<>(List.of(server.get()));
            before.flatMap(other -> other.server(instances, process)).ifPresent(servers::add);
            StepOutcome routed = instances.route(share.release().tenant(), process, servers);
            if (!(routed instanceof StepOutcome.Done)) {
                return routed;
            }
        }
        return Outcomes.done();
    }

    /// Another operation has ended the programs while this one had failed.
    private static StepOutcome ended() {
        return Outcomes.refused(
                "the programs of the release",
                "they were ended after the operation had failed",
                "cancel the operation, and deploy the release again");
    }

    private Release release(StepContext context) {
        return machinery
                .releases()
                .ofOperation(context.operation())
                .orElseThrow(() -> new IllegalStateException("the operation has no release yet"));
    }

    private Optional<Release> old(StepContext context) {
        return machinery.releases().running(context.tenant()).filter(release -> !release.operation()
                .equals(context.operation()));
    }

    /// The same for every run of a step.
    private static Label label(StepContext context, String process) {
        byte[] name = (context.operation() + "/" + process).getBytes(StandardCharsets.UTF_8);
        return new Label(context.tenant(), context.operation(), UUID.nameUUIDFromBytes(name));
    }
}
