package dev.toolbridge.launcher.command.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.launcher.admin.AdminText;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Lists operations.
@Command(name = "list", description = "Lists operations, newest first.")
final class OperationListCommand implements Runnable {

    @Option(names = "--tenant", paramLabel = "TENANT", description = "Only operations of this tenant.")
    private String tenant;

    @Option(names = "--status", paramLabel = "STATUS", description = "Only operations in this state, like failed.")
    private String status;

    @Mixin
    private AdminOption admin;

    @Override
    public void run() {
        JsonNode list = admin.controlPlane().operations(Optional.ofNullable(tenant), Optional.ofNullable(status));
        admin.print(list, () -> AdminText.operations(list));
    }
}
