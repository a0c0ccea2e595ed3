package dev.toolbridge.launcher.command.tenant;

import dev.toolbridge.launcher.admin.ControlPlane;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Starts the end of a tenant.
@Command(
        name = "delete",
        description = "Ends a tenant. Its data is kept for a while, in which `restore` takes that back.")
final class TenantDeleteCommand implements Callable<Integer> {

    @Parameters(paramLabel = "TENANT", description = "Its slug, id or reference.")
    private String tenant;

    @Option(names = "--confirm", paramLabel = "SLUG", required = true, description = "The tenant's slug, once more.")
    private String confirm;

    @Mixin
    private AdminOption admin;

    @Mixin
    private WaitOption waiting;

    @Override
    public Integer call() throws InterruptedException {
        ControlPlane controlPlane = admin.controlPlane();
        return waiting.end(admin, controlPlane, controlPlane.delete(tenant, confirm), 0);
    }
}
