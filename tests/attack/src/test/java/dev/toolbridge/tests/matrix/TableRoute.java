package dev.toolbridge.tests.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Server;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A route as the server itself describes it, so that the matrix covers new routes by itself.
///
/// @param queries names of the query parameters that it takes
record TableRoute(String method, String path, List<String> queries) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

    static List<TableRoute> of(Server server) {
        return server.send(Call.of("GET", "/openapi.json")).at("/paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(operation -> !isStream(operation.getValue()) && needsScope(operation.getValue()))
                        .map(operation -> new TableRoute(
                                operation.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                queries(operation.getValue()))))
                .toList();
    }

    /// A stream has no end to wait for; the tests of streams try its refusals.
    private static boolean isStream(JsonNode operation) {
        return operation.at("/responses/200/content").has("text/event-stream")
                || operation.path("responses").has("101");
    }

    /// A route that is open to anybody tells nothing of anybody else.
    private static boolean needsScope(JsonNode operation) {
        return operation.path("description").asText().startsWith("Needs the scope ");
    }

    private static List<String> queries(JsonNode operation) {
        return operation
                .path("parameters")
                .valueStream()
                .filter(parameter -> parameter.path("in").asText().equals("query"))
                .map(parameter -> parameter.path("name").asText())
                .toList();
    }

    List<String> placeholders() {
        return PLACEHOLDER
                .matcher(path)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    /// True if it makes something new, which belongs to its maker.
    boolean makes() {
        return method.equals("POST") && placeholders().isEmpty();
    }

    /// True if it belongs to the interface of FlukeBase clients, which allows a user few requests.
    boolean isForFlukeBase() {
        return path.startsWith("/api/");
    }

    /// True if it is about a project and its path names none.
    boolean lacksProject() {
        return isForFlukeBase() && !path.contains("/projects");
    }

    boolean takesBody() {
        return !method.equals("GET") && !method.equals("DELETE");
    }

    /// The part of the path that names its subject: `notes`.
    String subject() {
        return path.split("/", -1)[2];
    }

    boolean isSync() {
        return path.startsWith("/v1/sync/");
    }
}
