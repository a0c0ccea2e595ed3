package dev.toolbridge.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.service.config.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    private static final Secret ADMIN = new Secret("quote ' and \" and %s");
    private static final Secret OWNER = new Secret("another ' one");

    @TempDir
    private Path folder;

    private final List<EmbeddedPostgres> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(EmbeddedPostgres::close);
    }

    @Test
    void ownerMayCreateRolesButIsNoSuperuser() throws SQLException {
        EmbeddedPostgres server = start(0);

        assertThat(server.ownerUrl().jdbc()).contains("/toolbridge?");
        assertThat(answer(
                        server.ownerUrl(),
                        "SELECT concat_ws(' ', rolsuper, rolbypassrls, rolcreaterole, rolcreatedb)"
                                + " FROM pg_roles WHERE rolname = current_user"))
                .isEqualTo("f f t f");
        assertThat(answer(
                        server.ownerUrl(),
                        "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname='toolbridge'"))
                .isEqualTo("toolbridge_owner");
    }

    @Test
    void commitsAreDurableAndSignInNeedsThePassword() throws SQLException {
        EmbeddedPostgres server = start(0);

        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            assertThat(answer(server.adminUrl(), "SHOW " + setting)).isEqualTo("on");
        }
        assertThat(answer(server.adminUrl(), "SHOW listen_addresses")).isEqualTo("127.0.0.1");
        assertThatThrownBy(() -> answer(withWrongPassword(server.adminUrl()), "SELECT 1"))
                .hasMessageContaining("password authentication failed");
        assertThat(folder.resolve("postgresql.log")).isNotEmptyFile().content().doesNotContain(OWNER.reveal());
    }

    @Test
    void dataSurvivesStopAndStart() throws SQLException {
        EmbeddedPostgres first = start(0);
        TestPostgres.execute(first.ownerUrl(), "CREATE TABLE kept AS SELECT 'é ✓' AS text");
        assertThat(first.process()).isPresent();

        first.close();

        assertThat(first.process()).isEmpty();

        assertThat(answer(start(0).ownerUrl(), "SELECT text FROM kept")).isEqualTo("é ✓");
    }

    @Test
    void takesOverAServerThatWasLeftRunning() {
        EmbeddedPostgres first = start(0);

        EmbeddedPostgres second = start(0);
        EmbeddedPostgres third = start(first.port());

        assertThat(second.process()).isEqualTo(first.process()).isNotEmpty();
        assertThat(third.process()).isEqualTo(first.process());
    }

    @Test
    void movesAServerThatWasLeftRunningToThePortAskedFor() throws IOException {
        EmbeddedPostgres first = start(0);
        int port = freePort();

        EmbeddedPostgres second = start(port);

        assertThat(second.port()).isEqualTo(port);
        assertThat(first.process()).isEmpty();
    }

    @Test
    void keepsItsPortWhileThatIsFree() throws IOException {
        EmbeddedPostgres first = start(0);
        int port = first.port();
        first.close();

        EmbeddedPostgres second = start(0);
        assertThat(second.port()).isEqualTo(port);
        second.close();

        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            EmbeddedPostgres third = start(0);
            assertThat(third.port()).isNotEqualTo(port);
            assertThat(EmbeddedPostgres.lastPort(folder)).hasValue(third.port());
        }
    }

    @Test
    void refusesTheDataOfAnotherMajorVersion() throws IOException {
        start(0).close();
        Path version = folder.resolve("data/PG_VERSION");
        Files.writeString(version, "17\n");
        assertThatThrownBy(() -> start(0))
                .isInstanceOf(EmbeddedPostgresFailure.class)
                .hasMessage("the data in " + folder.resolve("data") + " is of PostgreSQL 17, and this release runs 18:"
                        + " take a backup with the release that wrote it, and restore that into a new folder with this"
                        + " one (docs/operations.md)");

        Files.delete(version);
        assertThatThrownBy(() -> start(0))
                .isInstanceOf(EmbeddedPostgresFailure.class)
                .hasMessageStartingWith("the folder " + folder.resolve("data") + " holds no whole data of PostgreSQL");
    }

    @Test
    void recoversFromAKilledServer() throws Exception {
        EmbeddedPostgres first = start(0);
        TestPostgres.execute(first.ownerUrl(), "CREATE TABLE kept AS SELECT 'kept' AS text");
        ProcessHandle process = first.process().orElseThrow();
        process.destroyForcibly();
        process.onExit().get();

        EmbeddedPostgres second = start(first.port());

        assertThat(answer(second.ownerUrl(), "SELECT text FROM kept")).isEqualTo("kept");
    }

    @Test
    void doesNotTakeAnotherProcessForItsServer() throws Exception {
        start(0).close();
        Path file = folder.resolve("data").resolve(PostmasterFile.NAME);
        String reused = "%s\n%s\n1700000000\n5432\n\n127.0.0.1\n\nready   \n"
                .formatted(ProcessHandle.current().pid(), folder.resolve("data"));
        Files.writeString(file, reused);

        EmbeddedPostgres server = start(0);

        assertThat(server.process().orElseThrow().pid())
                .isNotEqualTo(ProcessHandle.current().pid());
        assertThat(answer(server.ownerUrl(), "SELECT 1")).isEqualTo("1");
    }

    @Test
    void forgetsAnUnfinishedFirstStart() throws Exception {
        Path unfinished =
                Files.createDirectories(folder.resolve("data.unfinished").resolve("base"));
        Files.writeString(unfinished.resolve("half"), "written");

        assertThat(answer(start(0).ownerUrl(), "SELECT 1")).isEqualTo("1");
        assertThat(unfinished).doesNotExist();
    }

    @Test
    void namesThePortThatIsInUse() throws IOException {
        try (var holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> start(holder.getLocalPort()))
                    .isInstanceOf(EmbeddedPostgresFailure.class)
                    .hasMessage("port " + holder.getLocalPort() + " for PostgreSQL is in use by another program");
        }
    }

    @Test
    void saysThatThePasswordsAreNotThoseOfTheFirstStart() {
        start(0);
        var other = new EmbeddedPostgresConfig(
                folder, folder.resolve("log"), 0, new Secret("other"), OWNER, EmbeddedPostgresConfig.Durability.FULL);

        assertThatThrownBy(() -> EmbeddedPostgres.start(other))
                .isInstanceOf(EmbeddedPostgresFailure.class)
                .hasMessage("PostgreSQL was set up with other passwords than this workspace has");
    }

    private EmbeddedPostgres start(int port) {
        var server = EmbeddedPostgres.start(new EmbeddedPostgresConfig(
                folder, folder.resolve("postgresql.log"), port, ADMIN, OWNER, EmbeddedPostgresConfig.Durability.FULL));
        started.add(server);
        return server;
    }

    private static String answer(DatabaseUrl url, String query) throws SQLException {
        try (Connection connection = TestPostgres.connect(url);
                var row = connection.createStatement().executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static DatabaseUrl withWrongPassword(DatabaseUrl url) {
        return url.as(url.user(), Optional.of("wrong"));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
