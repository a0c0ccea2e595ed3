package dev.toolbridge.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.toolbridge.tests.Checkout;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.process.RunningSidecar;
import dev.toolbridge.tests.wire.JsonValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The protocol's own inspector lists and calls tools. It needs Node from npm; without npm it is skipped.
class InspectorTest {
    private static final NodePackages INSPECTOR =
            new NodePackages("inspector", List.of("@modelcontextprotocol/inspector@2.12.0"));

    private static RunningSidecar sidecar;

    @BeforeAll
    static void start() {
        if (!INSPECTOR.install()) {
            System.out.println("left out: the inspector, since npm could not install it");
            abort("npm could not install the inspector");
        }
        sidecar = RunningSidecar.before(RunningApi.instance());
    }

    @AfterAll
    static void stop() {
        if (sidecar != null) {
            sidecar.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"http, /mcp", "http, /bearer/mcp", "sse, /sse"})
    void theInspectorListsAndCallsTools(String transport, String path) {
        List<String> target = at(transport, path);

        var listed = inspect(target, "--method", "tools/list", "--strict");
        assertThat(JsonValues.parse(listed).at("/result/tools")).hasSize(48);
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

    /// A client that starts the bridge, with the inspector's own choice of its environment.
    @Test
    void theInspectorWorksWithTheBridge() {
        var words = new ArrayList<>(List.of("--transport", "stdio", "--method", "tools/list", "--strict"));
        var environment = new HashMap<>(Toolbridge.environment());
        environment.put("TOOLBRIDGE_TOKEN", token());
        environment.forEach((name, value) -> words.addAll(List.of("-e", name + "=" + value)));
        words.addAll(List.of("--", Checkout.file("toolbridge").toString(), "mcp", "--url"));
        words.add(sidecar.server().address().toString());

        assertThat(JsonValues.parse(inspect(words)).at("/result/tools")).hasSize(48);
    }

    @Test
    void theInspectorFindsThePagesOfTools() {
        List<String> target = at("http", "/mcp?ui=true");

        String pages = inspect(target, "--method", "tools/list", "--app-info", "--advertise-apps");
        assertThat(pages.lines().filter(line -> line.contains("ui://toolbridge/")))
                .hasSize(13);
    }

    private static List<String> at(String transport, String path) {
        return List.of(
                "--server-url", sidecar.server().address() + path,
                "--transport", transport,
                "--header", "Authorization: Bearer " + token());
    }

    private static String token() {
        return RunningApi.instance().tokens().of("user-" + UUID.randomUUID());
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
}
