package dev.toolbridge.launcher.command.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.launcher.admin.AdminText;
import dev.toolbridge.launcher.admin.ControlPlane;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Shows an operation, or does something with it.
@Command
final class OperationCommand implements Callable<Integer> {
    private final Action action;

    @Parameters(paramLabel = "ID", description = "The id of the operation.")
    private String id;

    @Mixin
    private AdminOption admin;

    @Mixin
    private WaitOption waiting;

    /// The work on an operation.
    private interface Action {
        int run(OperationCommand command, ControlPlane controlPlane) throws InterruptedException;
    }

    private OperationCommand(Action action) {
        this.action = action;
    }

    static Stream<CommandLine> all() {
        return Stream.of(
                new CommandLine(new OperationListCommand()),
                line("show", "Shows an operation and its steps.", OperationCommand::show),
                line("retry", "Lets a failed operation go on from its failed step.", OperationCommand::retry),
                line("cancel", "Takes an operation back.", OperationCommand::cancel),
                line("watch", "Shows the steps of an operation until its end.", OperationCommand::watch));
    }

    private static CommandLine line(String name, String description, Action action) {
        var line = new CommandLine(new OperationCommand(action));
        line.getCommandSpec().name(name).usageMessage().description(description);
        return line;
    }

    @Override
    public Integer call() throws InterruptedException {
        return action.run(this, admin.controlPlane());
    }

    private int show(ControlPlane controlPlane) {
        JsonNode operation = controlPlane.operation(id);
        admin.print(operation, () -> AdminText.operation(operation));
        return WaitOption.EXIT_DONE;
    }

    private int retry(ControlPlane controlPlane) throws InterruptedException {
        JsonNode operation = controlPlane.changeOperation(id, "retry");
        return waiting.end(
                admin, controlPlane, operation, operation.path("last_event").asLong());
    }

    /// An operation that was taken back has done what was asked.
    private int cancel(ControlPlane controlPlane) throws InterruptedException {
        JsonNode operation = controlPlane.changeOperation(id, "cancel");
        int status = waiting.end(
                admin, controlPlane, operation, operation.path("last_event").asLong());
        boolean isTakenBack = status == WaitOption.EXIT_FAILED
                && controlPlane.operation(id).path("status").asText().equals("cancelled");
        return isTakenBack ? WaitOption.EXIT_DONE : status;
    }

    private int watch(ControlPlane controlPlane) throws InterruptedException {
        return waiting.end(admin, controlPlane, controlPlane.operation(id), 0);
    }
}
