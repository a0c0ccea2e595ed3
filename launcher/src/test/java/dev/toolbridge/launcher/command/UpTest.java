package dev.toolbridge.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.launcher.Launch;
import dev.toolbridge.launcher.WorkspaceFixture;
import dev.toolbridge.launcher.process.HttpProbe;
import dev.toolbridge.launcher.program.ServerPrograms;
import dev.toolbridge.launcher.run.ExternalDatabase;
import dev.toolbridge.launcher.workspace.IdentityPort;
import dev.toolbridge.launcher.workspace.SecretFile;
import dev.toolbridge.launcher.workspace.WorkspaceKind;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UpTest {
    private static final int ATTEMPTS = 3;
    private static final Pattern TOKEN = Pattern.compile("ey[\\w-]+\\.[\\w-]+\\.[\\w-]+");

    @RegisterExtension
    private final WorkspaceFixture workspaces = new WorkspaceFixture();

    @Test
    void showsWhatToDoFirst() throws Exception {
        Launch up = workspaces.upDetached("one");

        assertThat(up.exitStatus()).as(up.err()).isZero();
        String api = workspaces.part("one", "api").path("address").asText();
        String mcp = workspaces.part("one", "sidecar").path("address").asText();
        assertThat(up.out())
                .contains("ToolBridge is ready", "curl " + api + "/v1/notes ")
                .contains("claude mcp add --transport http toolbridge " + mcp
                        + "/mcp --header \"Authorization: Bearer $(toolbridge token --data "
                        + workspaces.workspace("one").folder() + ")\"")
                .doesNotContainPattern(TOKEN);
        assertThat(workspaces.workspace("one").log("supervisor")).content().doesNotContainPattern(TOKEN);
    }

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
    void statusShowsEachPart() throws Exception {
        workspaces.upDetached("one");

        Launch status = workspaces.status("one");

        assertThat(status.exitStatus()).isZero();
        assertThat(status.json().path("state").asText()).isEqualTo("ready");
        assertThat(status.json().path("data").asText())
                .isEqualTo(workspaces.workspace("one").folder().toString());
        assertThat(status.json().findValuesAsText("name"))
                .startsWith("postgres", "identity", "api", "sidecar")
                .hasSize(1 + ServerPrograms.of(WorkspaceKind.WORKSPACE).all().size());
        assertThat(status.json().findValues("ready")).allMatch(JsonNode::asBoolean);
        assertThat(workspaces.part("one", "postgres").path("version").asText()).startsWith("18");
        assertThat(workspaces.part("one", "api").path("version").asText()).isEqualTo("small");
    }

    @Test
    void dataAndUsersSurviveDownAndUp() throws Exception {
        workspaces.upDetached("one");
        var issuer = workspaces.part("one", "identity").path("address");
        var database = workspaces.part("one", "postgres").path("address");
        Launch down = workspaces.down("one");
        assertThat(down.exitStatus()).isZero();
        assertThat(workspaces.status("one").exitStatus()).isEqualTo(3);

        workspaces.upDetached("one");

        assertThat(workspaces.part("one", "identity").path("address")).isEqualTo(issuer);
        assertThat(workspaces.part("one", "postgres").path("address")).isEqualTo(database);
        var owner = workspaces.workspace("one").secrets().ownerUrl().orElseThrow();
        try (var connection = ExternalDatabase.connect(owner);
                var starts = connection.createStatement().executeQuery("SELECT count(*) FROM started")) {
            starts.next();
            assertThat(starts.getInt(1)).isEqualTo(2);
        }
    }

    @Test
    void secondUpFindsTheFirst() throws Exception {
        workspaces.upDetached("one");
        ProcessHandle api = workspaces.process("one", "api");

        Launch second = workspaces.upDetached("one");

        assertThat(second.exitStatus()).isZero();
        assertThat(second.out()).contains("ToolBridge is ready").doesNotContain("Starting");
        assertThat(workspaces.process("one", "api")).isEqualTo(api);
    }

    @Test
    void secondUpWithOtherSettingsIsRefused() throws Exception {
        workspaces.upDetached("one");
        String port = URI.create(workspaces.part("one", "api").path("address").asText())
                                .getPort()
                        == 9_999
                ? "9998"
                : "9999";

        Launch second = workspaces.launch(
                "up", "--data", workspaces.workspace("one").folder().toString(), "--api-port", port, "--mcp-port", "0");

        assertThat(second.exitStatus()).isEqualTo(1);
        assertThat(second.err())
                .startsWith("toolbridge: the workspace")
                .contains("already runs with other settings (--api-port ");
        assertThat(workspaces.status("one").exitStatus()).isZero();
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

        assertThat(workspaces.status("one").exitStatus()).isEqualTo(3);
        assertThat(workspaces.status("two").exitStatus()).isZero();
    }

    @Test
    void secretsAreForTheirOwnerOnly() throws Exception {
        workspaces.upDetached("one");
        var folder = workspaces.workspace("one").folder();
        var secrets = workspaces.workspace("one").secrets();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        try (var files = Files.walk(secrets.folder())) {
            assertThat(files.filter(Files::isRegularFile)).hasSizeGreaterThan(5).allSatisfy(file -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------"));
        }
        String api = workspaces.environmentOf("one", "api");
        assertThat(api)
                .contains("JWT_HS256_SECRET_FILE")
                .doesNotContain(secrets.reveal(SecretFile.TOKEN).reveal());
        assertThat(ProcessHandle.allProcesses()
                        .map(process -> process.info().commandLine().orElse("")))
                .isNotEmpty()
                .noneMatch(line -> line.contains(
                                secrets.reveal(SecretFile.TOKEN).reveal())
                        || line.contains(secrets.reveal(SecretFile.POSTGRES).reveal()));
    }

    @Test
    void serversListenOnLoopbackOnly() throws Exception {
        workspaces.upDetached("one");

        assertThat(workspaces.environmentOf("one", "api")).contains("\"HTTP_ADDR\":\"127.0.0.1:");
        assertThat(workspaces.environmentOf("one", "sidecar")).contains("\"TOOLBRIDGE_HOST\":\"127.0.0.1\"");
        assertThat(new HttpProbe(URI.create(
                                workspaces.part("one", "api").path("address").asText() + "/readyz"))
                        .isReady())
                .isTrue();
    }
}
