package dev.toolbridge.launcher.command.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.launcher.admin.AdminText;
import dev.toolbridge.launcher.admin.ControlPlane;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Shows a rollout, or does something with it.
@Command
final class RolloutCommand implements Runnable {
    private final Action action;

    @Parameters(paramLabel = "ID", description = "The id of the rollout.")
    private String id;

    @Mixin
    private AdminOption admin;

    /// The work on a rollout.
    private interface Action {
        JsonNode run(ControlPlane controlPlane, String id);
    }

    private RolloutCommand(Action action) {
        this.action = action;
    }

    static Stream<CommandLine> all() {
        return Stream.of(
                new CommandLine(new RolloutStartCommand()),
                new CommandLine(new RolloutListCommand()),
                line("show", "Shows a rollout and its tenants.", ControlPlane::rollout),
                change("pause", "Begins no other tenant; deployments that run end."),
                change("resume", "Goes on, and tries tenants again that have failed."),
                change("cancel", "Ends a rollout; tenants that have the release keep it."));
    }

    private static CommandLine change(String name, String description) {
        return line(name, description, (controlPlane, id) -> controlPlane.changeRollout(id, name));
    }

    private static CommandLine line(String name, String description, Action action) {
        var line = new CommandLine(new RolloutCommand(action));
        line.getCommandSpec().name(name).usageMessage().description(description);
        return line;
    }

    @Override
    public void run() {
        JsonNode rollout = action.run(admin.controlPlane(), id);
        admin.print(rollout, () -> AdminText.rollout(rollout));
    }
}
