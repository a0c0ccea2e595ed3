package dev.toolbridge.launcher.command.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.launcher.admin.AdminText;
import dev.toolbridge.launcher.admin.ControlPlane;
import dev.toolbridge.launcher.admin.OperationEvents;
import dev.toolbridge.launcher.option.LifeConverter;
import dev.toolbridge.launcher.run.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/// The wait for the end of an operation, with a view of its steps.
final class WaitOption {
    static final int EXIT_DONE = 0;
    static final int EXIT_FAILED = 1;
    static final int EXIT_RUNNING = 3;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            defaultValue = "10m",
            converter = LifeConverter.class,
            description = "The longest wait for the end of the operation: 30s, 10m (default: 10m).")
    private Duration wait;

    @Option(names = "--no-wait", description = "Return when the operation was accepted.")
    private boolean isLeft;

    /// Shows an operation until its end.
    ///
    /// @param known the number of its last event that needs not be shown
    /// @return the exit status
    int end(AdminOption admin, ControlPlane controlPlane, JsonNode operation, long known) throws InterruptedException {
        JsonNode last = isLeft ? operation : watched(admin, controlPlane, operation, known);
        admin.print(last, () -> sentence(last));
        if (!OperationEvents.hasEnded(last)) {
            return EXIT_RUNNING;
        }
        return last.path("status").asText().equals("succeeded") ? EXIT_DONE : EXIT_FAILED;
    }

    private JsonNode watched(AdminOption admin, ControlPlane controlPlane, JsonNode operation, long known)
            throws InterruptedException {
        Consumer<JsonNode> view = admin.isJson() ? _ -> {} : new StepView();
        return new OperationEvents(controlPlane, view)
                .from(known)
                .follow(operation.path("id").asText(), wait);
    }

    private static String sentence(JsonNode operation) {
        String name =
                operation.path("kind").asText() + " " + operation.path("id").asText();
        String status = operation.path("status").asText();
        String why = operation.has("problem")
                ? AdminText.problem(operation).map(text -> ": " + text).orElse("")
                : "";
        return name + ": " + status + why + AdminText.effects(operation);
    }

    /// A line for each step that is over, and what is going on.
    private static final class StepView implements Consumer<JsonNode> {
        private Instant begun = Instant.EPOCH;

        @Override
        public void accept(JsonNode event) {
            String what = event.path("what").asText();
            Instant at = Instant.parse(event.path("at").asText());
            if (what.equals("step_started") || begun.equals(Instant.EPOCH)) {
                begun = at;
            }
            if (what.equals("step_started")) {
                Terminal.showForNow("  " + event.path("step").asText() + " …");
            } else {
                Terminal.sayInstead(AdminText.event(event, begun));
            }
        }
    }
}
