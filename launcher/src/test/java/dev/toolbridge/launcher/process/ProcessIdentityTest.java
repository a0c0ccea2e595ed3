package dev.toolbridge.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import org.junit.jupiter.api.Test;

class ProcessIdentityTest {

    @Test
    void findsTheProcessWhileItRuns() throws Exception {
        Process process = new ProcessBuilder("sleep", "600").start();
        ProcessIdentity identity = ProcessIdentity.of(process.toHandle());
        assertThat(identity.find()).contains(process.toHandle());

        process.destroyForcibly().waitFor();

        assertThat(identity.find()).isEmpty();
    }

    @Test
    void anotherProcessWithTheSameNumberIsNotIt() {
        ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current());

        assertThat(new ProcessIdentity(self.pid(), self.startedAtMs() - 60_000).find())
                .isEmpty();
        assertThat(self.find()).contains(ProcessHandle.current());
    }

    /// The shell becomes `sleep`, which never reads the status of its child.
    @Test
    void whatHasEndedIsGoneEvenIfItsParentDoesNotAsk() throws Exception {
        Process parent = new ProcessBuilder("sh", "-c", "sleep 600 & echo $!; exec sleep 600").start();
        try (BufferedReader out = parent.inputReader()) {
            ProcessHandle child =
                    ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
            ProcessIdentity identity = ProcessIdentity.of(child);

            Ending.of(identity);

            assertThat(identity.find()).isEmpty();
        } finally {
            parent.destroyForcibly();
        }
    }
}
