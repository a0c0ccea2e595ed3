package dev.toolbridge.tenants.engine;

import dev.toolbridge.tenants.operation.Hold;
import dev.toolbridge.tenants.operation.Problem;
import dev.toolbridge.tenants.operation.Step;
import dev.toolbridge.tenants.operation.StepContext;
import dev.toolbridge.tenants.operation.StepOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One run of a step, on a thread of its own, which is interrupted at the deadline.
final class StepRun {
    private static final Logger LOG = LoggerFactory.getLogger(StepRun.class);

    /// The time that an interrupted step has to end.
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Step step;
    private final StepContext context;

    StepRun(Step step, StepContext context) {
        this.step = step;
        this.context = context;
    }

    /// The outcome of the work; a passing fault if it threw an exception or took too long.
    StepOutcome outcome(Heartbeat heartbeat) throws InterruptedException {
        var task = new FutureTask<>(
                () -> Hold.during(heartbeat::isHeld, () -> step.work().run(context)));
        Thread thread = Thread.ofVirtual()
                .name(step.name() + " of " + context.operation())
                .unstarted(task);
        thread.start();
        heartbeat.watch(thread);
        try {
            long rest = Duration.between(Instant.now(), context.deadline()).toMillis();
            return task.get(Math.max(rest, 1), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            task.cancel(true);
            await(thread);
            return new StepOutcome.Passing(new Problem(
                    "The step " + step.name() + " was interrupted.",
                    "It did not end in its time.",
                    "Look at what it talks to, then retry the operation."));
        } catch (ExecutionException failed) {
            return new StepOutcome.Passing(unexpected(failed.getCause()));
        } finally {
            heartbeat.unwatch();
        }
    }

    private void await(Thread thread) throws InterruptedException {
        if (!thread.join(GRACE)) {
            LOG.atError()
                    .addKeyValue("operation", context.operation())
                    .addKeyValue("step", step.name())
                    .log("a step ignores that it was interrupted");
        }
    }

    /// The exception's own words may hold secrets: they are for the log only, which removes those.
    private Problem unexpected(Throwable failure) {
        if (failure instanceof Hold.Over) {
            return new Problem(
                    "The step " + step.name() + " ended early.",
                    "The right to go on was over.",
                    "Nothing: another try follows.");
        }
        LOG.atWarn()
                .addKeyValue("operation", context.operation())
                .addKeyValue("step", step.name())
                .setCause(failure)
                .log("a step failed unexpectedly");
        return new Problem(
                "The step " + step.name() + " failed unexpectedly.",
                "It met a " + failure.getClass().getSimpleName() + ".",
                "Look for the operation's id in the log, then retry the operation.");
    }
}
