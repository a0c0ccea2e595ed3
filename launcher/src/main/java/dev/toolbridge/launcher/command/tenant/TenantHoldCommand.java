package dev.toolbridge.launcher.command.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.launcher.admin.AdminText;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Holds the data of a tenant, or ends that.
@Command
final class TenantHoldCommand implements Runnable {
    private final boolean isHeld;

    @Parameters(paramLabel = "TENANT", description = "Its slug, id or reference.")
    private String tenant;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "The reason, for the audit log.")
    private String reason;

    @Mixin
    private AdminOption admin;

    private TenantHoldCommand(boolean isHeld) {
        this.isHeld = isHeld;
    }

    static Stream<CommandLine> all() {
        return Stream.of(
                line("hold", true, "Keeps the data of a tenant from being destroyed."),
                line("end-hold", false, "Ends a hold: the data is destroyed when its time is over."));
    }

    private static CommandLine line(String name, boolean isHeld, String description) {
        var line = new CommandLine(new TenantHoldCommand(isHeld));
        line.getCommandSpec().name(name).usageMessage().description(description);
        return line;
    }

    @Override
    public void run() {
        JsonNode changed = admin.controlPlane().hold(tenant, isHeld, reason);
        admin.print(changed, () -> AdminText.tenant(changed));
    }
}
