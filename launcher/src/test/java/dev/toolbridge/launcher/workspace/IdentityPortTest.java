package dev.toolbridge.launcher.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.launcher.process.LoopbackPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityPortTest {
    @TempDir
    private Path folder;

    @Test
    void staysWhatItWasUntilAnotherIsAskedFor() {
        var port = new IdentityPort(folder.resolve("port"));
        int known = port.known();

        assertThat(port.choose(Optional.empty())).isEqualTo(known);
        assertThat(port.choose(Optional.of(0))).isEqualTo(known);
        int other = LoopbackPort.any();
        assertThat(port.choose(Optional.of(other))).isEqualTo(other);
        assertThat(new IdentityPort(folder.resolve("port")).known()).isEqualTo(other);
    }

    @Test
    void isNotGivenUpBecauseAnotherProgramHasIt() throws IOException {
        var port = new IdentityPort(folder.resolve("port"));
        int known = port.known();
        try (var other = new ServerSocket()) {
            other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), known));

            assertThatThrownBy(() -> port.choose(Optional.empty()))
                    .isInstanceOf(LaunchFailure.class)
                    .hasMessageContaining("port " + known + " is in use", "--identity-port");
        }
        assertThat(port.choose(Optional.empty())).isEqualTo(known);
    }
}
