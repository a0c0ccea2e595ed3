package dev.toolbridge.launcher.command.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.launcher.admin.AdminText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows what a tenant has used.
@Command(name = "usage", description = "Shows what a tenant has used, by hours, days or months (UTC).")
final class TenantUsageCommand implements Runnable {

    @Parameters(paramLabel = "TENANT", description = "Its slug, id or reference.")
    private String tenant;

    @Option(names = "--from", paramLabel = "TIME", description = "From this date or RFC 3339 time on.")
    private String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Before this time; else until now.")
    private String to;

    @Option(
            names = "--by",
            paramLabel = "PERIOD",
            defaultValue = "day",
            description = "hour, day or month (default: ${DEFAULT-VALUE}).")
    private String by;

    @Mixin
    private AdminOption admin;

    @Override
    public void run() {
        JsonNode usage = admin.controlPlane().usage(tenant, by, from, to);
        admin.print(usage, () -> AdminText.usage(usage));
    }
}
