package dev.toolbridge.launcher.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.launcher.workspace.Ports;
import dev.toolbridge.launcher.workspace.WorkspaceKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The table of servers: no two share a name, an order or a port, and its texts hold the actual values.
class ServerProgramsTest {

    @Test
    void serversAreToldApartByNamePortAndOrder() {
        for (WorkspaceKind kind : WorkspaceKind.values()) {
            List<ServerProgram> all = ServerPrograms.of(kind).all();
            assertThat(all).doesNotHaveDuplicates();
            assertThat(all).extracting(ServerProgram::name).doesNotHaveDuplicates();
            assertThat(all).extracting(ServerProgram::order).doesNotHaveDuplicates();
            List<PortOption> ports = ServerPrograms.of(kind).ports();
            assertThat(ports).extracting(PortOption::option).doesNotHaveDuplicates();
            assertThat(ports).extracting(PortOption::usual).doesNotHaveDuplicates();
        }
    }

    @Test
    void theLoginPageStartsFirst() {
        var servers = ServerPrograms.of(WorkspaceKind.WORKSPACE);
        assertThat(servers.inOrderOfStart())
                .containsExactlyInAnyOrderElementsOf(servers.all())
                .startsWith(IdentityProgram.SERVER, ApiProgram.SERVER);
    }

    @Test
    void anOptionSaysItsUsualPort() {
        assertThat(ApiProgram.SERVER.port().description())
                .isEqualTo("Port of the API, 0 for any free one (default: 8081).");
        assertThat(IdentityProgram.SERVER.port().description())
                .isEqualTo("Port of the identity provider, 0 for any free one (default: that of before, at first"
                        + " 8085).");
    }

    @Test
    void aRowOfTheScreenHoldsTheAddress() {
        var ports = new Ports(Map.of("api", 8_081, "mcp", 8_001));

        assertThat(SidecarProgram.SERVER.row().at(SidecarProgram.SERVER.url(ports)))
                .isEqualTo("  MCP        http://127.0.0.1:8001/mcp   (older clients: http://127.0.0.1:8001/sse)");
        assertThat(ApiProgram.SERVER.readiness(ports)).hasToString("http://127.0.0.1:8081/readyz");
    }
}
