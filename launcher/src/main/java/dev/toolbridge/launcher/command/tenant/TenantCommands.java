package dev.toolbridge.launcher.command.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.launcher.program.Installation;
import dev.toolbridge.service.json.Json;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Groups of commands that talk to a control plane.
@Command
public final class TenantCommands implements Runnable {
    private static final Map<String, String> EXIT_STATUS = Map.of(
            "0", "done",
            "1", "failed or refused",
            "3", "the operation still runs");

    private static final TenantChangeCommand.Value RELEASE =
            new TenantChangeCommand.Value("release", "The release (default: that of new tenants).");
    private static final TenantChangeCommand.Value CLUSTER =
            new TenantChangeCommand.Value("cluster", "The cluster, as TENANTS_CLUSTERS names it.");

    @Spec
    private CommandSpec spec;

    private TenantCommands() {}

    /// `tenants`, `operations` and `rollouts`.
    public static Stream<CommandLine> all(Installation installation) {
        return Stream.of(
                group(
                        "tenants",
                        "Makes, shows, changes and ends tenants of a control plane.",
                        Stream.of(
                                        ofTenants(),
                                        TenantHoldCommand.all(),
                                        TenantDomainCommand.all(),
                                        OperatorCommand.all(installation),
                                        Stream.of(new CommandLine(new TenantAuditCommand(installation))))
                                .flatMap(Function.identity())),
                group("operations", "Shows what a control plane does, and has done.", OperationCommand.all()),
                group(
                        "rollouts",
                        "Brings a release to all tenants of a control plane, in waves.",
                        RolloutCommand.all()));
    }

    /// Tells if one of these commands was asked to answer in JSON.
    public static boolean isJson(CommandLine command) {
        return command.getParseResult().hasMatchedOption(AdminOption.JSON);
    }

    private static Stream<CommandLine> ofTenants() {
        return Stream.of(
                new CommandLine(new TenantCreateCommand()),
                new CommandLine(new TenantListCommand()),
                new CommandLine(new TenantShowCommand()),
                new CommandLine(new TenantUsageCommand()),
                TenantChangeCommand.line("suspend", "Refuses a tenant's users, and keeps its data.", Optional.empty()),
                TenantChangeCommand.line("resume", "Lets a suspended tenant's users in again.", Optional.empty()),
                TenantChangeCommand.line(
                        "deploy", "Runs a release in the place of the present one.", Optional.of(RELEASE)),
                TenantChangeCommand.line(
                        "rollback",
                        "Runs the newest earlier release that has run well, as a new one.",
                        Optional.empty()),
                TenantChangeCommand.line(
                        "migrate", "Moves a tenant's database to another cluster.", Optional.of(CLUSTER)),
                new CommandLine(new TenantRotateCommand()),
                new CommandLine(new TenantSecretsCommand()),
                TenantChangeCommand.line(
                        "export", "Writes all data of a tenant to the folder of exports.", Optional.empty()),
                new CommandLine(new TenantDeleteCommand()),
                new CommandLine(new TenantCertificateCommand()),
                TenantChangeCommand.line("restore", "Takes the end of a tenant back.", Optional.empty()));
    }

    private static CommandLine group(String name, String description, Stream<CommandLine> commands) {
        var line = new CommandLine(new TenantCommands());
        line.getCommandSpec().name(name).usageMessage().description(description);
        commands.forEach(command -> {
            command.getCommandSpec().mixinStandardHelpOptions(true);
            command.getCommandSpec()
                    .usageMessage()
                    .exitCodeListHeading("%nExit status:%n")
                    .exitCodeList(new TreeMap<>(EXIT_STATUS));
            line.addSubcommand(command);
        });
        return line;
    }

    /// The body of a request, with its reason if there is one.
    static ObjectNode reason(String reason) {
        var body = Json.object();
        Optional.ofNullable(reason).ifPresent(text -> body.put("reason", text));
        return body;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                spec.name() + " what? There are: "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
