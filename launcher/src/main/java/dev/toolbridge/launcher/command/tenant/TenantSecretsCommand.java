package dev.toolbridge.launcher.command.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.launcher.admin.AdminText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Shows the versions of a tenant's secrets.
@Command(name = "secrets", description = "Shows the names, versions and ages of a tenant's secrets, never a value.")
final class TenantSecretsCommand implements Runnable {

    @Parameters(paramLabel = "TENANT", description = "Its slug, id or reference.")
    private String tenant;

    @Mixin
    private AdminOption admin;

    @Override
    public void run() {
        JsonNode shown = admin.controlPlane().secrets(tenant);
        admin.print(shown, () -> AdminText.secrets(shown));
    }
}
