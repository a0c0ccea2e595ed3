package dev.toolbridge.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.process.RunningSidecar;
import dev.toolbridge.tests.wire.JsonValues;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The protocol's own inspector lists and calls tools. It needs Node from npm; without npm it is skipped.
class InspectorTest {
    private static final NodePackages INSPECTOR =
            new NodePackages("inspector", List.of("@modelcontextprotocol/inspector@2.12.0"));

    @ParameterizedTest
    @CsvSource({"http, /mcp", "http, /bearer/mcp", "sse, /sse"})
    void theInspectorListsAndCallsTools(String transport, String path) {
        installOrLeaveOut();
        var api = RunningApi.instance();
        try (var sidecar = RunningSidecar.before(api)) {
            var target = List.of(
                    "--server-url", sidecar.server().address() + path,
                    "--transport", transport,
                    "--header", "Authorization: Bearer " + api.tokens().of("user-" + UUID.randomUUID()));

            var listed = inspect(target, "--method", "tools/list", "--strict");
            assertThat(JsonValues.parse(listed).at("/result/tools")).hasSize(45);
            var created = inspect(
                    target,
                    "--method",
                    "tools/call",
                    "--tool-name",
                    "create_note",
                    "--tool-args-json",
                    "{\"title\":\"x\"}");
            assertThat(JsonValues.parse(created)
                            .at("/result/structuredContent/payload/title")
                            .asText())
                    .isEqualTo("x");
        }
    }

    private static String inspect(List<String> target, String... arguments) {
        var words = new ArrayList<>(List.of("--cli", "--format", "json"));
        words.addAll(target);
        words.addAll(List.of(arguments));
        try (var program = INSPECTOR.start("mcp-inspector", words.toArray(String[]::new))) {
            assertThat(program.exitCode()).as(program::output).isZero();
            return program.output();
        }
    }

    private static void installOrLeaveOut() {
        if (!INSPECTOR.install()) {
            System.out.println("left out: the inspector, since npm could not install it");
            abort("npm could not install the inspector");
        }
    }
}
