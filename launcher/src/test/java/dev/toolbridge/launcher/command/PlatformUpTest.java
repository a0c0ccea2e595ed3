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
import java.nio.file.attribute.PosixFilePermissions;
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
    void keepsItsSecretsToItselfAndAlways() throws Exception {
        startsInBackground();
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
        startsInBackground();

        assertThat(Files.readString(platform.secrets().masterKeyFile())).isEqualTo(key);
        assertThat(platform.state().read().orElseThrow().ports().numbers()).isEqualTo(ports);
    }

    private void startsInBackground() throws Exception {
        Launch launch = up("--detach");
        assertThat(launch.exitStatus()).as(launch.out() + launch.err()).isZero();
    }

    private Launch up(String... options) {
        return workspaces.upTenants("all", options);
    }

    private JsonNode environmentOf(String server) throws Exception {
        return Json.parse(workspaces.environmentOf("all", server).getBytes(StandardCharsets.UTF_8));
    }

    private static void refused(String sentence, Launch launch) throws Exception {
        assertThat(launch.exitStatus()).as(launch.out()).isEqualTo(1);
        assertThat(launch.err()).isEqualTo("toolbridge: " + sentence);
    }
}
