package dev.toolbridge.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.launcher.process.LoopbackPort;
import dev.toolbridge.launcher.program.ApiProgram;
import dev.toolbridge.launcher.program.IdentityProgram;
import dev.toolbridge.launcher.program.PortOption;
import dev.toolbridge.launcher.program.ServerPrograms;
import dev.toolbridge.launcher.program.SidecarProgram;
import dev.toolbridge.launcher.workspace.Ports;
import dev.toolbridge.launcher.workspace.WorkspaceKind;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AskedPortsTest {
    private static final PortOption API = ApiProgram.SERVER.port();
    private static final PortOption MCP = SidecarProgram.SERVER.port();
    private static final PortOption IDENTITY = IdentityProgram.SERVER.port();

    @Test
    void anyPortMayBeAskedForTwice() {
        asked(0, 0).requireDistinct();

        assertThatThrownBy(() -> asked(9_000, 9_000).requireDistinct())
                .isInstanceOf(LaunchFailure.class)
                .hasMessage("--api-port and --mcp-port are both 9000: each server needs a port of its own");
    }

    @Test
    void portsAreChosenForAllServers() {
        int login = LoopbackPort.any();

        Ports ports = asked(0, 0).choose(Map.of("identity", login), ServerPrograms.of(WorkspaceKind.WORKSPACE));

        assertThat(ports.numbers()).containsKeys("api", "mcp", "identity", "apiMetrics", "mcpMetrics");
        assertThat(ports.of("identity")).isEqualTo(login);
    }

    @Test
    void aRunningWorkspaceMeetsWhatIsAsked() {
        var running = new Ports(Map.of("api", 1, "mcp", 2, "identity", 3));

        assertThat(asked(0, 2).areThoseOf(running)).isTrue();
        assertThat(asked(2, 2).areThoseOf(running)).isFalse();
        assertThat(new AskedPorts(Map.of(IDENTITY, 4)).areThoseOf(running)).isFalse();
    }

    @Test
    void theWordsAskForTheSame() {
        assertThat(asked(0, 9_000).words()).containsExactly("--api-port=0", "--mcp-port=9000");
        assertThat(asked(0, 9_000).identity()).isEmpty();
    }

    private static AskedPorts asked(int api, int mcp) {
        var numbers = new LinkedHashMap<PortOption, Integer>();
        numbers.put(API, api);
        numbers.put(MCP, mcp);
        return new AskedPorts(numbers);
    }
}
