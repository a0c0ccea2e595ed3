package dev.toolbridge.launcher.process;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.launcher.SmallServer;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A program is ready when it answers under its own run.
class ProgramServerTest {
    @TempDir
    private Path folder;

    @Test
    void anotherProgramOnThePortMakesNobodyReady() throws InterruptedException {
        int port = LoopbackPort.any();
        var first = smallServer("first", port);
        var second = smallServer("second", port);
        try {
            first.start();
            first.awaitReady();
            second.start();

            assertThatThrownBy(second::awaitReady)
                    .isInstanceOf(LaunchFailure.class)
                    .hasMessageContaining("Address already in use");
        } finally {
            second.stop();
            first.stop();
        }
    }

    private ProgramServer smallServer(String name, int port) {
        return new ProgramServer(
                name,
                SmallServer.command(port),
                URI.create("http://127.0.0.1:" + port + "/readyz"),
                folder.resolve(name + ".log"));
    }
}
