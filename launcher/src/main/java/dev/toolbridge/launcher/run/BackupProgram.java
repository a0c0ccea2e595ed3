package dev.toolbridge.launcher.run;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.launcher.process.Part;
import dev.toolbridge.launcher.process.Server;
import dev.toolbridge.launcher.process.Task;
import dev.toolbridge.launcher.program.IdentityProgram;
import dev.toolbridge.launcher.program.Installation;
import dev.toolbridge.launcher.program.Program;
import dev.toolbridge.launcher.program.ProgramSettings;
import dev.toolbridge.launcher.program.ServerPrograms;
import dev.toolbridge.launcher.workspace.Ports;
import dev.toolbridge.launcher.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The program that backs up, restores and verifies; it reports its result itself.
public record BackupProgram(Installation installation) {

    /// Takes a backup of a workspace, running or stopped.
    ///
    /// @return the exit status
    public int backup(Workspace workspace, Path folder) throws IOException, InterruptedException {
        var lock = workspace.tryLock();
        if (lock.isEmpty()) {
            return run("backup", folder, settings(workspace));
        }
        try (var _ = lock.get()) {
            Optional<DatabaseUrl> external = ExternalDatabase.fromEnvironment();
            if (external.isEmpty() && !Files.exists(workspace.postgres())) {
                throw new LaunchFailure("the workspace " + workspace.folder()
                        + " has no database of its own: set DATABASE_URL as for `up`");
            }
            return onDatabaseAlone("backup", folder, workspace, external);
        }
    }

    /// Fills an empty workspace, which is stopped afterwards.
    ///
    /// @return the exit status
    public int restore(Workspace workspace, Path folder) throws IOException, InterruptedException {
        var lock = workspace.create().tryLock();
        if (lock.isEmpty()) {
            throw new LaunchFailure("the workspace " + workspace.folder()
                    + " runs: restore into another folder with --data, or end it with `down`");
        }
        try (var _ = lock.get()) {
            return onDatabaseAlone("restore", folder, workspace, ExternalDatabase.fromEnvironment());
        }
    }

    /// Reads a backup, or the archive of a space, and compares it with its hashes.
    ///
    /// @return the exit status
    public int verify(Path path) throws IOException, InterruptedException {
        return Files.isRegularFile(path)
                ? new ForegroundProgram(installation, Program.ARCHIVE).run(Map.of(), List.of("verify", path.toString()))
                : run("verify", path, Map.of());
    }

    private int onDatabaseAlone(String command, Path folder, Workspace workspace, Optional<DatabaseUrl> external)
            throws IOException, InterruptedException {
        Leftovers.end(workspace);
        Ports ports = new AskedPorts(Map.of())
                .choose(
                        Map.of(
                                IdentityProgram.SERVER.port().name(),
                                workspace.identityPort().known()),
                        ServerPrograms.of(workspace.kind()));
        Part database = new Parts(new RunPlan(installation, workspace, ports, external)).database();
        try {
            start(database);
            return run(command, folder, settings(workspace));
        } finally {
            stop(database);
        }
    }

    private static void start(Part database) throws InterruptedException {
        switch (database) {
            case Task task -> task.run();
            case Server server -> {
                server.start();
                server.awaitReady();
            }
        }
    }

    private static void stop(Part database) {
        switch (database) {
            case Task _ -> {} // the user's own database stays up
            case Server server -> server.stop();
        }
    }

    private static Map<String, String> settings(Workspace workspace) {
        return ProgramSettings.allRoles(workspace.secrets());
    }

    private int run(String command, Path folder, Map<String, String> settings)
            throws IOException, InterruptedException {
        return new ForegroundProgram(installation, Program.BACKUP).run(settings, List.of(command, folder.toString()));
    }
}
