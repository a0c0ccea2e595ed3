package dev.toolbridge.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.launcher.Launch;
import dev.toolbridge.launcher.WorkspaceFixture;
import dev.toolbridge.launcher.workspace.Workspace;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The view of a platform of tenants that runs, with small programs in place of its servers. Its tests share it.
class RunningPlatformTest {
    private static final WorkspaceFixture WORKSPACES = new WorkspaceFixture();

    private static Workspace platform;
    private static Launch first;

    @BeforeAll
    static void start() throws Exception {
        WORKSPACES.open();
        Files.setPosixFilePermissions(WORKSPACES.home(), PosixFilePermissions.fromString("rwx--x--x"));
        platform = WORKSPACES.workspace("all");
        WORKSPACES.set("SUPERVISORD_PROGRAM", "/bin/true");
        WORKSPACES.set("ROUTER_PROGRAM", "/bin/true");
        first = up("--detach");
        assertThat(first.exitStatus()).as(first.err()).isZero();
    }

    @AfterAll
    static void stop() throws IOException {
        WORKSPACES.close();
    }

    @Test
    void startsItsServersInOrderAndFindsThemAgain() throws Exception {
        assertThat(first.out())
                .contains("ToolBridge is ready for tenants.", "tenants create Acme --slug acme")
                .containsSubsequence("  postgres ", "  migrate ", "  prepare ", "  operator ", "  identity ");
        assertThat(platform.kind().name()).isEqualTo("PLATFORM");
        assertThat(up().out()).contains("It runs in the background.");
        refused(
                "the folder " + platform.folder() + " holds a platform of tenants, which `up --tenants` starts",
                WORKSPACES.launch("up", "--data", platform.folder().toString()));
        refused(
                "the folder " + platform.folder() + " holds a platform of tenants, which `up --tenants` starts",
                WORKSPACES.launch("backup", "--data", platform.folder().toString(), "copy"));
    }

    @Test
    void givesItsServersTheirSettings() throws Exception {
        String firstPort = Files.readString(platform.folder().resolve("tenants-ports"));
        assertThat(environmentOf("identity").path("IDENTITY_AUDIENCES").asText())
                .startsWith("urn:toolbridge:tenants,")
                .contains("http://127.0.0.1:" + firstPort + "/v1", "http://localhost:" + firstPort + "/mcp")
                .contains("http://127.0.0.1:" + (Integer.parseInt(firstPort) + 99) + "/mcp")
                .doesNotContain("http://127.0.0.1:" + (Integer.parseInt(firstPort) + 100));
        JsonNode tenants = environmentOf("tenants");
        assertThat(tenants.path("TENANTS_AUDIENCE").asText()).isEqualTo("urn:toolbridge:tenants");
        assertThat(tenants.path("ROUTER_LOOPBACK_PORTS").asText())
                .isEqualTo(firstPort + "-" + (Integer.parseInt(firstPort) + 99));
        assertThat(tenants.path("MEMBERS_URL").asText()).isEqualTo(address("members"));
        assertThat(task("operator").path("arguments").toString())
                .isEqualTo("[\"grant\",\"" + address("identity") + "\",\"dev\"]");
        String kept =
                task("prepare").path("settings").path("TENANTS_CLUSTER_KEPT").asText();
        assertThat(kept)
                .isEqualTo("toolbridge=toolbridge_owner+" + platform.secrets().serverRole());
    }

    @Test
    void statusTellsThatTheRouterIsAway() throws Exception {
        Launch status = WORKSPACES.status("all");

        assertThat(status.exitStatus()).isEqualTo(1);
        assertThat(status.json().path("state").asText()).isEqualTo("degraded");
        assertThat(WORKSPACES.part("all", "router").problem()).isEqualTo("it does not run");
        assertThat(WORKSPACES.part("all", "tenants").ready()).isTrue();
        Launch logs = WORKSPACES.launch("logs", "--data", platform.folder().toString(), "--lines", "1");
        assertThat(logs.exitStatus()).isZero();
        assertThat(logs.out()).contains("postgres | ").doesNotContain("api | ");
    }

    private static Launch up(String... options) {
        return WORKSPACES.upTenants("all", options);
    }

    private static JsonNode environmentOf(String server) throws Exception {
        return Json.parse(WORKSPACES.environmentOf("all", server).getBytes(StandardCharsets.UTF_8));
    }

    private static String address(String server) throws Exception {
        return WORKSPACES.part("all", server).address();
    }

    private static JsonNode task(String name) throws Exception {
        Path log = platform.log(name);
        return Json.parse(Files.readAllBytes(log));
    }

    private static void refused(String sentence, Launch launch) throws Exception {
        assertThat(launch.exitStatus()).as(launch.out()).isEqualTo(1);
        assertThat(launch.err()).isEqualTo("toolbridge: " + sentence);
    }
}
