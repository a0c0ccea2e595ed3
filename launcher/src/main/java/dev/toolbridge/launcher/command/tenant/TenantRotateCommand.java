package dev.toolbridge.launcher.command.tenant;

import dev.toolbridge.launcher.admin.ControlPlane;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Rotates the secrets of a tenant.
@Command(
        name = "rotate-secrets",
        description = "Gives a tenant new secrets. Old ones are accepted as long as somebody may hold them.")
final class TenantRotateCommand implements Callable<Integer> {

    @Parameters(paramLabel = "TENANT", description = "Its slug, id or reference.")
    private String tenant;

    @Option(names = "--immediately", description = "End the old ones at once; the answer says what ends with them.")
    private boolean isImmediate;

    @Option(names = "--reason", paramLabel = "TEXT", description = "The reason, for the audit log.")
    private String reason;

    @Mixin
    private AdminOption admin;

    @Mixin
    private WaitOption waiting;

    @Override
    public Integer call() throws InterruptedException {
        var body = TenantCommands.reason(reason).put("immediately", isImmediate);
        ControlPlane controlPlane = admin.controlPlane();
        return waiting.end(admin, controlPlane, controlPlane.change(tenant, "rotate-secrets", body), 0);
    }
}
