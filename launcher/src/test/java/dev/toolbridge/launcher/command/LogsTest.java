package dev.toolbridge.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.launcher.Await;
import dev.toolbridge.launcher.Launch;
import dev.toolbridge.launcher.WorkspaceFixture;
import dev.toolbridge.launcher.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LogsTest {

    @RegisterExtension
    private final WorkspaceFixture workspaces = new WorkspaceFixture();

    private Workspace workspace;

    @BeforeEach
    void makeWorkspace() throws Exception {
        workspace = workspaces.workspace("one").create();
        workspace.tryLock().orElseThrow().close();
        Files.writeString(workspace.log("api"), "first\nsecond\nthird\n");
        Files.writeString(workspace.log("sidecar"), "other\n");
    }

    @Test
    void showsTheEndOfOne() throws Exception {
        Launch logs = logs("api", "--lines", "2");

        assertThat(logs.exitStatus()).isZero();
        assertThat(logs.out()).isEqualTo("second\nthird");
    }

    @Test
    void showsAllWithTheirNames() throws Exception {
        Launch logs = logs("--lines", "1");

        assertThat(logs.exitStatus()).isZero();
        assertThat(logs.out()).isEqualTo("api | third\nsidecar | other");
    }

    @Test
    void refusesANumberOfLinesThatIsNone() throws Exception {
        Launch logs = logs("api", "--lines", "-1");

        assertThat(logs.exitStatus()).isEqualTo(1);
        assertThat(logs.err()).isEqualTo("toolbridge: --lines is a number of lines, and -1 is none");
    }

    @Test
    void followsWhatIsWritten() throws Exception {
        Launch logs = logs("api", "--follow");
        Await.until("what was there is shown", () -> logs.linesSoFar().size() == 3);

        Files.writeString(workspace.log("api"), "new\n", StandardOpenOption.APPEND);

        Await.until("what is new is shown", () -> logs.linesSoFar().contains("new"));
        assertThat(logs.linesSoFar()).containsExactly("first", "second", "third", "new");
    }

    @Test
    void refusesAnUnknownName() throws Exception {
        Launch logs = logs("../../etc/passwd");

        assertThat(logs.exitStatus()).isEqualTo(1);
        assertThat(logs.err()).isEqualTo("toolbridge: there is no log of a program called ../../etc/passwd");
    }

    private Launch logs(String... arguments) {
        var words = new java.util.ArrayList<>(
                java.util.List.of("logs", "--data", workspace.folder().toString()));
        words.addAll(Arrays.asList(arguments));
        return workspaces.launch(words.toArray(String[]::new));
    }
}
