package dev.toolbridge.tenants.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.runtime.Ensured;
import dev.toolbridge.tenants.runtime.InstanceName;
import dev.toolbridge.tenants.runtime.InstanceOrder;
import dev.toolbridge.tenants.runtime.Observed;
import dev.toolbridge.tenants.runtime.OrderLimits;
import dev.toolbridge.tenants.runtime.OutputCursor;
import dev.toolbridge.tenants.runtime.RunOutcome;
import dev.toolbridge.tenants.runtime.Workload;
import dev.toolbridge.tenants.runtime.process.supervisor.SupervisorFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Values that mean something to one of supervisord's readers, in every field that reaches a file or a command.
class HostileValuesTest {
    private static final ProcessBench BENCH = ProcessBench.open();

    /// Each has a meaning for the reader of the file, for Python's `%`, for `shlex`, for a shell, or for `env`.
    private static final List<String> ODD = List.of(
            "a ;b",
            "; all of it",
            "# all of it",
            "a #b",
            "%",
            "100%",
            "%(here)s",
            "%%(here)s",
            "%(ENV_PATH)s",
            "%(program_name)s",
            "a 'b' \"c\"",
            "\"",
            "'",
            "\\",
            "a\\",
            "\\\" ;%(here)s",
            "$(id) `id` ${HOME} $HOME",
            "&& id | id > /tmp/x",
            "[program:other]",
            "command=id",
            "  spaces  ",
            "",
            "-u",
            "--",
            "NAME=value",
            "ümläut 漢字 🙂",
            "a,b=c,d",
            "*?[a]~");

    @AfterAll
    static void close() {
        BENCH.close();
    }

    @Test
    void settingsAndArgumentsArriveAsTheyWereGiven() throws JsonProcessingException {
        Map<String, String> settings = new HashMap<>();
        for (int number = 0; number < ODD.size(); number++) {
            settings.put("ODD_" + number, ODD.get(number));
        }
        List<String> command = new ArrayList<>(List.of(ProcessBench.PROGRAM));
        command.addAll(ODD);
        Observed instance = BENCH.ready(order(with(command, settings, "sample")));

        JsonNode self = Json.parse(ProcessBench.page(instance, "/self").getBytes(StandardCharsets.UTF_8));
        settings.forEach((name, value) ->
                assertThat(self.path("environment").path(name).asText()).isEqualTo(value));
        assertThat(self.path("arguments").valueStream().map(JsonNode::asText)).containsExactlyElementsOf(ODD);
        assertThat(self.path("environment").has("PYTHONUTF8")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nb",
                "a\r",
                "a\u0000b",
                "\u001b[1m",
                "a\u2028b",
                "a\u0085b",
                "\ud800",
                "\n[program:x]\ncommand=id"
            })
    void controlCharactersAreRefusedAndLeaveNothing(String value) throws IOException {
        assertRefused(with(List.of(ProcessBench.PROGRAM), Map.of("ODD", value), "sample"));
        assertRefused(with(List.of(ProcessBench.PROGRAM, value), Map.of(), "sample"));
        assertRefused(with(List.of(value), Map.of(), "sample"));
        assertRefused(with(List.of(ProcessBench.PROGRAM), Map.of(value, "x"), "sample"));
        assertRefused(with(List.of(ProcessBench.PROGRAM), Map.of(), value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/bin/sh",
                "../../other",
                "bin/../../other/bin/serve",
                "./bin",
                "bin/missing",
                "bin/link",
                "A=b/c",
                "-c",
                "",
                "bin/serve;id"
            })
    void programsOutsideOfTheArtefactAreRefused(String program) throws IOException {
        Path link = BENCH.artefacts().resolve("sample/bin/link");
        if (!Files.exists(link)) {
            Files.createSymbolicLink(link, Path.of("/bin/sh"));
        }
        assertRefused(with(List.of(program), Map.of(), "sample"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "sample/../sample", "/etc", "", "sha256:abc", "outward", "sample/bin", "-x"})
    void artefactsElsewhereAreRefused(String artefact) throws IOException {
        Path outward = BENCH.artefacts().resolve("outward");
        if (!Files.exists(outward)) {
            Files.createSymbolicLink(outward, Path.of("/usr"));
        }
        assertRefused(with(List.of(ProcessBench.PROGRAM), Map.of(), artefact));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PORT",
                "HOST",
                "HTTP_PORT",
                "HOME",
                "TMPDIR",
                "TOOLBRIDGE_INSTANCE",
                "TOOLBRIDGE_MEMORY_MB",
                "A-B",
                "1A",
                "A B",
                "",
                "A=B",
                "Ä"
            })
    void settingsOfTheRuntimeAndOddNamesAreRefused(String name) throws IOException {
        assertRefused(with(List.of(ProcessBench.PROGRAM), Map.of(name, "x"), "sample"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "a.b", "a b", "a/b", "a:b", "a]", "../a", "a\n", "ä", "-a"})
    void namesOfAppsAndProcessesAreWords(String word) {
        assertThatIllegalArgumentException().isThrownBy(() -> new InstanceName(UUID.randomUUID(), word, 1, "web", 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new InstanceName(UUID.randomUUID(), "app", 1, word, 0));
    }

    @Test
    void foldersWithOddNamesAndLongOnesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SupervisorFolder(Path.of("/tmp/a b")));
        assertThatIllegalArgumentException().isThrownBy(() -> new SupervisorFolder(Path.of("/tmp/%(here)s")));
        assertThatIllegalArgumentException().isThrownBy(() -> new SupervisorFolder(Path.of("/" + "x".repeat(88))));
        assertThat(new SupervisorFolder(Path.of("/" + "x".repeat(87))).root()).isAbsolute();
    }

    @Test
    void everyLimitHoldsAtItsEdge() throws IOException {
        var limits = new LimitedWorkload(BENCH.server(Map.of()));

        for (Workload tooMuch : limits.beyond()) {
            assertRefused(tooMuch);
        }
        limits.within().forEach(OrderLimits::check);
    }

    @Test
    void secretsAreInNoFileOfSupervisordAndInNoCommand() throws IOException {
        String secret = "swordfish-" + UUID.randomUUID();
        Workload plain = BENCH.server(Map.of("SHOW", "KEY_FILE"));
        var order = order(new Workload(
                plain.artefact(),
                plain.command(),
                plain.settings(),
                Map.of("KEY", new Secret(secret + "\n%(here)s\0;")),
                plain.ports(),
                plain.memoryMb(),
                plain.healthPath(),
                plain.stopTimeout()));
        Observed instance = BENCH.ready(order);

        String path = BENCH.folder().secrets(order.name()).resolve("KEY").toString();
        assertThat(ProcessBench.page(instance, "/read?file=" + path)).isEqualTo(secret + "\n%(here)s\0;");
        assertThat(BENCH.runtime().tail(order.name(), OutputCursor.BEGINNING).lines())
                .contains("the secret is ***")
                .noneMatch(line -> line.contains("swordfish"));
        for (Path file :
                List.of(BENCH.folder().program(order.name()), BENCH.folder().record(order.name()))) {
            assertThat(Files.readString(file)).doesNotContain("swordfish");
        }
        assertThat(ProcessHandle.of(instance.pid().orElseThrow())
                        .orElseThrow()
                        .info()
                        .commandLine()
                        .orElseThrow())
                .doesNotContain("swordfish");
        BENCH.runtime().ensureStopped(order.name());
        assertThat(BENCH.folder().secrets(order.name())).doesNotExist();
    }

    @Test
    void aFileThatSupervisordCannotReadRefusesTheOrderAndNoOther() throws IOException {
        Observed other = BENCH.ready(order(BENCH.server(Map.of())));
        Path foreign = BENCH.folder().supervisor().programs().resolve("foreign.conf");
        Files.writeString(foreign, "[program:foreign]\ncommand=%(nothing)s\n");
        var order = order(BENCH.server(Map.of()));
        try {
            assertThat(BENCH.runtime().ensureInstance(order, Duration.ZERO))
                    .isInstanceOfSatisfying(Ensured.Refused.class, refused -> assertThat(refused.reason())
                            .contains("foreign"));
            assertThat(BENCH.folder().instance(order.name())).doesNotExist();
        } finally {
            Files.delete(foreign);
        }
        assertThat(ProcessBench.page(other, "/self")).isNotEmpty();
        BENCH.ready(order);
    }

    private static void assertRefused(Workload workload) throws IOException {
        var order = order(workload);
        assertThat(BENCH.runtime().ensureInstance(order, Duration.ZERO)).isInstanceOf(Ensured.Refused.class);
        assertThat(BENCH.runtime().runOnce(order, Duration.ZERO)).isInstanceOf(RunOutcome.Refused.class);
        assertThat(BENCH.folder().instance(order.name())).doesNotExist();
        assertThat(BENCH.folder().program(order.name())).doesNotExist();
    }

    private static InstanceOrder order(Workload workload) {
        return ProcessBench.order(UUID.randomUUID(), workload);
    }

    private static Workload with(List<String> command, Map<String, String> settings, String artefact) {
        return new Workload(
                artefact,
                command,
                settings,
                Collections.emptyMap(),
                List.of("http"),
                OrderLimits.MEMORY_MB_MIN * 8,
                Optional.of("/health"),
                ProcessBench.STOP);
    }
}
