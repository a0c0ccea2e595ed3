package dev.toolbridge.mcp;

import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import java.util.Map;

/// Routes of the API over several types. The fake has no answer of its own for them: a test gives it.
final class FakeQuestions {
    static final Map<String, String> METHODS = Map.of(
            "/v1/search", "GET",
            "/v1/aggregate", "GET",
            "/v1/tasks/aggregate", "GET",
            "/v1/changes/aggregate", "GET",
            "/v1/batch", "POST",
            "/v1/runs/{run}/undo", "POST",
            "/v1/proposals", "POST",
            "/v1/proposals/{uid}", "GET",
            "/v1/proposals/{uid}/decisions", "PUT",
            "/v1/proposals/{uid}/withdraw", "POST");

    private FakeQuestions() {}

    /// The answer of a fake that was given none.
    static Answer unanswered(Request request) {
        return Answer.json(501, Json.object().put("path", request.path()));
    }
}
