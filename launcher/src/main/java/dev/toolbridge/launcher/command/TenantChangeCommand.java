package dev.toolbridge.launcher.command;

import dev.toolbridge.launcher.admin.ControlPlane;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Starts a change of a tenant.
@Command
final class TenantChangeCommand implements Callable<Integer> {
    private final Optional<String> value;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "TENANT", description = "Its slug, id or reference.")
    private String tenant;

    @Option(names = "--reason", paramLabel = "TEXT", description = "The reason, for the audit log.")
    private String reason;

    @Mixin
    private AdminOption admin;

    @Mixin
    private WaitOption waiting;

    private TenantChangeCommand(Optional<String> value) {
        this.value = value;
    }

    /// @param action the name of the command and of the change
    /// @param value a member of the request that may be given too
    static CommandLine line(String action, String description, Optional<String> value) {
        var line = new CommandLine(new TenantChangeCommand(value));
        CommandSpec spec = line.getCommandSpec().name(action);
        spec.usageMessage().description(description);
        value.ifPresent(name -> spec.addOption(OptionSpec.builder("--" + name)
                .paramLabel("NAME")
                .type(String.class)
                .description("The " + name + " (default: that of new tenants).")
                .build()));
        return line;
    }

    @Override
    public Integer call() throws InterruptedException {
        var body = TenantCommands.reason(reason);
        value.ifPresent(name -> {
            String given = spec.findOption("--" + name).getValue();
            Optional.ofNullable(given).ifPresent(text -> body.put(name, text));
        });
        ControlPlane controlPlane = admin.controlPlane();
        return waiting.end(admin, controlPlane, controlPlane.change(tenant, spec.name(), body), 0);
    }
}
