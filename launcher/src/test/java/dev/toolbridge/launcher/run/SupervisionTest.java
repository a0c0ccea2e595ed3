package dev.toolbridge.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.launcher.Await;
import dev.toolbridge.launcher.Launch;
import dev.toolbridge.launcher.WorkspaceFixture;
import dev.toolbridge.launcher.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SupervisionTest {

    @RegisterExtension
    private final WorkspaceFixture workspaces = new WorkspaceFixture();

    @Test
    void killedServersComeBack() throws Exception {
        workspaces.upDetached("one");

        for (String part : List.of("api", "sidecar", "postgres")) {
            String address = workspaces.part("one", part).address();
            ProcessHandle killed = workspaces.process("one", part);
            killed.destroyForcibly();

            Await.until(part + " is another process", () -> {
                long pid = workspaces.part("one", part).pid();
                return pid != 0 && pid != killed.pid();
            });
            workspaces.awaitReady("one");
            assertThat(workspaces.part("one", part).address()).isEqualTo(address);
        }
    }

    @Test
    void statusTellsTheTruth() throws Exception {
        Launch up = workspaces.upInForeground("one");
        assertThat(stateAndExit()).isEqualTo("ready 0");
        assertThat(workspaces
                        .launch(
                                "token",
                                "--data",
                                workspaces.workspace("one").folder().toString())
                        .err())
                .isEmpty();
        List<ProcessIdentity> parts = parts();

        ProcessHandle api = workspaces.process("one", "api");
        ProcessHandle postgres = workspaces.process("one", "postgres");

        signal("STOP", api);
        assertThat(stateAndExit()).isEqualTo("degraded 1");
        assertThat(workspaces.part("one", "api").ready()).isFalse();
        assertThat(workspaces.part("one", "api").problem()).isEqualTo("it did not answer");
        signal("STOP", postgres);
        assertThat(workspaces.part("one", "postgres").ready()).isFalse();
        signal("CONT", api);
        signal("CONT", postgres);
        signal("STOP", up.process().toHandle());
        Await.until("nobody looks after it", () -> stateAndExit().equals("unsupervised 1"));
        signal("CONT", up.process().toHandle());

        up.process().destroyForcibly().waitFor();
        assertThat(stateAndExit()).isEqualTo("unsupervised 1");
        parts.getFirst().find().orElseThrow().destroyForcibly();
        Await.until("the sidecar has ended", () -> parts.getFirst().find().isEmpty());
        assertThat(workspaces.part("one", "sidecar").problem()).isEqualTo("it has ended");

        workspaces.process("one", "identity").destroyForcibly();
        parts.forEach(part -> part.find().ifPresent(ProcessHandle::destroyForcibly));
        Await.until("all have ended", () -> stateAndExit().equals("stopped 3"));
    }

    private String stateAndExit() {
        WorkspaceHealth health = workspaces.health("one");
        return health.state() + " " + health.exitStatus();
    }

    @Test
    void interruptStopsAllInOrder() throws Exception {
        Launch up = workspaces.upInForeground("one");
        List<ProcessIdentity> parts = parts();
        ProcessHandle api = workspaces.process("one", "api");

        signal("INT", api);
        signal("INT", up.process().toHandle());

        assertThat(up.exitStatus()).as(up.err()).isZero();
        assertThat(up.out()).contains("Ctrl-C stops it.").endsWith("Stopping\nStopped");
        assertThat(parts).noneMatch(part -> part.find().isPresent());
        long sidecarEnd = stoppedAt("sidecar");
        long apiEnd = stoppedAt("api");
        assertThat(sidecarEnd).isLessThanOrEqualTo(apiEnd);
        assertThat(workspaces.workspace("one").log("postgres")).content().contains("received fast shutdown request");
    }

    @Test
    void interruptWhileStartingStopsWhatWasStarted() throws Exception {
        Launch up = workspaces.up("one");
        var pidFile = workspaces.workspace("one").postgres().resolve("data/postmaster.pid");
        Await.until("PostgreSQL starts", () -> Files.exists(pidFile));

        up.process().toHandle().destroy();

        assertThat(up.exitStatus()).as(up.err()).isZero();
        assertThat(pidFile)
                .as(up.out()
                        + up.err()
                        + Files.readString(workspaces.workspace("one").log("postgres"))
                        + workspaces.workspace("one").state().read())
                .doesNotExist();
        assertThat(workspaces.workspace("one").state().read()).isEmpty();
    }

    @Test
    void nextUpAfterAKillTakesOver() throws Exception {
        Launch killed = workspaces.upInForeground("one");
        List<ProcessIdentity> programs = parts().subList(0, 2);
        ProcessHandle postgres = workspaces.process("one", "postgres");
        killed.process().destroyForcibly().waitFor();
        assertThat(programs).allMatch(part -> part.find().isPresent());

        Launch next = workspaces.upDetached("one");

        assertThat(next.exitStatus()).as(next.err()).isZero();
        assertThat(programs).noneMatch(part -> part.find().isPresent());
        assertThat(workspaces.process("one", "postgres")).isEqualTo(postgres);
    }

    @Test
    void downAfterAKillEndsWhatWasLeft() throws Exception {
        Launch killed = workspaces.upInForeground("one");
        List<ProcessIdentity> parts = parts();
        killed.process().destroyForcibly().waitFor();

        Launch down = workspaces.down("one");

        assertThat(down.exitStatus()).as(down.err()).isZero();
        assertThat(parts).noneMatch(part -> part.find().isPresent());
    }

    @Test
    void doesNotEndAProcessThatOnlyHasTheNumberOfALeftover() throws Exception {
        workspaces.upDetached("one");
        workspaces.down("one");
        Process bystander = new ProcessBuilder("sleep", "600").start();
        try {
            var state = workspaces.workspace("one").folder().resolve("state.json");
            Files.writeString(state, """
                    {"phase":"READY","supervisor":{"pid":%1$s,"startedAtMs":1000},"database":"embedded",
                    "ports":{"api":1,"mcp":2,"apiMetrics":3,"mcpMetrics":4},
                    "servers":{"postgres":{"pid":%1$s,"startedAtMs":1000},"api":{"pid":%1$s,"startedAtMs":1000}}}
                    """.formatted(bystander.pid()));

            assertThat(workspaces.upDetached("one").exitStatus()).isZero();

            assertThat(bystander.isAlive()).isTrue();
        } finally {
            bystander.destroyForcibly();
        }
    }

    private List<ProcessIdentity> parts() throws Exception {
        return List.of(
                ProcessIdentity.of(workspaces.process("one", "sidecar")),
                ProcessIdentity.of(workspaces.process("one", "api")),
                ProcessIdentity.of(workspaces.process("one", "postgres")));
    }

    private long stoppedAt(String name) throws IOException {
        return Files.readAllLines(workspaces.workspace("one").log(name)).stream()
                .filter(line -> line.startsWith("stopped at "))
                .mapToLong(line -> Long.parseLong(line.replace("stopped at ", "")))
                .findFirst()
                .orElseThrow();
    }

    private static void signal(String name, ProcessHandle process) throws Exception {
        var kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
}
