package dev.toolbridge.launcher.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.launcher.process.LoopbackPort;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void areDistinct() {
        assertThat(Ports.choose(0, 0, LoopbackPort.any()).all()).hasSize(5);
    }

    @Test
    void oneThatAnotherServerHasIsRefused() {
        int port = LoopbackPort.any();

        assertThatThrownBy(() -> Ports.choose(port, port, 1))
                .isInstanceOf(LaunchFailure.class)
                .hasMessageStartingWith("--mcp-port " + port + " is the port of another server");
        assertThatThrownBy(() -> Ports.choose(port, 0, port))
                .isInstanceOf(LaunchFailure.class)
                .hasMessageStartingWith("--api-port " + port + " is the port of another server");
    }
}
