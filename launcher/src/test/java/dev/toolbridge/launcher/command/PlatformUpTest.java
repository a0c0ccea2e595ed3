package dev.toolbridge.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.launcher.Launch;
import dev.toolbridge.launcher.WorkspaceFixture;
import dev.toolbridge.launcher.run.ExternalDatabase;
import dev.toolbridge.launcher.workspace.Workspace;
import dev.toolbridge.service.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A platform of tenants, with small programs in place of its servers.
class PlatformUpTest {

    @RegisterExtension
    private final WorkspaceFixture workspaces = new WorkspaceFixture();

    private Workspace platform;

    @BeforeEach
    void findTools() throws Exception {
        Files.setPosixFilePermissions(workspaces.home(), PosixFilePermissions.fromString("rwx--x--x"));
        platform = workspaces.workspace("all");
        workspaces.set("SUPERVISORD_PROGRAM", "/bin/true");
        workspaces.set("ROUTER_PROGRAM", "/bin/true");
    }

    @Test
    void saysAtOnceWhichProgramsAreMissing() throws Exception {
        workspaces.set("ROUTER_PROGRAM", "/nowhere/haproxy");
        refused("haproxy is needed to run tenants and not installed: `apt install haproxy`", up());
        workspaces.set("SUPERVISORD_PROGRAM", "/nowhere/supervisord");
        refused(
                "supervisord and haproxy are needed to run tenants and not installed: `apt install supervisor haproxy`",
                up());
        assertThat(platform.folder()).doesNotExist();
    }

    @Test
    void refusesWhatAPlatformCannotHave() throws Exception {
        refused("--api-port is the port of the API, which is not started with --tenants", up("--api-port", "0"));
        refused(
                "--router-port is the port of the router, which is not started without --tenants",
                workspaces.up("one", "--router-port", "0"));
        workspaces.set("DATABASE_URL", "postgres://me@127.0.0.1:1/db");
        refused("`up --tenants` works on a PostgreSQL of its own: unset DATABASE_URL", up());
        assertThat(platform.folder()).doesNotExist();
    }

    @Test
    void refusesAFolderWhoseNameIsTooLong() throws Exception {
        String folder = workspaces.home().resolve("a".repeat(64)).toString();

        Launch up = workspaces.launch("up", "--tenants", "--data", folder);

        assertThat(up.exitStatus()).isEqualTo(1);
        assertThat(up.err()).contains("has a name that programs of tenants cannot have");
    }

    @Test
    void startsItsServersInOrderAndFindsThemAgain() throws Exception {
        Launch up = up("--detach");
        assertThat(up.exitStatus()).as(up.err()).isZero();

        assertThat(up.out())
                .contains("ToolBridge is ready for tenants.", "tenants create Acme --slug acme")
                .containsSubsequence("  postgres ", "  migrate ", "  prepare ", "  operator ", "  identity ");
        assertThat(platform.kind().name()).isEqualTo("PLATFORM");
        assertThat(up().out()).contains("It runs in the background.");
        refused(
                "the folder " + platform.folder() + " holds a platform of tenants, which `up --tenants` starts",
                workspaces.launch("up", "--data", platform.folder().toString()));
        refused(
                "the folder " + platform.folder() + " holds a platform of tenants, which `up --tenants` starts",
                workspaces.launch("backup", "--data", platform.folder().toString(), "copy"));
    }

    @Test
    void givesItsServersTheirSettings() throws Exception {
        assertThat(up("--detach").exitStatus()).isZero();

        String first = Files.readString(platform.folder().resolve("tenants-ports"));
        assertThat(environmentOf("identity").path("IDENTITY_AUDIENCES").asText())
                .startsWith("urn:toolbridge:tenants,")
                .contains("http://127.0.0.1:" + first + "/v1", "http://localhost:" + first + "/mcp")
                .contains("http://127.0.0.1:" + (Integer.parseInt(first) + 99) + "/mcp")
                .doesNotContain("http://127.0.0.1:" + (Integer.parseInt(first) + 100));
        JsonNode tenants = environmentOf("tenants");
        assertThat(tenants.path("TENANTS_AUDIENCE").asText()).isEqualTo("urn:toolbridge:tenants");
        assertThat(tenants.path("ROUTER_LOOPBACK_PORTS").asText())
                .isEqualTo(first + "-" + (Integer.parseInt(first) + 99));
        assertThat(tenants.path("MEMBERS_URL").asText()).isEqualTo(address("members"));
        assertThat(task("operator").path("arguments").toString())
                .isEqualTo("[\"grant\",\"" + address("identity") + "\",\"dev\"]");
        String kept =
                task("prepare").path("settings").path("TENANTS_CLUSTER_KEPT").asText();
        assertThat(kept)
                .isEqualTo("toolbridge=toolbridge_owner+" + platform.secrets().serverRole());
    }

    @Test
    void keepsItsSecretsToItselfAndAlways() throws Exception {
        assertThat(up("--detach").exitStatus()).isZero();
        String key = Files.readString(platform.secrets().masterKeyFile());
        String settings = environmentOf("tenants").toString();

        assertThat(settings).contains("TENANTS_MASTER_KEY_FILES").doesNotContain(key);
        try (var files = Files.list(platform.secrets().folder())) {
            assertThat(files).hasSizeGreaterThan(9).allSatisfy(file -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------"));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(platform.folder())))
                .isEqualTo("rwx--x--x");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(platform.folder().resolve("logs"))))
                .isEqualTo("rwx------");
        try (var connection =
                        ExternalDatabase.connect(platform.secrets().ownerUrl().orElseThrow());
                var row = connection.createStatement().executeQuery("SHOW max_connections")) {
            row.next();
            assertThat(row.getInt(1)).isEqualTo(200);
        }
        var ports = platform.state().read().orElseThrow().ports().numbers();

        workspaces.down("all");
        assertThat(up("--detach").exitStatus()).isZero();

        assertThat(Files.readString(platform.secrets().masterKeyFile())).isEqualTo(key);
        assertThat(platform.state().read().orElseThrow().ports().numbers()).isEqualTo(ports);
    }

    @Test
    void statusTellsThatTheRouterIsAway() throws Exception {
        assertThat(up("--detach").exitStatus()).isZero();

        Launch status = workspaces.status("all");

        assertThat(status.exitStatus()).isEqualTo(1);
        assertThat(status.json().path("state").asText()).isEqualTo("degraded");
        assertThat(workspaces.part("all", "router").path("problem").asText()).isEqualTo("it does not run");
        assertThat(workspaces.part("all", "tenants").path("ready").asBoolean()).isTrue();
        Launch logs = workspaces.launch("logs", "--data", platform.folder().toString(), "--lines", "1");
        assertThat(logs.exitStatus()).isZero();
        assertThat(logs.out()).contains("postgres | ").doesNotContain("api | ");
    }

    private Launch up(String... options) {
        var words = new ArrayList<>(
                List.of("up", "--tenants", "--data", platform.folder().toString()));
        words.addAll(List.of(options));
        return workspaces.launch(words.toArray(String[]::new));
    }

    private JsonNode environmentOf(String server) throws Exception {
        return Json.parse(workspaces.environmentOf("all", server).getBytes(StandardCharsets.UTF_8));
    }

    private String address(String server) throws Exception {
        return workspaces.part("all", server).path("address").asText();
    }

    private JsonNode task(String name) throws Exception {
        Path log = platform.log(name);
        return Json.parse(Files.readAllBytes(log));
    }

    private static void refused(String sentence, Launch launch) throws Exception {
        assertThat(launch.exitStatus()).as(launch.out()).isEqualTo(1);
        assertThat(launch.err()).isEqualTo("toolbridge: " + sentence);
    }
}
