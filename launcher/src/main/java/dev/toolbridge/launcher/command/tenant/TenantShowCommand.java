package dev.toolbridge.launcher.command.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.launcher.admin.AdminText;
import dev.toolbridge.launcher.admin.ControlPlane;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Shows a tenant.
@Command(name = "show", description = "Shows a tenant, its addresses, and the conditions that it is in.")
final class TenantShowCommand implements Runnable {

    @Parameters(paramLabel = "TENANT", description = "Its slug, id or reference.")
    private String tenant;

    @Mixin
    private AdminOption admin;

    @Override
    public void run() {
        ControlPlane controlPlane = admin.controlPlane();
        ObjectNode shown = controlPlane.tenant(tenant).deepCopy();
        shown.setAll((ObjectNode) controlPlane.addresses(tenant));
        admin.print(shown, () -> AdminText.tenant(shown));
    }
}
