package dev.toolbridge.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.api.store.Maintenance;
import dev.toolbridge.api.store.environment.Rewrapping;
import dev.toolbridge.database.Database;
import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.database.Migrations;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.sealed.MasterKeyText;
import dev.toolbridge.service.sealed.SecretUnreadable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The master key is replaced while a server works; without the right one nothing opens, and no server starts.
class RewrapTest {
    private static final int PROJECTS = 6;
    private static final int ROUNDS = 15;

    private final Workspace workspace = new Workspace();
    private final String old = MasterLines.fresh();
    private final String fresh = MasterLines.fresh();

    @TempDir
    private Path folder;

    private Database maintenance;

    @BeforeEach
    void signIn() {
        DatabaseUrl login = workspace
                .owner()
                .as(
                        "maintenance_of_" + workspace.login().user(),
                        workspace.login().password());
        Migrations.grantLogin(workspace.owner(), login, "toolbridge_maintenance");
        maintenance = Database.open(login, 1, "test");
    }

    @AfterEach
    void close() {
        maintenance.close();
        workspace.close();
    }

    @Test
    void sealsAllDataKeysAnewWhileValuesAreSet() throws Exception {
        List<SealedProject> projects;
        try (var server = server(old)) {
            projects = IntStream.range(0, PROJECTS)
                    .mapToObj(_ -> new SealedProject(server))
                    .toList();
            projects.forEach(project -> project.set(server, "A_KEY", "before"));
        }
        try (var server = server(fresh, old)) {
            assertThat(rewrapUnderLoad(server, projects)).isEqualTo(PROJECTS);
        }
        assertThat(rewrap(fresh)).isZero();
        try (var server = server(fresh)) {
            assertThat(projects)
                    .allSatisfy(project -> assertThat(project.revealed(server)).isEqualTo("round " + ROUNDS));
        }
        assertRefused(old);
    }

    private long rewrapUnderLoad(RunningServer server, List<SealedProject> projects)
            throws InterruptedException, ExecutionException {
        try (var beside = Executors.newVirtualThreadPerTaskExecutor()) {
            var load = beside.submit(() -> IntStream.rangeClosed(1, ROUNDS)
                    .forEach(round -> projects.forEach(project -> project.set(server, "A_KEY", "round " + round))));
            long done = rewrap(fresh, old);
            load.get();
            return done;
        }
    }

    @Test
    void leavesAServerWithoutTheRightKeyShut() throws InterruptedException {
        SealedProject project;
        try (var server = server(old)) {
            project = new SealedProject(server);
            project.set(server, "A_KEY", "kept");
        }
        assertRefused(fresh);
        assertThatThrownBy(() -> rewrap(fresh)).isInstanceOf(SecretUnreadable.class);
        try (var server = RunningServer.alone(workspace, Map.of())) {
            for (var refused : List.of(project.list(server), project.reveal(server))) {
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(refused.body()).contains("secrets_unavailable");
            }
            assertThat(project.read(server, "/notes").statusCode()).isEqualTo(200);
            assertThat(project.read(server, "/environment").body()).contains("A_KEY");
        }
        try (var server = server(fresh, old)) {
            assertThat(project.revealed(server)).isEqualTo("kept");
            new Maintenance(workspace).execute("UPDATE data_key SET master_key = 'another'");
            assertThat(project.reveal(server).body()).contains("secrets_unavailable");
        }
    }

    private void assertRefused(String line) {
        assertThatThrownBy(() -> server(line).close())
                .isInstanceOf(SettingError.class)
                .hasMessageContaining("TOOLBRIDGE_MASTER_KEY")
                .hasMessageContaining("put it back");
    }

    private long rewrap(String... lines) {
        return new Rewrapping(maintenance, MasterKeyText.read(String.join("\n", lines))).run();
    }

    private RunningServer server(String... lines) throws InterruptedException {
        String keys = MasterLines.file(folder, lines);
        return RunningServer.alone(workspace, Map.of("TOOLBRIDGE_MASTER_KEY_FILE", keys));
    }
}
