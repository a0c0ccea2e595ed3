package dev.toolbridge.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.toolbridge.tests.Checkout;
import dev.toolbridge.tests.process.Program;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.process.RunningSidecar;
import dev.toolbridge.tests.wire.JsonValues;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The protocol's own inspector lists and calls tools. It needs Node, which npm brings; without npm it is left out.
class InspectorTest {
    private static final String INSPECTOR = "@modelcontextprotocol/inspector@2.12.0";
    private static final String NODE = "node@22.23.3";
    private static final Duration INSTALL_MAX = Duration.ofMinutes(3);
    private static final int STILL_RUNNING = -1;
    private static final Path FOLDER = Checkout.file("tests/target/inspector");

    @ParameterizedTest
    @CsvSource({"http, /mcp", "sse, /sse"})
    void theInspectorListsAndCallsTools(String transport, String path) {
        installOrLeaveOut();
        var api = RunningApi.instance();
        try (var sidecar = RunningSidecar.before(api)) {
            var target = List.of(
                    "--server-url", sidecar.server().address() + path,
                    "--transport", transport,
                    "--header", "Authorization: Bearer " + api.tokens().of("user-" + UUID.randomUUID()));

            var listed = inspect(target, "--method", "tools/list", "--strict");
            assertThat(JsonValues.parse(listed).at("/result/tools")).hasSize(40);
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
        var command = new ArrayList<>(List.of(bin("mcp-inspector"), "--cli", "--format", "json"));
        command.addAll(target);
        command.addAll(List.of(arguments));
        try (var program = Program.start(command, environment())) {
            assertThat(program.exitCode()).as(program::output).isZero();
            return program.output();
        }
    }

    private static void installOrLeaveOut() {
        if (Files.isExecutable(Path.of(bin("mcp-inspector")))) {
            return;
        }
        try (var install = Program.start(
                List.of(
                        "sh",
                        "-c",
                        "exec npm install --no-audit --no-fund --prefix \"$0\" " + NODE + " " + INSPECTOR,
                        FOLDER.toString()),
                environment())) {
            if (install.exitCode(INSTALL_MAX).orElse(STILL_RUNNING) != 0) {
                System.out.println("left out: the inspector, since npm could not install it");
                abort(install.output());
            }
        }
    }

    private static String bin(String name) {
        return FOLDER.resolve("node_modules/.bin").resolve(name).toString();
    }

    /// What npm needs to know of this machine, and the Node that npm brought before the machine's own.
    private static Map<String, String> environment() {
        var environment = new HashMap<>(System.getenv());
        environment.merge("PATH", FOLDER.resolve("node_modules/node/bin").toString(), (old, own) -> own + ":" + old);
        return environment;
    }
}
