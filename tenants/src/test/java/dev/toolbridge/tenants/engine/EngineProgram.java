package dev.toolbridge.tenants.engine;

import dev.toolbridge.database.Database;
import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.operation.Catalogue;
import dev.toolbridge.tenants.operation.Hold;
import dev.toolbridge.tenants.operation.OperationKind;
import dev.toolbridge.tenants.operation.OperationPlan;
import dev.toolbridge.tenants.operation.Problem;
import dev.toolbridge.tenants.operation.Step;
import dev.toolbridge.tenants.operation.StepContext;
import dev.toolbridge.tenants.operation.StepOutcome;
import dev.toolbridge.tenants.store.TestPlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/// A control plane that has nothing but the engine, with steps whose effects are in an outside world.
final class EngineProgram {
    static final List<String> STEPS = List.of("one", "two", "three");
    static final List<String> POINTS = List.of("before", "looked", "called");
    static final List<OperationKind> KINDS =
            List.of(TestPlan.PROVISION, TestPlan.DEPLOY, TestPlan.SUSPEND, TestPlan.RESUME);

    private static final Duration ALLOWED = Duration.ofMinutes(5);
    private static final int CONNECTIONS = 4;

    /// Of an outside world that loses answers too.
    private static final int SLOWNESS_MAX_MS = 400;
    private static final Problem LOST_ANSWER =
            new Problem("The answer is lost.", "The line was cut.", "Nothing: it is tried again.");

    private final OutsideWorld outside;
    private final int lostPercent;

    private EngineProgram(OutsideWorld outside, int lostPercent) {
        this.outside = outside;
        this.lostPercent = lostPercent;
    }

    public static void main(String[] arguments) throws InterruptedException {
        Map<String, String> environment = System.getenv();
        var program = new EngineProgram(
                new OutsideWorld(url(environment, "OUTSIDE")), Integer.parseInt(environment.get("LOST_PERCENT")));
        Database control = Database.open(url(environment, "CONTROL"), CONNECTIONS, "engine");
        EnginePace pace = environment.get("PACE").equals("usual") ? EnginePace.USUAL : EngineWorld.QUICK;
        var engine = new Engine(
                control, new Catalogue(KINDS.stream().map(program::plan).toList()), pace);
        engine.start();
        new CountDownLatch(1).await();
    }

    private static DatabaseUrl url(Map<String, String> environment, String name) {
        return new DatabaseUrl(
                environment.get(name + "_JDBC"),
                environment.get(name + "_USER"),
                Optional.of(environment.get(name + "_PASSWORD")));
    }

    /// The plan to ask for, in a process that does not run it.
    static OperationPlan asked(OperationKind kind) {
        return new OperationPlan(kind, steps(kind).map(TestPlan::nothing).toList(), List.of(TestPlan.nothing("undo")));
    }

    private static Stream<String> steps(OperationKind kind) {
        return kind.place() == OperationKind.Place.BETWEEN ? Stream.of("one") : STEPS.stream();
    }

    private OperationPlan plan(OperationKind kind) {
        return new OperationPlan(
                kind,
                steps(kind)
                        .map(name -> new Step(name, 1, ALLOWED, context -> make(context, name)))
                        .toList(),
                List.of(new Step("undo", 1, ALLOWED, this::undo)));
    }

    private StepOutcome make(StepContext context, String step) throws Exception {
        point(step, "before");
        Optional<String> found = outside.find(context.label(), step);
        point(step, "looked");
        String id = found.isPresent() ? found.get() : made(context, step);
        point(step, "called");
        if (ThreadLocalRandom.current().nextInt(100) < lostPercent) {
            return new StepOutcome.Passing(LOST_ANSWER);
        }
        return new StepOutcome.Done(Json.object().put("external_id", id));
    }

    private String made(StepContext context, String step) {
        Hold.require();
        int slowness = lostPercent == 0 ? 0 : ThreadLocalRandom.current().nextInt(SLOWNESS_MAX_MS);
        return outside.make(context.label(), step, slowness);
    }

    private StepOutcome undo(StepContext context) throws Exception {
        point("undo", "before");
        outside.remove(context.label());
        point("undo", "called");
        return new StepOutcome.Done(Json.object());
    }

    /// Kills or freezes this process, if a test wants that here.
    private void point(String step, String point) throws Exception {
        Optional<String> signal = outside.take(step, point);
        if (signal.isPresent()) {
            new ProcessBuilder(
                            "kill",
                            "-" + signal.get(),
                            Long.toString(ProcessHandle.current().pid()))
                    .start()
                    .waitFor();
        }
    }
}
