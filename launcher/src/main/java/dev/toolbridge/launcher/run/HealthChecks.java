package dev.toolbridge.launcher.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.database.FailureWords;
import dev.toolbridge.launcher.process.HttpProbe;
import dev.toolbridge.launcher.process.MachinePrograms;
import dev.toolbridge.launcher.process.ProcessIdentity;
import dev.toolbridge.launcher.program.ServerProgram;
import dev.toolbridge.launcher.program.TenantsProgram;
import dev.toolbridge.launcher.workspace.Secrets;
import dev.toolbridge.launcher.workspace.WorkspaceState;
import dev.toolbridge.service.json.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;

/// Checks the health of the parts of a running workspace.
record HealthChecks(WorkspaceState state) {

    /// A server is ready if it says so and is the one that was started: another program may have its port.
    PartHealth server(ServerProgram server) {
        var readiness = new HttpProbe(server.readiness(state.ports()));
        boolean saysReady = readiness.isReady();
        String version = readiness.isAnswered()
                ? new HttpProbe(server.health(state.ports()))
                        .answer()
                        .map(HealthChecks::version)
                        .orElse("")
                : "";
        long pid = pid(server.name());
        String problem = saysReady ? "" : readiness.lastAnswer();
        return new PartHealth(
                server.name(),
                saysReady && pid != 0,
                version,
                server.url(state.ports()),
                pid,
                pid == 0 ? "it has ended" : problem);
    }

    /// The programs of the control plane: the router, which answers for any name, and supervisord.
    Stream<PartHealth> machine(MachinePrograms machine) {
        var probe = new HttpProbe(URI.create(state.ports().url(TenantsProgram.ROUTER.name())));
        probe.answer();
        return Stream.of(
                machine(TenantsProgram.ROUTER.name(), probe.isAnswered(), machine.routers().stream()),
                machine("supervisord", true, machine.supervisord().stream()));
    }

    private PartHealth machine(String name, boolean isAnswered, Stream<ProcessHandle> processes) {
        long pid = processes.mapToLong(ProcessHandle::pid).findFirst().orElse(0);
        String address =
                state.ports().numbers().containsKey(name) ? state.ports().url(name) : "";
        String problem = isAnswered ? "" : "it did not answer";
        return new PartHealth(name, isAnswered && pid != 0, "", address, pid, pid == 0 ? "it does not run" : problem);
    }

    PartHealth database(Secrets secrets) {
        return secrets.ownerUrl().map(this::database).orElseGet(() -> away("", "it was not started yet"));
    }

    private PartHealth database(DatabaseUrl owner) {
        try (Connection connection = ExternalDatabase.connect(owner)) {
            String version = connection.getMetaData().getDatabaseProductVersion();
            return new PartHealth("postgres", true, version, address(owner), pid("postgres"), "");
        } catch (SQLException refused) {
            return away(address(owner), FailureWords.of(refused, owner).text());
        }
    }

    private PartHealth away(String address, String problem) {
        return new PartHealth("postgres", false, "", address, pid("postgres"), problem);
    }

    private static String address(DatabaseUrl owner) {
        return ExternalDatabase.describe(Optional.of(owner));
    }

    private long pid(String name) {
        return Optional.ofNullable(state.servers().get(name))
                .flatMap(ProcessIdentity::find)
                .map(ProcessHandle::pid)
                .orElse(0L);
    }

    private static String version(String health) {
        try {
            return Json.parse(health.getBytes(StandardCharsets.UTF_8))
                    .path("version")
                    .asText("");
        } catch (JsonProcessingException malformed) {
            return "unknown";
        }
    }
}
