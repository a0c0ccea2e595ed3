package dev.toolbridge.tenants.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.tenants.operation.StepContext;
import dev.toolbridge.tenants.operation.StepOutcome;
import dev.toolbridge.tenants.release.Release;
import dev.toolbridge.tenants.release.TenantPrograms;
import dev.toolbridge.tenants.router.DrainOutcome;
import dev.toolbridge.tenants.router.haproxy.RoutedServer;
import dev.toolbridge.tenants.router.haproxy.ServerAddress;
import dev.toolbridge.tenants.runtime.InstanceOrder;
import dev.toolbridge.tenants.runtime.InstanceSelection;
import dev.toolbridge.tenants.runtime.Label;
import dev.toolbridge.tenants.runtime.Observed;
import dev.toolbridge.tenants.runtime.Stopped;
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

/// The steps that bring a release about: its programs start beside those of the release before, get the requests when
/// they are ready, and the old ones end when they have none left.
record ReleaseSteps(Machinery machinery, TenantSteps facts) {
    static final String ARTEFACT = "artefact";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final Duration DRAIN_MAX = Duration.ofSeconds(60);
    private static final int WEIGHT = 100;
    private static final int DRAINING = 0;
    private static final String HTTP = "http";

    /// The release that an operation asks for, or the platform's present one.
    static String artefact(Machinery machinery, StepContext context) {
        return context.input().path(ARTEFACT).asText(machinery.platform().artefact());
    }

    /// Records the release that the operation brings about.
    StepOutcome begin(StepContext context) {
        String artefact = artefact(machinery, context);
        if (!NAME.matcher(artefact).matches()
                || !Files.isDirectory(machinery.platform().release(artefact).resolve("bin"))) {
            return Outcomes.refused(
                    "the release " + (NAME.matcher(artefact).matches() ? artefact : "that was asked for"),
                    "there is no such folder among the releases",
                    "give the name of a folder of TENANTS_RELEASES");
        }
        Release release = machinery.releases().begin(context.tenant(), context.operation(), artefact);
        return Outcomes.done("release", Integer.toString(release.number()));
    }

    /// Keeps connections for two releases at a time.
    StepOutcome reserve(StepContext context) {
        return Outcomes.of(machinery
                .placements()
                .reserve(
                        machinery.platform().cluster(),
                        context.tenant(),
                        facts.need().deploying()));
    }

    /// Brings the database to the schema of the release, which serves the release before as well.
    StepOutcome migrate(StepContext context) {
        Release release = release(context);
        return Outcomes.of(machinery
                .placements()
                .migrate(
                        machinery.platform().cluster(),
                        context.tenant(),
                        machinery.platform().release(release.artefact())));
    }

    StepOutcome api(StepContext context) {
        Tenant tenant = facts.tenant(context);
        Release release = release(context);
        return started(facts.programs(tenant)
                .api(release, label(context, TenantPrograms.API), facts.files(tenant, TenantSecret.Program.API)));
    }

    StepOutcome mcp(StepContext context) {
        Tenant tenant = facts.tenant(context);
        Release release = release(context);
        String api = address(context, TenantPrograms.API);
        return started(facts.programs(tenant)
                .mcp(release, label(context, TenantPrograms.MCP), facts.files(tenant, TenantSecret.Program.MCP), api));
    }

    /// Gives the requests to the release; the sessions of the one before stay with it.
    StepOutcome route(StepContext context) {
        for (String process : List.of(TenantPrograms.API, TenantPrograms.MCP)) {
            var servers = new ArrayList<RoutedServer>();
            servers.add(server(address(context, process), WEIGHT, release(context)));
            old(context)
                    .flatMap(before -> running(before, process).map(found -> server(found, DRAINING, before)))
                    .ifPresent(servers::add);
            StepOutcome routed = Outcomes.of(machinery.router().setServers(context.tenant(), process, servers));
            if (!(routed instanceof StepOutcome.Done)) {
                return routed;
            }
        }
        return Outcomes.done();
    }

    /// Makes the release the running one.
    StepOutcome promote(StepContext context) {
        Optional<Release> before = old(context);
        machinery.releases().promote(release(context));
        return Outcomes.done(
                "replaces",
                before.map(found -> Integer.toString(found.number())).orElse(""));
    }

    /// Waits until the release before has no requests left, a minute at most, and ends it.
    StepOutcome endOld(StepContext context) {
        String replaced = context.results().get("promote").path("replaces").asText();
        if (replaced.isEmpty()) {
            return Outcomes.done();
        }
        Optional<Release> before = machinery.releases().all(context.tenant(), Integer.MAX_VALUE).stream()
                .filter(release -> Integer.toString(release.number()).equals(replaced))
                .findFirst();
        return before.map(release -> ended(context, release)).orElseGet(Outcomes::done);
    }

    /// Gives back the connections of the release before.
    StepOutcome giveBack(StepContext context) {
        return Outcomes.of(machinery
                .placements()
                .reserve(
                        machinery.platform().cluster(),
                        context.tenant(),
                        facts.need().running()));
    }

    /// Takes a release back that was not promoted: the one before has the requests again, then its programs end.
    StepOutcome takeBack(StepContext context) {
        Optional<Release> release = machinery.releases().ofOperation(context.operation());
        if (release.isEmpty() || release.get().status() == Release.Status.RUNNING) {
            return Outcomes.done();
        }
        Optional<Release> before = machinery.releases().running(context.tenant());
        for (String process : List.of(TenantPrograms.API, TenantPrograms.MCP)) {
            List<RoutedServer> servers =
                    before
                            .flatMap(found -> running(found, process).map(address -> server(address, WEIGHT, found)))
                            .stream()
                            .toList();
            StepOutcome routed = Outcomes.of(machinery.router().setServers(context.tenant(), process, servers));
            if (!(routed instanceof StepOutcome.Done)) {
                return routed;
            }
        }
        StepOutcome stopped = stopped(release.get());
        if (stopped instanceof StepOutcome.Done) {
            machinery.releases().end(release.get(), Release.Status.FAILED);
        }
        return stopped;
    }

    /// Ends all programs of the tenant, and deletes their files.
    StepOutcome destroy(StepContext context) {
        return Outcomes.of(machinery.runtime().destroy(InstanceSelection.of(context.tenant())));
    }

    /// Ends the programs of the running release, which stays the one to start again.
    StepOutcome stopRunning(StepContext context) {
        return machinery.releases().running(context.tenant()).map(this::stopped).orElseGet(Outcomes::done);
    }

    private StepOutcome started(InstanceOrder order) {
        return Outcomes.of(machinery.runtime().ensureInstance(order, READY_WITHIN), HTTP);
    }

    private StepOutcome ended(StepContext context, Release before) {
        for (String process : List.of(TenantPrograms.MCP, TenantPrograms.API)) {
            Optional<String> address = running(before, process);
            if (address.isPresent()) {
                DrainOutcome drained =
                        machinery.router().drain(context.tenant(), process, parsed(address.get()), DRAIN_MAX);
                StepOutcome routed = Outcomes.of(machinery
                        .router()
                        .setServers(
                                context.tenant(),
                                process,
                                List.of(server(address(context, process), WEIGHT, release(context)))));
                if (drained instanceof DrainOutcome.Refused || !(routed instanceof StepOutcome.Done)) {
                    return routed;
                }
            }
        }
        return stopped(before);
    }

    private StepOutcome stopped(Release release) {
        for (String process : List.of(TenantPrograms.MCP, TenantPrograms.API)) {
            Stopped stopped = machinery.runtime().ensureStopped(TenantPrograms.name(release, process));
            if (stopped instanceof Stopped.Remaining) {
                return Outcomes.of(stopped);
            }
        }
        return Outcomes.done();
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

    /// The address of a program of a release that runs.
    private Optional<String> running(Release release, String process) {
        return machinery.runtime().observe(InstanceSelection.of(release.tenant(), TenantPrograms.APP)).stream()
                .filter(instance -> instance.name().equals(TenantPrograms.name(release, process)))
                .filter(ReleaseSteps::isUp)
                .map(instance -> Outcomes.address(instance, HTTP))
                .findFirst();
    }

    private static boolean isUp(Observed instance) {
        return instance.pid().isPresent();
    }

    private static String address(StepContext context, String process) {
        ObjectNode started = context.results().get(process);
        return started.path("address").asText();
    }

    private static RoutedServer server(String address, int weight, Release release) {
        return new RoutedServer(parsed(address), weight, Optional.of(TenantPrograms.replica(release)));
    }

    private static ServerAddress parsed(String address) {
        int colon = address.lastIndexOf(':');
        return new ServerAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
    }

    /// The same for every run of a step.
    private static Label label(StepContext context, String process) {
        byte[] name = (context.operation() + "/" + process).getBytes(StandardCharsets.UTF_8);
        return new Label(context.tenant(), context.operation(), UUID.nameUUIDFromBytes(name));
    }
}
