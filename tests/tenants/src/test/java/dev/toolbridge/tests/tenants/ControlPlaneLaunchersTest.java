package dev.toolbridge.tests.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.Checkout;
import dev.toolbridge.tests.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The launchers of a control plane, in a folder with its jars.
class ControlPlaneLaunchersTest {
    private static final int EXIT_USAGE = 2;
    private static final int EXIT_CONFIGURATION = 78;

    @TempDir
    private Path folder;

    @BeforeEach
    void layOut() throws IOException {
        Path target = Checkout.file("tenants/target");
        copy(target.resolve("lib"), "lib");
        Files.copy(target.resolve("toolbridge-tenants.jar"), folder.resolve("lib/toolbridge-tenants.jar"));
        copy(Checkout.file("deploy/bin"), "bin");
    }

    private void copy(Path from, String name) throws IOException {
        Path to = Files.createDirectory(folder.resolve(name));
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "toolbridge-tenants,TENANTS_DATABASE_URL",
        "toolbridge-tenants-migrate,TENANTS_DATABASE_OWNER_URL",
        "toolbridge-tenants-prepare,TENANTS_CLUSTER_URL",
        "toolbridge-tenants-rewrap,TENANTS_DATABASE_URL",
        "toolbridge-members,MEMBERS_KEYS"
    })
    void eachProgramSaysWhichSettingIsMissing(String launcher, String setting) {
        try (var program = start(launcher, Map.of())) {
            assertThat(program.exitCode()).isEqualTo(EXIT_CONFIGURATION);
            assertThat(program.output()).startsWith(launcher + ": ").contains(setting + " must be set");
        }
    }

    @Test
    void theOperatorsProgramSaysWhatItExpects() {
        try (var program = start("toolbridge-tenants-operator", Map.of())) {
            assertThat(program.exitCode()).isEqualTo(EXIT_USAGE);
            assertThat(program.output()).contains("expected grant or withdraw, an issuer and a subject");
        }
    }

    private Program start(String launcher, Map<String, String> settings) {
        var all = new HashMap<>(settings);
        all.put("PATH", System.getenv("PATH"));
        all.put("JAVA_HOME", System.getProperty("java.home"));
        return Program.start(
                List.of("sh", "-c", "home=$1; shift; exec \"$home/bin/$0\" \"$@\"", launcher, folder.toString()), all);
    }
}
