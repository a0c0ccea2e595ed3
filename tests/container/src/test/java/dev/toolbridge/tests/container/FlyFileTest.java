package dev.toolbridge.tests.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.Checkout;
import dev.toolbridge.tests.wire.JsonValues;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Checks `fly.toml` by the keys and kinds of values of https://fly.io/docs/reference/configuration/.
class FlyFileTest {
    /// Python reads TOML since version 3.11.
    private static final String TO_JSON =
            "import json, sys, tomllib; print(json.dumps(tomllib.load(open(sys.argv[1], 'rb'))))";

    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("app", "text"),
            Map.entry("primary_region", "[a-z]{3}"),
            Map.entry("kill_signal", "SIG(INT|TERM|QUIT|USR1|USR2|KILL|STOP)"),
            Map.entry("kill_timeout", "duration"),
            Map.entry("build.dockerfile", "text"),
            Map.entry("deploy.release_command", "text"),
            Map.entry("deploy.release_command_timeout", "duration"),
            Map.entry("deploy.strategy", "canary|rolling|bluegreen|immediate"),
            Map.entry("deploy.wait_timeout", "duration"),
            Map.entry("services.internal_port", "number"),
            Map.entry("services.protocol", "tcp|udp"),
            Map.entry("services.auto_stop_machines", "off|stop|suspend"),
            Map.entry("services.auto_start_machines", "flag"),
            Map.entry("services.min_machines_running", "number"),
            Map.entry("services.ports.port", "number"),
            Map.entry("services.ports.handlers", "texts"),
            Map.entry("services.ports.force_https", "flag"),
            Map.entry("services.concurrency.type", "connections|requests"),
            Map.entry("services.concurrency.soft_limit", "number"),
            Map.entry("services.concurrency.hard_limit", "number"),
            Map.entry("services.http_checks.path", "text"),
            Map.entry("services.http_checks.interval", "duration"),
            Map.entry("services.http_checks.timeout", "duration"),
            Map.entry("services.http_checks.grace_period", "duration"),
            Map.entry("metrics.port", "number"),
            Map.entry("metrics.path", "text"),
            Map.entry("restart.policy", "always|never|on-failure"),
            Map.entry("restart.retries", "number"),
            Map.entry("vm.cpu_kind", "shared|performance"),
            Map.entry("vm.cpus", "number"),
            Map.entry("vm.memory", "\\d+(mb|gb)"));

    private static final Set<String> SEVERAL =
            Set.of("services", "services.ports", "services.http_checks", "restart", "vm");

    @Test
    void everyKeyIsDocumentedAndOfItsKind() throws IOException {
        var wrong = new TreeMap<String, String>();
        check("", fly(), wrong);

        assertThat(wrong).isEmpty();
    }

    @Test
    void bothServersAreCheckedAndTheMigrationRunsFirst() throws IOException {
        JsonNode fly = fly();

        assertThat(fly.at("/deploy/release_command").asText()).isEqualTo("/opt/toolbridge/bin/toolbridge-migrate");
        assertThat(fly.path("services")).hasSize(2).allSatisfy(service -> assertThat(
                        service.at("/http_checks/0/path").asText())
                .isEqualTo("/readyz"));
        assertThat(fly.path("services").findValuesAsText("internal_port"))
                .containsExactly(port(fly, "HTTP_ADDR"), port(fly, "TOOLBRIDGE_PORT"));
        assertThat(fly.at("/metrics/port").asText()).isEqualTo(port(fly, "METRICS_ADDR"));
        assertThat(fly.path("kill_timeout").asText()).isEqualTo("10s");
    }

    private static String port(JsonNode fly, String setting) {
        return fly.path("env").path(setting).asText().replace(":", "");
    }

    private static void check(String table, JsonNode value, Map<String, String> wrong) {
        for (var entry : value.properties()) {
            String key = table + entry.getKey();
            JsonNode inner = entry.getValue();
            if (SEVERAL.contains(key) && inner.isArray()) {
                inner.forEach(one -> check(key + ".", one, wrong));
            } else if (inner.isObject() && !SEVERAL.contains(key)) {
                checkTable(key, inner, wrong);
            } else if (!isOfKind(inner, KINDS.getOrDefault(key, "unknown"))) {
                wrong.put(key, inner.toString());
            }
        }
    }

    /// Checks a table; `env` may have any keys, with texts.
    private static void checkTable(String key, JsonNode table, Map<String, String> wrong) {
        if (!key.equals("env")) {
            check(key + ".", table, wrong);
        } else if (!table.valueStream().allMatch(JsonNode::isTextual)) {
            wrong.put(key, table.toString());
        }
    }

    private static boolean isOfKind(JsonNode value, String kind) {
        return switch (kind) {
            case "unknown" -> false;
            case "text" -> value.isTextual();
            case "texts" -> value.isArray() && value.valueStream().allMatch(JsonNode::isTextual);
            case "number" -> value.isInt();
            case "flag" -> value.isBoolean();
            case "duration" -> value.isTextual() && value.asText().matches("\\d+(ms|s|m)");
            default -> value.isTextual() && value.asText().matches(kind);
        };
    }

    private static JsonNode fly() throws IOException {
        var python = DebianTool.required("python3", "python3");
        var builder = new ProcessBuilder(List.of(
                python.program().toString(),
                "-c",
                TO_JSON,
                Checkout.file("fly.toml").toString()));
        builder.environment().putAll(python.environment());
        Process process = builder.redirectErrorStream(true).start();
        return JsonValues.parse(new String(process.getInputStream().readAllBytes(), UTF_8));
    }
}
