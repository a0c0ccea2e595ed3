package dev.toolbridge.launcher.command.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.launcher.admin.AdminText;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Lists tenants.
@Command(name = "list", description = "Lists the tenants, oldest first.")
final class TenantListCommand implements Runnable {

    @Option(names = "--status", paramLabel = "STATUS", description = "Only tenants in this state, like active.")
    private String status;

    @Mixin
    private AdminOption admin;

    @Override
    public void run() {
        JsonNode list = admin.controlPlane().tenants(Optional.ofNullable(status));
        admin.print(list, () -> AdminText.tenants(list));
    }
}
