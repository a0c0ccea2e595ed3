package dev.toolbridge.launcher.command.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.launcher.admin.DomainText;
import dev.toolbridge.launcher.admin.DomainsClient;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Adds, removes or checks a domain of a tenant.
@Command
final class TenantDomainCommand implements Runnable {
    private final Action action;

    @Parameters(index = "0", paramLabel = "TENANT", description = "Its slug, id or reference.")
    private String tenant;

    @Parameters(index = "1", paramLabel = "NAME", description = "The domain, like notes.acme.com.")
    private String name;

    @Mixin
    private AdminOption admin;

    /// The work on a domain.
    private interface Action {
        JsonNode run(DomainsClient domains, String name);
    }

    private TenantDomainCommand(Action action) {
        this.action = action;
    }

    static Stream<CommandLine> all() {
        return Stream.of(
                new CommandLine(new TenantDomainListCommand()),
                line("add-domain", "Adds a domain, and shows the DNS records to set.", DomainsClient::add),
                line("remove-domain", "Removes a domain and its certificate.", DomainsClient::remove),
                line("check-domain", "Looks at a domain now, and shows what was found.", DomainsClient::check),
                new CommandLine(new DomainCertificateCommand()));
    }

    private static CommandLine line(String name, String description, Action action) {
        var line = new CommandLine(new TenantDomainCommand(action));
        line.getCommandSpec().name(name).usageMessage().description(description);
        return line;
    }

    @Override
    public void run() {
        JsonNode domain = action.run(new DomainsClient(admin.controlPlane(), tenant), name);
        admin.print(domain, () -> DomainText.domain(domain));
    }
}
