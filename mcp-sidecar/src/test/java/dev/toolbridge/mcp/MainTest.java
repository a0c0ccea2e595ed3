package dev.toolbridge.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The program as a process: its start, its end, and its message about a wrong setting.
class MainTest {

    private static Process start(Map<String, String> settings) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(
                java,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.toolbridge.mcp.Main");
        builder.environment().clear();
        builder.environment().putAll(settings);
        return builder.start();
    }

    private static Map<String, String> settings(URI api) {
        return new HashMap<>(Map.of(
                "TOOLBRIDGE_API_BASE_URL", api.toString(),
                "TOOLBRIDGE_PORT", "0",
                "TOOLBRIDGE_SHUTDOWN_TIMEOUT_SECONDS", "2",
                "ENV", "dev",
                "JWT_HS256_SECRET", TestServer.SECRET));
    }

    private static int awaitPort(BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            JsonNode entry = json(line);
            if (entry.path("message").asText().equals("listening")) {
                return entry.findPath("port").asInt();
            }
        }
        throw new AssertionError("it ended before it listened");
    }

    private static JsonNode json(String line) {
        try {
            return Json.parse(line.getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException malformed) {
            throw new AssertionError("not a line of JSON: " + line, malformed);
        }
    }

    @Test
    void aSignalEndsStreamsCleanlyAndThenTheProgram() throws Exception {
        try (var api = new FakeApi()) {
            Process process = start(settings(api.address()));
            try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
                URI address = URI.create("http://127.0.0.1:" + awaitPort(lines) + "/mcp");
                var wire = Wire.connected(address, TestServer.token("ann"));
                try (var events = EventReader.open(wire.builder().GET().build())) {
                    assertThat(events.line()).contains(":");
                    process.destroy();
                    events.awaitEnd();
                }
                assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isZero();
            } finally {
                process.destroyForcibly();
            }
        }
    }

    @Test
    void aWrongSettingEndsItWithOneSentence() throws Exception {
        var settings = settings(URI.create("http://127.0.0.1:1"));
        settings.put("TOOLBRIDGE_PORT", "eighty");
        Process process = start(settings);
        try (var errors = process.errorReader(StandardCharsets.UTF_8)) {
            assertThat(errors.lines())
                    .containsExactly("toolbridge-mcp-sidecar: TOOLBRIDGE_PORT is \"eighty\","
                            + " expected a whole number from 0 to 65535");
            assertThat(process.waitFor()).isEqualTo(78);
        }
    }
}
