package dev.toolbridge.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.launcher.Launch;
import dev.toolbridge.launcher.WorkspaceFixture;
import dev.toolbridge.launcher.process.HttpProbe;
import dev.toolbridge.launcher.program.ServerPrograms;
import dev.toolbridge.launcher.workspace.SecretFile;
import dev.toolbridge.launcher.workspace.WorkspaceKind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The view of a workspace that runs. Its tests share it, and leave it as it was.
class RunningWorkspaceTest {
    private static final Pattern TOKEN = Pattern.compile("ey[\\w-]+\\.[\\w-]+\\.[\\w-]+");
    private static final WorkspaceFixture WORKSPACES = new WorkspaceFixture();

    private static Launch up;

    @BeforeAll
    static void start() throws Exception {
        WORKSPACES.open();
        up = WORKSPACES.upDetached("one");
        assertThat(up.exitStatus()).as(up.err()).isZero();
    }

    @AfterAll
    static void stop() throws IOException {
        WORKSPACES.close();
    }

    @Test
    void showsWhatToDoFirst() throws Exception {
        String api = WORKSPACES.part("one", "api").address();
        String mcp = WORKSPACES.part("one", "sidecar").address();
        assertThat(up.out())
                .contains("ToolBridge is ready", "curl " + api + "/v1/notes ")
                .contains("claude mcp add --transport http toolbridge " + mcp
                        + "/mcp --header \"Authorization: Bearer $(toolbridge token --data "
                        + WORKSPACES.workspace("one").folder() + ")\"")
                .doesNotContainPattern(TOKEN);
        assertThat(WORKSPACES.workspace("one").log("supervisor")).content().doesNotContainPattern(TOKEN);
    }

    @Test
    void statusShowsEachPart() throws Exception {
        Launch status = WORKSPACES.status("one");

        assertThat(status.exitStatus()).isZero();
        assertThat(status.json().path("state").asText()).isEqualTo("ready");
        assertThat(status.json().path("data").asText())
                .isEqualTo(WORKSPACES.workspace("one").folder().toString());
        assertThat(status.json().findValuesAsText("name"))
                .startsWith("postgres", "identity", "api", "sidecar")
                .hasSize(1 + ServerPrograms.of(WorkspaceKind.WORKSPACE).all().size());
        assertThat(status.json().findValues("ready")).allMatch(JsonNode::asBoolean);
        assertThat(WORKSPACES.part("one", "postgres").version()).startsWith("18");
        assertThat(WORKSPACES.part("one", "api").version()).isEqualTo("small");
    }

    @Test
    void secondUpFindsTheFirst() throws Exception {
        ProcessHandle api = WORKSPACES.process("one", "api");

        Launch second = WORKSPACES.upDetached("one");

        assertThat(second.exitStatus()).isZero();
        assertThat(second.out()).contains("ToolBridge is ready").doesNotContain("Starting");
        assertThat(WORKSPACES.process("one", "api")).isEqualTo(api);
    }

    @Test
    void secondUpWithOtherSettingsIsRefused() throws Exception {
        String port = URI.create(WORKSPACES.part("one", "api").address()).getPort() == 9_999 ? "9998" : "9999";

        Launch second = WORKSPACES.launch(
                "up", "--data", WORKSPACES.workspace("one").folder().toString(), "--api-port", port, "--mcp-port", "0");

        assertThat(second.exitStatus()).isEqualTo(1);
        assertThat(second.err())
                .startsWith("toolbridge: the workspace")
                .contains("already runs with other settings (--api-port ");
        assertThat(WORKSPACES.health("one").exitStatus()).isZero();
    }

    @Test
    void secretsAreForTheirOwnerOnly() throws Exception {
        var folder = WORKSPACES.workspace("one").folder();
        var secrets = WORKSPACES.workspace("one").secrets();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        try (var files = Files.walk(secrets.folder())) {
            assertThat(files.filter(Files::isRegularFile)).hasSizeGreaterThan(5).allSatisfy(file -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------"));
        }
        String api = WORKSPACES.environmentOf("one", "api");
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
        assertThat(WORKSPACES.environmentOf("one", "api")).contains("\"HTTP_ADDR\":\"127.0.0.1:");
        assertThat(WORKSPACES.environmentOf("one", "sidecar")).contains("\"TOOLBRIDGE_HOST\":\"127.0.0.1\"");
        assertThat(new HttpProbe(URI.create(WORKSPACES.part("one", "api").address() + "/readyz")).isReady())
                .isTrue();
    }
}
