package dev.toolbridge.mcp;

import static java.util.Map.entry;

import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import java.util.Map;

/// Routes of the API over several types. The fake has no answer of its own for them: a test gives it.
final class FakeQuestions {
    static final Map<String, String> METHODS = Map.ofEntries(
            entry("/v1/search", "GET"),
            entry("/v1/aggregate", "GET"),
            entry("/v1/tasks/aggregate", "GET"),
            entry("/v1/changes/aggregate", "GET"),
            entry("/v1/batch", "POST"),
            entry("/v1/runs/{run}/undo", "POST"),
            entry("/v1/proposals", "POST"),
            entry("/v1/proposals/{uid}", "GET"),
            entry("/v1/proposals/{uid}/decisions", "PUT"),
            entry("/v1/proposals/{uid}/withdraw", "POST"),
            entry("/v1/projects/{project}", "GET"),
            entry("/v1/projects/{project}/mcp", "GET"));

    private FakeQuestions() {}

    /// The answer of a fake that was given none.
    static Answer unanswered(Request request) {
        return Answer.json(501, Json.object().put("path", request.path()));
    }
}
