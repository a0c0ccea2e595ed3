package dev.toolbridge.tenants.provision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.operation.Hold;
import dev.toolbridge.tenants.operation.StepContext;
import dev.toolbridge.tenants.operation.StepOutcome;
import dev.toolbridge.tenants.release.DeploymentInput;
import dev.toolbridge.tenants.release.Release;
import dev.toolbridge.tenants.release.TenantPrograms;
import dev.toolbridge.tenants.router.haproxy.ServerAddress;
import dev.toolbridge.tenants.runtime.Observed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The time after a switch in which the release before still runs: at a fault of the new one it has the requests back
/// at once, and the new one ends.
record Bake(Machinery machinery, TenantSteps facts, Instances instances, EndingSteps ending) {

    /// The name of the step whose result has the readings at the switch.
    static final String JOINED = "join";

    /// The name of the step whose result has the time of the switch.
    static final String SWITCHED = "route";

    private static final String AT = "at";
    private static final String BEFORE = "before";
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final String WHAT = "the release after the switch";
    private static final String REMEDY = "mend the release, and deploy it again; the release before goes on";
    static final String REMEDY_BY_HAND = "cancel takes the release back; retry looks at it again";

    /// The result of the switch.
    static ObjectNode switchedNow() {
        return Json.object().put(AT, Instant.now().toString());
    }

    static Instant switchedAt(StepContext context) {
        return Instant.parse(context.results().get(SWITCHED).path(AT).asText());
    }

    /// The readings of the new release and of the one before, at the switch.
    ObjectNode readings(Release release, Optional<Release> before) {
        var all = readings(release);
        before.map(this::readings).ifPresent(old -> all.set(BEFORE, old));
        return all;
    }

    private ObjectNode readings(Release release) {
        var all = Json.object();
        for (String process : Instances.PROCESSES) {
            reading(release, process).ifPresent(found -> all.set(process, found.json()));
        }
        return all;
    }

    private Optional<ProgramReading> reading(Release release, String process) {
        Optional<Observed> instance = instances.all(release.tenant()).stream()
                .filter(one -> one.name().equals(TenantPrograms.name(release, process)))
                .findFirst();
        return instance.flatMap(one -> {
            ServerAddress address = Instances.address(one);
            return machinery.router().figures(release.tenant(), process).stream()
                    .filter(figures -> figures.address().equals(address))
                    .map(figures -> ProgramReading.of(one, figures))
                    .findFirst();
        });
    }

    /// Watches the new release until its time is over.
    StepOutcome run(StepContext context) throws InterruptedException {
        Release release = machinery.releases().ofOperation(context.operation()).orElseThrow();
        if (release.status() == Release.Status.FAILED) {
            return takenBack(release);
        }
        List<BakeJudgement> judgements = judgements(context);
        Instant until = switchedAt(context)
                .plusSeconds(context.input().path(DeploymentInput.BAKE).asLong(DeploymentInput.BAKE_SECONDS));
        boolean isOver = judgements.isEmpty();
        while (!isOver) {
            isOver = !Instant.now().isBefore(until);
            Optional<String> fault = fault(release, judgements);
            if (fault.isPresent()) {
                return failed(context, release, fault.get());
            }
            Hold.require();
            Thread.sleep(PAUSE);
        }
        return Outcomes.done();
    }

    /// None if no release ran before.
    private static List<BakeJudgement> judgements(StepContext context) {
        JsonNode joined = context.results().get(JOINED);
        return Instances.PROCESSES.stream()
                .filter(process -> joined.path(BEFORE).has(process))
                .map(process -> new BakeJudgement(
                        process,
                        ProgramReading.of(joined.path(BEFORE).path(process)),
                        ProgramReading.of(joined.path(process))))
                .toList();
    }

    private Optional<String> fault(Release release, List<BakeJudgement> judgements) {
        return judgements.stream()
                .flatMap(judgement -> judgement.fault(reading(release, judgement.process())).stream())
                .findFirst();
    }

    private StepOutcome failed(StepContext context, Release release, String why) {
        if (!context.input().path(DeploymentInput.AUTO_ROLLBACK).asBoolean(true)) {
            return Outcomes.refused(WHAT, why, REMEDY_BY_HAND);
        }
        Hold.require();
        machinery.releases().fail(release, why);
        return takenBack(release.failedFor(why));
    }

    private StepOutcome takenBack(Release release) {
        StepOutcome stopped = ending.takeBack(release);
        StepOutcome ended = stopped instanceof StepOutcome.Done ? facts.giveBack(release.tenant()) : stopped;
        return ended instanceof StepOutcome.Done ? refused(release) : ended;
    }

    /// The end of a deployment whose release was taken back.
    static StepOutcome refused(Release release) {
        return Outcomes.refused(
                WHAT,
                release.failure().orElse("it was taken back") + ": the release before has the requests again",
                REMEDY);
    }
}
