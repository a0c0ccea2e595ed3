package dev.toolbridge.launcher.command.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.launcher.admin.DomainText;
import dev.toolbridge.launcher.admin.DomainsClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Lists the domains of a tenant.
@Command(name = "domains", description = "Lists the domains that a tenant brings, and the DNS records to set.")
final class TenantDomainListCommand implements Runnable {

    @Parameters(paramLabel = "TENANT", description = "Its slug, id or reference.")
    private String tenant;

    @Mixin
    private AdminOption admin;

    @Override
    public void run() {
        JsonNode list = new DomainsClient(admin.controlPlane(), tenant).list();
        admin.print(list, () -> DomainText.domains(list));
    }
}
