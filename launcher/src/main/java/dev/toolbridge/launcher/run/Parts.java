package dev.toolbridge.launcher.run;

import dev.toolbridge.launcher.process.Command;
import dev.toolbridge.launcher.process.LoopbackPort;
import dev.toolbridge.launcher.process.Part;
import dev.toolbridge.launcher.process.PostgresServer;
import dev.toolbridge.launcher.process.ProgramServer;
import dev.toolbridge.launcher.process.ProgramTask;
import dev.toolbridge.launcher.program.Program;
import dev.toolbridge.launcher.program.ProgramSettings;
import dev.toolbridge.launcher.program.ServerProgram;
import dev.toolbridge.launcher.program.ServerPrograms;
import dev.toolbridge.launcher.program.WorkspaceSettings;
import dev.toolbridge.launcher.workspace.SecretFile;
import dev.toolbridge.launcher.workspace.Secrets;
import dev.toolbridge.postgres.EmbeddedPostgres;
import dev.toolbridge.postgres.EmbeddedPostgresConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// The parts of a workspace, in the order of their start.
public record Parts(RunPlan plan) {
    /// The name of the migration, and of its log.
    public static final String MIGRATION = "migrate";

    List<Part> all() {
        return Stream.concat(
                        Stream.of(database(), migration()),
                        ServerPrograms.inOrderOfStart().stream().map(this::server))
                .toList();
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
                new EmbeddedPostgresConfig(
                        folder,
                        plan.workspace().log("postgres"),
                        mayKeep(last) ? 0 : LoopbackPort.anyBut(plan.ports().all()),
                        secrets.reveal(SecretFile.POSTGRES),
                        secrets.reveal(SecretFile.OWNER),
                        EmbeddedPostgresConfig.Durability.FULL),
                started -> {
                    secrets.rememberDatabase(started.ownerUrl());
                    if (last.isPresent() && last.getAsInt() != started.port()) {
                        Terminal.say("  postgres  port " + last.getAsInt() + " is in use: it is at " + started.port());
                    }
                });
    }

    private boolean mayKeep(OptionalInt last) {
        return last.isPresent() && !plan.ports().all().contains(last.getAsInt());
    }

    private Part migration() {
        var settings = ProgramSettings.allRoles(plan.workspace().secrets());
        return new ProgramTask(
                MIGRATION, command(Program.MIGRATE, settings), plan.workspace().log(MIGRATION));
    }

    private Part server(ServerProgram server) {
        var settings = server.settings().apply(new WorkspaceSettings(plan.ports(), plan.workspace()));
        return new ProgramServer(
                server.name(),
                command(server.program(), settings),
                server.readiness(plan.ports()),
                plan.workspace().log(server.name()));
    }

    private Command command(Program program, Map<String, String> settings) {
        return new Command(plan.installation().commandLine(program), ProgramSettings.environment(settings));
    }
}
