package dev.toolbridge.launcher.process;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.launcher.SmallServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A program is ready when it answers itself.
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
        var command = new Command(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallServer.class.getName()),
                Map.of("HTTP_ADDR", "127.0.0.1:" + port, "PATH", System.getenv("PATH")));
        return new ProgramServer(
                name, command, URI.create("http://127.0.0.1:" + port + "/readyz"), folder.resolve(name + ".log"));
    }
}
