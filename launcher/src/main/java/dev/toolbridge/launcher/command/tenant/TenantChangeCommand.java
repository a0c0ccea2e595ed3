package dev.toolbridge.launcher.command.tenant;

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
    private final Optional<Value> value;

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

    private TenantChangeCommand(Optional<Value> value) {
        this.value = value;
    }

    /// A member of a request.
    record Value(String name, String description) {}

    /// @param action the name of the command and of the change
    /// @param value a member of the request that may be given too
    static CommandLine line(String action, String description, Optional<Value> value) {
        var line = new CommandLine(new TenantChangeCommand(value));
        CommandSpec spec = line.getCommandSpec().name(action);
        spec.usageMessage().description(description);
        value.ifPresent(member -> spec.addOption(OptionSpec.builder("--" + member.name())
                .paramLabel("NAME")
                .type(String.class)
                .description(member.description())
                .build()));
        return line;
    }

    @Override
    public Integer call() throws InterruptedException {
        var body = TenantCommands.reason(reason);
        value.ifPresent(member -> {
            String given = spec.findOption("--" + member.name()).getValue();
            Optional.ofNullable(given).ifPresent(text -> body.put(member.name(), text));
        });
        ControlPlane controlPlane = admin.controlPlane();
        return waiting.end(admin, controlPlane, controlPlane.change(tenant, spec.name(), body), 0);
    }
}
