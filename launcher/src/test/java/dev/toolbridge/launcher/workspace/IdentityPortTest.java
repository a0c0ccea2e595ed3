package dev.toolbridge.launcher.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.launcher.process.LoopbackPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityPortTest {
    @TempDir
    private Path folder;

    @Test
    void staysWhatItWasUntilAnotherIsAskedFor() {
        var port = new IdentityPort(folder.resolve("port"));
        int known = port.known();

        assertThat(port.choose(Optional.empty(), Map.of())).isEqualTo(known);
        assertThat(port.choose(Optional.of(0), Map.of())).isEqualTo(known);
        int other = LoopbackPort.any();
        assertThat(port.choose(Optional.of(other), Map.of())).isEqualTo(other);
        assertThat(new IdentityPort(folder.resolve("port")).known()).isEqualTo(other);
    }

    @Test
    void isNotSharedWithAnotherServer() {
        var port = new IdentityPort(folder.resolve("port"));
        int first = port.choose(Optional.empty(), Map.of("--api-port", IdentityPort.USUAL));
        assertThat(first).isNotEqualTo(IdentityPort.USUAL);

        var asked = new LinkedHashMap<String, Integer>(Map.of("--api-port", first));
        asked.put("--mcp-port", 0);
        assertThatThrownBy(() -> port.choose(Optional.empty(), asked))
                .isInstanceOf(LaunchFailure.class)
                .hasMessageStartingWith("port " + first + " is that of the login page")
                .hasMessageContaining("(--api-port, --mcp-port)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "65536", "-1", "many"})
    void aDamagedFileIsNamed(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("port"), text);

        assertThatThrownBy(() -> new IdentityPort(file).known())
                .isInstanceOf(LaunchFailure.class)
                .hasMessage("the file " + file + " is damaged: delete it and try again");
    }

    @Test
    void isNotGivenUpBecauseAnotherProgramHasIt() throws IOException {
        var port = new IdentityPort(folder.resolve("port"));
        int known = port.known();
        try (var other = new ServerSocket()) {
            other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), known));

            assertThatThrownBy(() -> port.choose(Optional.empty(), Map.of()))
                    .isInstanceOf(LaunchFailure.class)
                    .hasMessageContaining("port " + known + " is in use", "--identity-port");
        }
        assertThat(port.choose(Optional.empty(), Map.of())).isEqualTo(known);
    }
}
