package dev.toolbridge.tenants.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;

/// A fault in three sentences for a person: what happened, why, and what to do. It holds no secrets.
public record Problem(String what, String why, String remedy) {
    private static final int LENGTH_MAX = 2_000;

    public Problem {
        what = cut(what);
        why = cut(why);
        remedy = cut(remedy);
    }

    public ObjectNode json() {
        return Json.object().put("what", what).put("why", why).put("remedy", remedy);
    }

    /// Reads what [#json] wrote.
    public static Problem read(JsonNode json) {
        return new Problem(
                json.path("what").asText(),
                json.path("why").asText(),
                json.path("remedy").asText());
    }

    private static String cut(String sentence) {
        return sentence.length() <= LENGTH_MAX ? sentence : sentence.substring(0, LENGTH_MAX - 1) + "…";
    }
}
