package dev.toolbridge.launcher.command.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Shows the certificate of a tenant's destruction.
@Command(name = "certificate", description = "Shows the certificate of a tenant's destruction; with --json, signed.")
final class TenantCertificateCommand implements Runnable {

    @Parameters(paramLabel = "TENANT", description = "Its slug, id or reference.")
    private String tenant;

    @Mixin
    private AdminOption admin;

    @Override
    public void run() {
        JsonNode shown = admin.controlPlane().certificate(tenant);
        admin.print(shown, () -> Json.text(shown.path("certificate")));
    }
}
