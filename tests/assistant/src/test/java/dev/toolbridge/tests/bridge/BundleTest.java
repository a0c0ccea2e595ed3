package dev.toolbridge.tests.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.Checkout;
import dev.toolbridge.tests.process.Program;
import dev.toolbridge.tests.wire.JsonValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The bundle is one that the official tool accepts, and holds the bridge that [BridgeTest] tries.
class BundleTest {

    @TempDir
    private Path folder;

    @Test
    void theOfficialToolAcceptsTheBundle() throws IOException {
        assumeTrue(BridgeKind.BUNDLE.isThere(), "npm could not install the tool");
        Path manifest = folder.resolve("manifest.json");
        try (var zip = new ZipFile(bundle().toFile())) {
            Files.write(
                    manifest, zip.getInputStream(zip.getEntry("manifest.json")).readAllBytes());
            for (var entry : zip.stream()
                    .filter(file -> file.getName().startsWith("server/"))
                    .toList()) {
                assertThat(zip.getInputStream(entry).readAllBytes())
                        .isEqualTo(Files.readAllBytes(BridgeKind.program()
                                .resolveSibling(entry.getName().substring(7))));
            }
        }
        try (var check = BridgeKind.packages().start("mcpb", "validate", manifest.toString())) {
            assertThat(check.exitCode()).as(check::output).isZero();
        }
        JsonNode settings = JsonValues.parse(Files.readString(manifest)).path("user_config");
        assertThat(settings.at("/token/sensitive").asBoolean()).isTrue();
    }

    @Test
    void theSameProgramWritesTheSameBundle() throws IOException {
        byte[] first = Files.readAllBytes(bundle());
        assertThat(Files.readAllBytes(bundle())).isEqualTo(first);
    }

    @Test
    void theRegistryLearnsTheAddressesWithTheirVariables() {
        JsonNode server = JsonValues.parse(Checkout.text(Checkout.file("deploy/server.json")));
        assertThat(server.path("description").asText()).hasSizeLessThanOrEqualTo(100);
        assertThat(server.path("remotes")).hasSize(2).allSatisfy(remote -> {
            assertThat(remote.path("type").asText()).isEqualTo("streamable-http");
            assertThat(remote.path("url").asText()).matches("https://\\{host}(/bearer)?/mcp");
            assertThat(remote.at("/variables/host/isRequired").asBoolean()).isTrue();
        });
        assertThat(server.at("/remotes/1/headers/0/isSecret").asBoolean()).isTrue();
    }

    private Path bundle() {
        Path file = folder.resolve("toolbridge.mcpb");
        var command = List.of(Checkout.file("toolbridge").toString(), "bundle", file.toString());
        var environment = Map.of(
                "PATH", System.getenv("PATH"), "JAVA_HOME", System.getProperty("java.home"), "TOOLBRIDGE_BUILT", "1");
        try (var program = Program.start(command, environment)) {
            assertThat(program.exitCode()).as(program::output).isZero();
        }
        return file;
    }
}
