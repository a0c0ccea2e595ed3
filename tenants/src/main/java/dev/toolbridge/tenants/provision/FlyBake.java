package dev.toolbridge.tenants.provision;

import dev.toolbridge.tenants.operation.Hold;
import dev.toolbridge.tenants.operation.StepContext;
import dev.toolbridge.tenants.operation.StepOutcome;
import dev.toolbridge.tenants.operation.StepWork;
import dev.toolbridge.tenants.release.DeploymentInput;
import dev.toolbridge.tenants.release.Release;
import dev.toolbridge.tenants.runtime.Pause;
import java.time.Duration;
import java.time.Instant;

/// The time after the switch in which a release at Fly is watched while the one before still runs. Fly's proxy has no
/// figures for us, so that the release is judged by the checks of its machine. One that fails is taken back.
///
/// @param takeBack gives the requests to the release before, and ends the new one
record FlyBake(Machinery machinery, TenantSteps facts, FlyGround fly, StepWork takeBack) {
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final int MISSED_MAX = 3;
    private static final String WHAT = "the release after the switch";
    private static final String WHY = "the checks of its machine at Fly do not pass any more";

    StepOutcome run(StepContext context) throws Exception {
        Release release = machinery.releases().ofOperation(context.operation()).orElseThrow();
        if (release.status() == Release.Status.FAILED) {
            return takenBack(context, release);
        }
        Instant until = Bake.switchedAt(context)
                .plusSeconds(context.input().path(DeploymentInput.BAKE).asLong(DeploymentInput.BAKE_SECONDS));
        int missed = 0;
        while (Instant.now().isBefore(until) && missed < MISSED_MAX) {
            boolean isServed =
                    facts.tenant(context).suspended() || fly.runtime().traffic().isServed(FlyGround.instance(release));
            missed = isServed ? 0 : missed + 1;
            Hold.require();
            Pause.until(LOOK, () -> false);
        }
        return missed < MISSED_MAX ? Outcomes.done() : failed(context, release);
    }

    private StepOutcome failed(StepContext context, Release release) throws Exception {
        if (!context.input().path(DeploymentInput.AUTO_ROLLBACK).asBoolean(true)) {
            return Outcomes.refused(WHAT, WHY, Bake.REMEDY_BY_HAND);
        }
        machinery.releases().fail(release, WHY);
        return takenBack(context, release.failedFor(WHY));
    }

    private StepOutcome takenBack(StepContext context, Release release) throws Exception {
        StepOutcome stopped = takeBack.run(context);
        StepOutcome ended = stopped instanceof StepOutcome.Done ? facts.giveBack(release.tenant()) : stopped;
        return ended instanceof StepOutcome.Done ? Bake.refused(release) : ended;
    }
}
