package dev.toolbridge.proof.generated;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.proof.generated.Description.Operation;
import dev.toolbridge.proof.generated.Description.Parameter;
import dev.toolbridge.tests.wire.Call;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/// Builds requests of an operation, valid by its description or with one fault.
record Requests(Description description, SchemaCheck check, Random random) {
    private static final List<String> ACCEPTED = List.of("", "application/json", "application/problem+json", "*/*");

    /// Text that no parameter accepts, or few.
    private static final List<String> BAD = List.of(
            "x y", "-1", "1.5", "%", "null", "true", "\"", "a,b", "{}", "9".repeat(30), "ä", "'; --", "\u200b", "[1]");

    private static final List<String> BAD_BODIES =
            List.of("", "{", "[]", "null", "17", "\"text\"", "{}{}", "{\"a\":1,\"a\":2}", "\u0000", "{\"items\":{}}");

    /// A request before it is sent.
    ///
    /// @param inPath values of the path's placeholders
    private record Draft(
            Map<String, String> inPath, Map<String, String> query, Map<String, String> headers, String body) {}

    /// A request that the description allows.
    Call valid(Operation operation, Ground ground) {
        return call(operation, draft(operation, ground));
    }

    /// The same with one fault, or by chance without one.
    Call spoiled(Operation operation, Ground ground) {
        var draft = draft(operation, ground);
        String bad = BAD.get(random.nextInt(BAD.size()));
        return call(
                operation,
                switch (random.nextInt(6)) {
                    case 0 -> replaced(draft, draft.inPath, bad);
                    case 1 -> replaced(draft, draft.query, bad);
                    case 2 -> replaced(draft, draft.headers, bad.replaceAll("[^ -~]", "~"));
                    case 3 -> with(draft, "unknown" + random.nextInt(9), bad);
                    case 4 -> withBody(draft, BAD_BODIES.get(random.nextInt(BAD_BODIES.size())));
                    default -> withBody(draft, otherTypes(draft.body));
                });
    }

    private Draft draft(Operation operation, Ground ground) {
        var values = new Values(description, random, name -> ground.known(operation.path(), name));
        var inPath = new LinkedHashMap<String, String>();
        var query = new LinkedHashMap<String, String>();
        var headers = new LinkedHashMap<String, String>();
        for (Parameter parameter : operation.parameters()) {
            if (parameter.isRequired() || random.nextInt(5) == 0) {
                String text = values.named(parameter.name(), parameter.schema()).asText();
                switch (parameter.in()) {
                    case "path" -> inPath.put(parameter.name(), text);
                    case "query" -> query.put(parameter.name(), text);
                    default -> headers.put(parameter.name(), text);
                }
            }
        }
        headers.put("Accept", ACCEPTED.get(random.nextInt(ACCEPTED.size())));
        return new Draft(
                inPath, query, headers, body(operation, values, headers).orElse(""));
    }

    private Optional<String> body(Operation operation, Values values, Map<String, String> headers) {
        List<Map.Entry<String, JsonNode>> forms =
                new ArrayList<>(operation.body().properties());
        if (forms.isEmpty()) {
            return Optional.empty();
        }
        var form = forms.get(random.nextInt(forms.size()));
        headers.put("Content-Type", form.getKey());
        JsonNode schema = form.getValue().path("schema");
        JsonNode body = values.of(schema);
        check.complaint(schema, body).ifPresent(complaint -> {
            throw new AssertionError("generated against the schema: " + body + ": " + complaint);
        });
        return Optional.of(body.toString());
    }

    private Call call(Operation operation, Draft draft) {
        String path = operation.path();
        for (var value : draft.inPath.entrySet()) {
            path = path.replace("{" + value.getKey() + "}", encoded(value.getValue()));
        }
        String query = draft.query.entrySet().stream()
                .map(value -> encoded(value.getKey()) + "=" + encoded(value.getValue()))
                .collect(Collectors.joining("&"));
        var call = Call.of(operation.method(), query.isEmpty() ? path : path + "?" + query);
        for (var header : draft.headers.entrySet()) {
            call = call.with(header.getKey(), header.getValue());
        }
        return draft.body.isEmpty() ? call : call.body(draft.body);
    }

    private Draft replaced(Draft draft, Map<String, String> values, String bad) {
        if (!values.isEmpty()) {
            List<String> names = List.copyOf(values.keySet());
            values.put(names.get(random.nextInt(names.size())), bad);
        }
        return draft;
    }

    private static Draft with(Draft draft, String name, String value) {
        draft.query.put(name, value);
        return draft;
    }

    private static Draft withBody(Draft draft, String body) {
        return new Draft(draft.inPath, draft.query, draft.headers, body);
    }

    /// The same text with some of its values of another type.
    private String otherTypes(String body) {
        String wrong = List.of("17", "\"no\"", "[]", "{}", "null", "1e400", "\"\\ud800\"")
                .get(random.nextInt(7));
        return body.replaceAll(":(\"[^\"\\\\]*\"|[0-9.]+|true|false|null)", ":" + wrong.replace("\\", "\\\\"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
