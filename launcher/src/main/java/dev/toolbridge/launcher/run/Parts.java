package dev.toolbridge.launcher.run;

import dev.toolbridge.launcher.process.Command;
import dev.toolbridge.launcher.process.LoopbackPort;
import dev.toolbridge.launcher.process.MachineServer;
import dev.toolbridge.launcher.process.Part;
import dev.toolbridge.launcher.process.PostgresServer;
import dev.toolbridge.launcher.process.ProgramServer;
import dev.toolbridge.launcher.process.ProgramTask;
import dev.toolbridge.launcher.program.IdentityProgram;
import dev.toolbridge.launcher.program.Program;
import dev.toolbridge.launcher.program.ProgramSettings;
import dev.toolbridge.launcher.program.ServerProgram;
import dev.toolbridge.launcher.program.ServerPrograms;
import dev.toolbridge.launcher.program.TenantsProgram;
import dev.toolbridge.launcher.program.WorkspaceSettings;
import dev.toolbridge.launcher.workspace.SecretFile;
import dev.toolbridge.launcher.workspace.Secrets;
import dev.toolbridge.launcher.workspace.WorkspaceKind;
import dev.toolbridge.postgres.EmbeddedPostgres;
import dev.toolbridge.postgres.EmbeddedPostgresConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// The parts of a workspace, in the order of their start.
public record Parts(RunPlan plan) {
    /// The name of the migration, and of its log.
    private static final String MIGRATION = "migrate";

    /// The name of the task that prepares the server with the databases of tenants, and of its log.
    private static final String PREPARATION = "prepare";

    /// The name of the task that makes the developer an operator, and of its log.
    private static final String OPERATOR = "operator";

    /// Two programs of many tenants share this server.
    private static final int PLATFORM_CONNECTIONS = 200;

    /// The names of what runs once at a start.
    public static List<String> tasks(WorkspaceKind kind) {
        return switch (kind) {
            case WORKSPACE -> List.of(MIGRATION);
            case PLATFORM -> List.of(MIGRATION, PREPARATION, OPERATOR);
        };
    }

    List<Part> all() {
        WorkspaceKind kind = plan.workspace().kind();
        Stream<Part> tasks =
                switch (kind) {
                    case WORKSPACE -> Stream.of(migration());
                    case PLATFORM -> platform();
                };
        Stream<Part> servers = ServerPrograms.of(kind).inOrderOfStart().stream().map(this::server);
        return Stream.of(Stream.of(database()), tasks, servers)
                .flatMap(parts -> parts)
                .toList();
    }

    /// The cluster is prepared after the migration, which makes a role that keeps its right to connect.
    private Stream<Part> platform() {
        Secrets secrets = plan.workspace().secrets();
        var control = ProgramSettings.controlDatabase(secrets);
        String kept = EmbeddedPostgres.DATABASE + "=" + EmbeddedPostgres.OWNER + "+" + secrets.serverRole();
        String issuer = IdentityProgram.SERVER.url(plan.ports());
        return Stream.of(
                task(MIGRATION, command(Program.TENANTS_MIGRATE, control)),
                task(PREPARATION, command(Program.TENANTS_PREPARE, ProgramSettings.cluster(secrets, kept))),
                task(OPERATOR, command(Program.TENANTS_OPERATOR, control, "grant", issuer, DevelopmentToken.userId())));
    }

    /// The database alone: our own, which is started, or an external one, which is only reached.
    Part database() {
        return plan.externalDatabase()
                .<Part>map(owner -> new ExternalDatabase(owner, plan.workspace().secrets()))
                .orElseGet(this::postgres);
    }

    private Part postgres() {
        Secrets secrets = plan.workspace().secrets();
        Path folder = plan.workspace().postgres();
        OptionalInt last = EmbeddedPostgres.lastPort(folder);
        return new PostgresServer(
                sized(new EmbeddedPostgresConfig(
                        folder,
                        plan.workspace().log("postgres"),
                        mayKeep(last) ? 0 : LoopbackPort.anyBut(plan.ports().all()),
                        secrets.reveal(SecretFile.POSTGRES),
                        secrets.reveal(SecretFile.OWNER),
                        EmbeddedPostgresConfig.Durability.FULL)),
                started -> {
                    remember(started);
                    if (last.isPresent() && last.getAsInt() != started.port()) {
                        Terminal.say("  postgres  port " + last.getAsInt() + " is in use: it is at " + started.port());
                    }
                });
    }

    private EmbeddedPostgresConfig sized(EmbeddedPostgresConfig config) {
        return isPlatform() ? config.taking(PLATFORM_CONNECTIONS) : config;
    }

    private void remember(EmbeddedPostgres started) {
        Secrets secrets = plan.workspace().secrets();
        secrets.rememberDatabase(started.ownerUrl());
        if (isPlatform()) {
            secrets.rememberCluster(started.adminUrl());
        }
    }

    private boolean isPlatform() {
        return plan.workspace().kind() == WorkspaceKind.PLATFORM;
    }

    private boolean mayKeep(OptionalInt last) {
        return last.isPresent() && !plan.ports().all().contains(last.getAsInt());
    }

    private Part migration() {
        var settings = ProgramSettings.allRoles(plan.workspace().secrets());
        return task(MIGRATION, command(Program.MIGRATE, settings));
    }

    private Part task(String name, Command command) {
        return new ProgramTask(name, command, plan.workspace().log(name));
    }

    private Part server(ServerProgram server) {
        Path release = plan.installation().release();
        var settings = server.settings().apply(new WorkspaceSettings(plan.ports(), plan.workspace(), release));
        var program = new ProgramServer(
                server.name(),
                command(server.program(), settings),
                server.readiness(plan.ports()),
                plan.workspace().log(server.name()));
        return server.equals(TenantsProgram.SERVER)
                ? new MachineServer(program, Leftovers.machine(plan.workspace()))
                : program;
    }

    private Command command(Program program, Map<String, String> settings, String... arguments) {
        var line = new ArrayList<>(plan.installation().commandLine(program));
        line.addAll(List.of(arguments));
        return new Command(line, ProgramSettings.environment(settings));
    }
}
