package dev.toolbridge.launcher;

import dev.toolbridge.launcher.process.Command;
import dev.toolbridge.launcher.process.LoopbackPort;
import dev.toolbridge.launcher.process.Part;
import dev.toolbridge.launcher.process.PostgresServer;
import dev.toolbridge.launcher.process.ProgramServer;
import dev.toolbridge.launcher.process.ProgramTask;
import dev.toolbridge.launcher.workspace.Secrets;
import dev.toolbridge.postgres.EmbeddedPostgres;
import dev.toolbridge.postgres.EmbeddedPostgresConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// What a workspace consists of, in the order of starting.
record Parts(RunPlan plan) {

    List<Part> all() {
        var settings = new ProgramSettings(plan.ports(), plan.workspace());
        return List.of(
                database(),
                task("migrate", command(Program.MIGRATE, settings.migrate())),
                server(
                        "identity",
                        command(Program.IDENTITY, settings.identity()),
                        plan.ports().identityUrl()),
                server("api", command(Program.API, settings.api()), plan.ports().apiUrl()),
                server(
                        "sidecar",
                        command(Program.SIDECAR, settings.sidecar()),
                        plan.ports().mcpUrl()));
    }

    /// The database alone, to be started or only reached.
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
                        secrets.postgresPassword(),
                        secrets.ownerPassword(),
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

    private Part task(String name, Command command) {
        return new ProgramTask(name, command, plan.workspace().log(name));
    }

    private Part server(String name, Command command, String url) {
        return new ProgramServer(
                name, command, URI.create(url + "/readyz"), plan.workspace().log(name));
    }

    private Command command(Program program, Map<String, String> settings) {
        return new Command(plan.installation().commandLine(program), ProgramSettings.environment(settings));
    }
}
