package dev.toolbridge.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.launcher.Launch;
import dev.toolbridge.launcher.WorkspaceFixture;
import dev.toolbridge.launcher.run.ExternalDatabase;
import dev.toolbridge.launcher.workspace.IdentityPort;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UpTest {
    private static final int ATTEMPTS = 3;

    @RegisterExtension
    private final WorkspaceFixture workspaces = new WorkspaceFixture();

    @Test
    void saysThatTheLoginPageIsNotWhereItUsuallyIs() throws Exception {
        try (var taken = new ServerSocket()) {
            takeUsualPort(taken);
            Launch up = workspaces.upAtUsualLogin("one", "--detach");
            assertThat(up.exitStatus()).as(up.err()).isZero();

            int port = workspaces.workspace("one").identityPort().known();
            assertThat(port).isNotEqualTo(IdentityPort.USUAL);
            assertThat(up.out())
                    .contains("port " + IdentityPort.USUAL + " is in use by another program: the login page of this"
                            + " workspace is at port " + port + " from now on");
        }
    }

    /// Takes the usual port, unless another program has it already.
    private static void takeUsualPort(ServerSocket socket) throws IOException {
        try {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), IdentityPort.USUAL));
        } catch (BindException held) {
            assertThat(held).hasMessageContaining("in use");
        }
    }

    @Test
    void dataAndUsersSurviveDownAndUp() throws Exception {
        workspaces.upDetached("one");
        var issuer = workspaces.part("one", "identity").address();
        var database = workspaces.part("one", "postgres").address();
        Launch down = workspaces.down("one");
        assertThat(down.exitStatus()).isZero();
        assertThat(workspaces.status("one").exitStatus()).isEqualTo(3);

        workspaces.upDetached("one");

        assertThat(workspaces.part("one", "identity").address()).isEqualTo(issuer);
        assertThat(workspaces.part("one", "postgres").address()).isEqualTo(database);
        var owner = workspaces.workspace("one").secrets().ownerUrl().orElseThrow();
        try (var connection = ExternalDatabase.connect(owner);
                var starts = connection.createStatement().executeQuery("SELECT count(*) FROM started")) {
            starts.next();
            assertThat(starts.getInt(1)).isEqualTo(2);
        }
    }

    @Test
    void manyAtOnceStartOne() throws Exception {
        String name = "one";
        List<Launch> launches = startedAtOnce(name);
        for (int attempt = 2; attempt <= ATTEMPTS && anyLostAPort(launches); attempt++) {
            name = "attempt-" + attempt;
            launches = startedAtOnce(name);
        }

        for (Launch launch : launches) {
            assertThat(launch.exitStatus()).as(launch.err()).isZero();
        }
        assertThat(workspaces.workspace(name).log("migrate")).isEmptyFile();
        assertThat(Files.readString(workspaces.workspace(name).log("supervisor")))
                .containsOnlyOnce("Starting the workspace");
    }

    private List<Launch> startedAtOnce(String name) {
        return Stream.generate(() -> workspaces.up(name, "--detach")).limit(3).toList();
    }

    /// Another program of this machine may take a port between its choice and the start of its server.
    private static boolean anyLostAPort(List<Launch> launches) throws InterruptedException {
        for (Launch launch : launches) {
            if (launch.exitStatus() != 0 && launch.err().contains("in use")) {
                return true;
            }
        }
        return false;
    }

    @Test
    void workspacesRunSideBySide() throws Exception {
        workspaces.upDetached("one");
        workspaces.upDetached("two");

        workspaces.down("one");

        assertThat(workspaces.health("one").exitStatus()).isEqualTo(3);
        assertThat(workspaces.health("two").exitStatus()).isZero();
    }
}
