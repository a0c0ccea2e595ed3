package dev.toolbridge.launcher.command.tenant;

import dev.toolbridge.launcher.admin.ControlPlane;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Orders a tenant.
@Command(name = "create", description = "Makes a tenant: its organisation, database, secrets, programs and address.")
final class TenantCreateCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "The name that people read.")
    private String name;

    @Option(
            names = "--slug",
            paramLabel = "SLUG",
            description = "The name in addresses: small letters, digits, hyphens (default: made of the name).")
    private String slug;

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "An organisation of the identity provider (default: a new one).")
    private String id;

    @Option(names = "--plan", paramLabel = "PLAN", description = "The plan, which sets the quotas.")
    private String plan;

    @Option(
            names = "--admin",
            paramLabel = "E-MAIL",
            description = "An administrator to invite; may be given several times.")
    private List<String> admins = List.of();

    @Option(
            names = "--domain",
            paramLabel = "NAME",
            description = "A domain that the tenant brings; may be given several times.")
    private List<String> domains = List.of();

    @Option(names = "--reason", paramLabel = "TEXT", description = "The reason, for the audit log.")
    private String reason;

    @Mixin
    private AdminOption admin;

    @Mixin
    private WaitOption waiting;

    @Override
    public Integer call() throws InterruptedException {
        var order = TenantCommands.reason(reason).put("name", name);
        Optional.ofNullable(slug).ifPresent(text -> order.put("slug", text));
        Optional.ofNullable(id).ifPresent(text -> order.put("id", text));
        Optional.ofNullable(plan).ifPresent(text -> order.put("plan", text));
        if (!admins.isEmpty()) {
            admins.forEach(order.putArray("admins")::add);
        }
        if (!domains.isEmpty()) {
            domains.forEach(order.putArray("domains")::add);
        }
        ControlPlane controlPlane = admin.controlPlane();
        return waiting.end(admin, controlPlane, controlPlane.create(order), 0);
    }
}
