package dev.toolbridge.service.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// The life of a server as a process: its ready line, its end, and the sentence that refuses a wrong setting.
class ServerMainTest {
    private static final Setting<Boolean> SWITCH = Setting.flag("SMALL_SWITCH", "A setting to be wrong.");

    @Test
    void aSignalEndsItInOrder() throws Exception {
        Process process = start(Map.of());
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(lines.readLine())
                    .contains("\"logger\":\"" + Small.class.getName() + "\",\"message\":\"ready\"")
                    .endsWith("\"port\":7,\"issuer\":\"small\"}");

            process.toHandle().destroy();

            assertThat(lines.lines()).containsExactly("closed");
            assertThat(process.waitFor()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aWrongSettingEndsItWithOneSentence() throws Exception {
        Process process = start(Map.of(SWITCH.key(), "maybe"));
        try (var errors = process.errorReader(StandardCharsets.UTF_8)) {
            assertThat(errors.lines()).containsExactly("small: SMALL_SWITCH is \"maybe\", expected true or false");
            assertThat(process.waitFor()).isEqualTo(78);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void classesInAFolderHaveNoVersion() {
        assertThat(Version.of(ServerMainTest.class)).isEqualTo("development");
        assertThat(Version.of(Test.class)).matches("\\d+\\..*");
    }

    private static Process start(Map<String, String> environment) throws IOException {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Small.class.getName());
        builder.environment().putAll(environment);
        return builder.start();
    }

    /// A program that says when it is closed.
    static final class Small implements StartedServer, ServerConfig {

        public static void main(String[] arguments) throws InterruptedException {
            new ServerMain("small", Small.class).run(Small::from, config -> config);
        }

        /// Leaves a thread behind that keeps the program running, as the listener of a real server does.
        private static Small from(Settings settings) {
            settings.find(SWITCH);
            Thread.ofPlatform().start(LockSupport::park);
            return new Small();
        }

        @Override
        public String logLevel() {
            return "INFO";
        }

        @Override
        public ReadyLine awaitStart() {
            return new ReadyLine("ready", 7, Optional.of(Map.entry("issuer", "small")));
        }

        @Override
        public void close() {
            System.out.println("closed");
        }
    }
}
