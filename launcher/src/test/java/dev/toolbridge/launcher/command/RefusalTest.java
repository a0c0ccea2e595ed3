package dev.toolbridge.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.launcher.Launch;
import dev.toolbridge.launcher.SmallMigration;
import dev.toolbridge.launcher.SmallServer;
import dev.toolbridge.launcher.WorkspaceFixture;
import dev.toolbridge.launcher.process.LoopbackPort;
import dev.toolbridge.launcher.run.ExternalDatabase;
import dev.toolbridge.launcher.workspace.SecretFile;
import dev.toolbridge.postgres.TestPostgres;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A start that cannot succeed is refused with one sentence and a status other than 0.
class RefusalTest {

    @RegisterExtension
    private final WorkspaceFixture workspaces = new WorkspaceFixture();

    @ParameterizedTest
    @CsvSource({"--api-port,0,--mcp-port", "--mcp-port,0,--api-port"})
    void portInUse(String option, String any, String other) throws Exception {
        try (var holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(holder.getLocalPort());

            refused(
                    "port " + port + " is in use by another program: end that, or choose a port with " + option,
                    workspaces.launch("up", "--data", folder("one"), option, port, other, any));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--api-port,--mcp-port,--identity-port",
        "--api-port,--identity-port,--mcp-port",
        "--mcp-port,--identity-port,--api-port"
    })
    void onePortForTwoServers(String first, String second, String other) throws Exception {
        String port = Integer.toString(LoopbackPort.any());

        refused(
                first + " and " + second + " are both " + port + ": each server needs a port of its own",
                workspaces.launch("up", "--data", folder("one"), first, port, second, port, other, "0", "--detach"));
        assertThat(workspaces.workspace("one").folder()).doesNotExist();
    }

    @Test
    void portOfTheLoginPageForAnotherServer() throws Exception {
        int login =
                workspaces.workspace("one").create().identityPort().choose(Optional.of(LoopbackPort.any()), Map.of());
        workspaces.workspace("one").tryLock().orElseThrow().close();

        refused(
                "port " + login + " is that of the login page: choose another for the other server (--api-port,"
                        + " --mcp-port), or move the login page with --identity-port (whoever logs in there is another"
                        + " user)",
                workspaces.launch(
                        "up", "--data", folder("one"), "--mcp-port", Integer.toString(login), "--api-port", "0"));
    }

    @Test
    void secretThatWasEmptied() throws Exception {
        var secrets = workspaces.workspace("one").create().secrets();
        workspaces.workspace("one").tryLock().orElseThrow().close();
        Path login = secrets.file(SecretFile.LOGIN);
        Files.writeString(login, "");

        refused(
                "the secret in " + login + " has fewer than 16 characters: delete the file, and the"
                        + " next `up` makes a new one",
                workspaces.up("one"));
        assertThat(workspaces.workspace("one").postgres()).doesNotExist();
        Path signing = secrets.file(SecretFile.TOKEN);
        Files.writeString(signing, "x");
        refused(
                "the secret in " + signing + " has fewer than 32 characters: delete the file, and the"
                        + " next `up` makes a new one",
                workspaces.launch("token", "--data", folder("one")));
    }

    @Test
    void folderThatIsAFile() throws Exception {
        Files.writeString(workspaces.home().resolve("file"), "text");

        refused(folder("file") + " is a file, and a workspace is a folder", workspaces.up("file"));
    }

    @Test
    void folderThatCannotBeWrittenTo() throws Exception {
        refused(
                "the folder /proc/toolbridge cannot be written to",
                workspaces.launch("up", "--data", "/proc/toolbridge"));
    }

    @Test
    void folderWithOtherThingsInIt() throws Exception {
        Path folder = Files.createDirectory(workspaces.home().resolve("photos"));
        Files.writeString(folder.resolve("cat.jpg"), "meow");

        refused("the folder " + folder + " is not empty and no workspace: choose another one", workspaces.up("photos"));
        assertThat(folder).isDirectoryNotContaining(path -> !path.endsWith("cat.jpg"));
    }

    @Test
    void databaseThatCannotBeReached() throws Exception {
        int port = LoopbackPort.any();
        workspaces.set("DATABASE_URL", "postgres://me:pass-word@127.0.0.1:" + port + "/db?sslmode=disable");
        Launch up = workspaces.up("one");

        assertThat(up.exitStatus()).isEqualTo(1);
        assertThat(up.err())
                .startsWith("toolbridge: the database jdbc:postgresql://127.0.0.1:" + port
                        + "/db as me, which DATABASE_URL names, cannot be reached: ")
                .doesNotContain("pass-word")
                .hasLineCount(1);
    }

    @Test
    void databaseAddressThatIsNone() throws Exception {
        workspaces.set("DATABASE_URL", "mysql://me:pass-word@host/db");

        refused(
                "DATABASE_URL is not an address, expected postgres://user:password@host:port/database with %-codes for"
                        + " whatever is neither letter nor digit in user and password",
                workspaces.up("one"));
    }

    @Test
    void migrationThatRefuses() throws Exception {
        workspaces.set(SmallMigration.REFUSAL_KEY, "1");

        refused(
                "toolbridge-migrate: the schema is from the future (see "
                        + workspaces.workspace("one").log("migrate") + ")",
                workspaces.up("one"));
        assertThat(workspaces.health("one").exitStatus()).isEqualTo(3);
    }

    @Test
    void serverThatRefuses() throws Exception {
        workspaces.set(SmallServer.REFUSAL_KEY, "1");
        String sentence = "toolbridge-api: SOME_SETTING is wrong (see "
                + workspaces.workspace("one").log("api") + ")";

        refused(sentence, workspaces.up("one", "--detach"));
        assertThat(workspaces.workspace("one").postgres().resolve("data/postmaster.pid"))
                .doesNotExist();
    }

    @Test
    void commandsWithoutAWorkspace() throws Exception {
        for (String command : new String[] {"down", "token", "logs"}) {
            refused(
                    "there is no workspace in " + folder("none") + ": start one with `up`",
                    workspaces.launch(command, "--data", folder("none")));
        }
        assertThat(workspaces.status("none").exitStatus()).isEqualTo(3);
    }

    @Test
    void portThatIsNone() throws Exception {
        Launch up = workspaces.launch("up", "--api-port", "70000");

        assertThat(up.exitStatus()).isEqualTo(2);
        assertThat(up.err()).contains("'70000' is no port: expected a number from 0 to 65535");
    }

    @Test
    void externalDatabaseIsWorkedOnAsItsOwnerNames() throws Exception {
        DatabaseUrl owner = TestPostgres.newDatabase();
        workspaces.set("DATABASE_URL", owner.reveal());

        Launch up = workspaces.upDetached("one");

        assertThat(up.exitStatus()).as(up.err()).isZero();
        assertThat(workspaces.workspace("one").postgres()).doesNotExist();
        assertThat(workspaces.environmentOf("one", "sidecar"))
                .doesNotContain(owner.password().orElseThrow());
        DatabaseUrl server = DatabaseUrl.parse(
                Files.readString(workspaces.workspace("one").secrets().serverUrlFile()));
        assertThat(server.user()).startsWith("toolbridge_server_").isNotEqualTo(owner.user());
        ExternalDatabase.connect(server).close();
    }

    @Test
    void folderHeldByAnotherProgram() throws Exception {
        workspaces.workspace("one").create();
        workspaces.workspace("one").tryLock().orElseThrow().close();
        Path lock = workspaces.workspace("one").folder().resolve("workspace.lock");
        try (var channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            refused("the folder " + folder("one") + " is held by another program", workspaces.up("one"));
        }
    }

    private String folder(String name) {
        return workspaces.workspace(name).folder().toString();
    }

    private static void refused(String sentence, Launch launch) throws InterruptedException {
        assertThat(launch.exitStatus()).as(launch.out()).isEqualTo(1);
        assertThat(launch.err()).isEqualTo("toolbridge: " + sentence);
    }
}
