package dev.toolbridge.launcher.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.launcher.process.LaunchFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {
    @TempDir
    private Path home;

    @Test
    void takesAFolderWhoseFirstStartEndedBeforeItsLock() throws IOException {
        Files.createDirectory(home.resolve("logs"));
        Files.createFile(home.resolve("kind.123.new"));
        var workspace = new Workspace(home);
        assertThat(workspace.exists()).isFalse();

        workspace.create(WorkspaceKind.PLATFORM);

        assertThat(workspace.kind()).isEqualTo(WorkspaceKind.PLATFORM);
    }

    @Test
    void refusesAFolderWithLogsOfSomethingElse() throws IOException {
        Files.writeString(Files.createDirectory(home.resolve("logs")).resolve("ship.log"), "land ho");
        var workspace = new Workspace(home);

        assertThatThrownBy(workspace::create).isInstanceOf(LaunchFailure.class).hasMessageContaining("no workspace");
    }
}
