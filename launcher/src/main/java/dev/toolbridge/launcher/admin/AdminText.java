package dev.toolbridge.launcher.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Tenants and operations as people read them.
public final class AdminText {
    private static final double MS_PER_S = 1_000;

    private AdminText() {}

    /// One line for each tenant.
    public static String tenants(JsonNode list) {
        return table(list.path("tenants"), "slug", "status", "plan", "id", "name");
    }

    /// One line for each time, newest last.
    public static String usage(JsonNode usage) {
        return table(
                usage.path("usage"),
                "start",
                "requests",
                "refused",
                "errors",
                "tool_calls",
                "items",
                "bytes",
                "people",
                "assistants",
                "p95_ms");
    }

    /// One line for each operation.
    public static String operations(JsonNode list) {
        return table(list.path("operations"), "id", "kind", "status", "tenant", "created_at");
    }

    /// One line for each version of a secret.
    public static String secrets(JsonNode list) {
        return table(list.path("secrets"), "name", "version", "status", "age_days", "due_at");
    }

    /// The lines that say what an operation ends for others, and where it has written data; none for most.
    public static String effects(JsonNode operation) {
        Stream<String> folders = elements(operation.path("steps"))
                .map(step -> step.at("/result/folder").asText())
                .filter(folder -> !folder.isEmpty())
                .map(folder -> folder + " in the folder of exports");
        return Stream.concat(elements(operation.path("effects")).map(JsonNode::asText), folders)
                .map(line -> "\n  " + line)
                .collect(Collectors.joining());
    }

    /// A tenant with its addresses and conditions.
    public static String tenant(JsonNode tenant) {
        var lines = new ArrayList<String>();
        Stream.of("slug", "name", "status", "plan", "id", "ref", "created_at", "retained_until", "operation")
                .filter(name -> tenant.has(name))
                .forEach(name -> lines.add(field(name, tenant.path(name).asText())));
        tenant.path("addresses").forEach(address -> {
            lines.add(field("host", address.path("host").asText()));
            if (address.has("loopback_port")) {
                lines.add(field(
                        "address",
                        "http://127.0.0.1:" + address.path("loopback_port").asText()));
            }
        });
        tenant.path("conditions").forEach(condition -> lines.add(condition(condition)));
        return String.join("\n", lines);
    }

    /// An operation with its steps.
    public static String operation(JsonNode operation) {
        var lines = new ArrayList<String>();
        Stream.of("id", "kind", "status", "tenant", "reason", "created_at", "finished_at")
                .filter(name -> !operation.path(name).asText().isEmpty())
                .forEach(name -> lines.add(field(name, operation.path(name).asText())));
        operation.path("steps").forEach(step -> lines.add(step(step)));
        if (operation.has("problem")) {
            problem(operation).ifPresent(text -> lines.add("  " + text));
        }
        return String.join("\n", lines) + effects(operation);
    }

    /// One line for each rollout.
    public static String rollouts(JsonNode list) {
        return table(list.path("rollouts"), "id", "release", "status", "created_at");
    }

    /// A rollout with the numbers of its tenants, and those that need a look.
    public static String rollout(JsonNode rollout) {
        var lines = new ArrayList<String>();
        Stream.of("id", "release", "status", "reason", "created_at", "finished_at")
                .filter(name -> !rollout.path(name).asText().isEmpty())
                .forEach(name -> lines.add(field(name, rollout.path(name).asText())));
        rollout.path("counts")
                .properties()
                .forEach(count ->
                        lines.add(field(count.getKey(), count.getValue().asText())));
        elements(rollout.path("tenants"))
                .filter(tenant -> !tenant.path("state").asText().equals("succeeded"))
                .forEach(tenant -> lines.add(String.format(
                                Locale.ROOT,
                                "  %-30s %-9s wave %s  %s",
                                tenant.path("slug").asText(),
                                tenant.path("state").asText(),
                                tenant.path("wave").asText(),
                                tenant.path("problem").asText())
                        .stripTrailing()));
        return String.join("\n", lines);
    }

    /// The fault, its reason, and the way on; empty without a fault.
    public static Optional<String> problem(JsonNode holder) {
        JsonNode problem = holder.has("problem") ? holder.path("problem") : holder;
        List<String> words = Stream.of("what", "why", "remedy")
                .map(name -> problem.path(name).asText())
                .filter(text -> !text.isBlank())
                .toList();
        return words.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", words));
    }

    /// The line of an event.
    ///
    /// @param begun the time at which its step began, or the operation
    public static String event(JsonNode event, Instant begun) {
        Duration took = Duration.between(begun, Instant.parse(event.path("at").asText()));
        String what = event.path("what").asText().replaceFirst("^step_", "");
        return String.format(
                        Locale.ROOT,
                        "  %-20s %-11s %6.1f s  %s",
                        event.path("step").asText("operation"),
                        what,
                        took.toMillis() / MS_PER_S,
                        problem(event.path("detail")).orElse(""))
                .stripTrailing();
    }

    private static String step(JsonNode step) {
        String tries =
                step.path("attempt").asInt() > 1 ? "try " + step.path("attempt").asInt() : "";
        return String.format(
                        Locale.ROOT,
                        "  %-20s %-11s %s  %s",
                        step.path("name").asText(),
                        step.path("state").asText(),
                        tries,
                        problem(step).orElse(""))
                .stripTrailing();
    }

    private static String condition(JsonNode condition) {
        return String.format(
                        Locale.ROOT,
                        "  %-14s %-8s %s  %s",
                        condition.path("type").asText(),
                        condition.path("status").asText(),
                        condition.path("reason").asText(),
                        condition.path("message").asText())
                .stripTrailing();
    }

    static String field(String name, String value) {
        return String.format(Locale.ROOT, "%-12s %s", name, value);
    }

    static String table(JsonNode rows, String... columns) {
        int[] widths = Stream.of(columns)
                .mapToInt(column -> Stream.concat(
                                Stream.of(column),
                                elements(rows).map(row -> row.path(column).asText()))
                        .mapToInt(String::length)
                        .max()
                        .orElse(0))
                .toArray();
        String head = row(List.of(columns), widths);
        return Stream.concat(
                        Stream.of(head),
                        elements(rows)
                                .map(row -> row(
                                        Stream.of(columns)
                                                .map(column -> row.path(column).asText())
                                                .toList(),
                                        widths)))
                .collect(Collectors.joining("\n"));
    }

    private static Stream<JsonNode> elements(JsonNode rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }

    private static String row(List<String> cells, int[] widths) {
        var line = new StringBuilder();
        for (int cell = 0; cell < widths.length; cell++) {
            String text = cells.get(cell);
            line.append(text).append(" ".repeat(widths[cell] - text.length() + 2));
        }
        return line.toString().stripTrailing();
    }
}
