package dev.toolbridge.launcher.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.launcher.process.LoopbackPort;
import dev.toolbridge.service.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void areDistinct() {
        Ports ports = choose(0, 0, LoopbackPort.any());

        assertThat(ports.all()).hasSize(4);
        assertThat(ports.numbers()).containsOnlyKeys("api", "mcp", "identity", "apiMetrics");
        assertThat(ports.url("api")).isEqualTo("http://127.0.0.1:" + ports.of("api"));
        assertThat(ports.of("a name of another version")).isZero();
    }

    @Test
    void oneThatAnotherServerHasIsRefused() {
        int port = LoopbackPort.any();

        assertThatThrownBy(() -> choose(port, port, 1))
                .isInstanceOf(LaunchFailure.class)
                .hasMessageStartingWith("--mcp-port " + port + " is the port of another server");
        assertThatThrownBy(() -> choose(port, 0, port))
                .isInstanceOf(LaunchFailure.class)
                .hasMessageStartingWith("--api-port " + port + " is the port of another server");
    }

    @Test
    void areWrittenAsOneObjectAndReadBack() throws Exception {
        Ports ports = choose(0, 0, 8_085);

        String text = Json.text(ports);

        assertThat(text).startsWith("{\"api\":").contains("\"identity\":8085,\"apiMetrics\":");
        assertThat(Json.mapper().readValue(text, Ports.class)).isEqualTo(ports);
    }

    private static Ports choose(int api, int mcp, int identity) {
        var asked = new LinkedHashMap<String, Integer>();
        asked.put("api", api);
        asked.put("mcp", mcp);
        return Ports.choose(asked, Map.of("identity", identity), List.of("apiMetrics"));
    }
}
