package dev.toolbridge.launcher.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// An answer that says no.
public final class AdminRefusal extends RuntimeException {
    private final transient JsonNode body;

    /// @param body the answer as the server gave it
    AdminRefusal(int status, JsonNode body) {
        super(sentence(status, body), null, false, false);
        this.body = body;
    }

    public JsonNode body() {
        return body;
    }

    private static String sentence(int status, JsonNode body) {
        String error = body.path("error").asText("the control plane answered with status " + status);
        List<String> facts = new ArrayList<>();
        Stream.of("code", "field", "expected", "operation", "status", "required_scope")
                .filter(name -> body.path(name).isValueNode())
                .forEach(name -> facts.add((name.equals("code") ? "" : name + ": ")
                        + body.path(name).asText()));
        String why = Stream.of("what", "why", "remedy")
                .filter(name -> body.path(name).isTextual())
                .map(name -> body.path(name).asText())
                .reduce("", (before, text) -> before + "; " + text);
        return error + (facts.isEmpty() ? "" : " (" + String.join(", ", facts) + ")") + why;
    }
}
