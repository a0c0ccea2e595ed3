package dev.toolbridge.launcher.command.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.launcher.admin.AdminText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Lists rollouts.
@Command(name = "list", description = "Lists rollouts, newest first.")
final class RolloutListCommand implements Runnable {

    @Mixin
    private AdminOption admin;

    @Override
    public void run() {
        JsonNode list = admin.controlPlane().rollouts();
        admin.print(list, () -> AdminText.rollouts(list));
    }
}
