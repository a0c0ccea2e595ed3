package dev.toolbridge.mcp;

import java.util.Map;

/// Routes of the API over several types. The fake has no answer of its own for them: a test gives it.
final class FakeQuestions {
    static final Map<String, String> METHODS = Map.of(
            "/v1/search", "GET",
            "/v1/aggregate", "GET",
            "/v1/tasks/aggregate", "GET",
            "/v1/changes/aggregate", "GET",
            "/v1/batch", "POST");

    private FakeQuestions() {}
}
