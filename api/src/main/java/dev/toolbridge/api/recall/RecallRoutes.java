package dev.toolbridge.api.recall;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.project.ProjectAccess;
import dev.toolbridge.api.route.ApiParameters;
import dev.toolbridge.api.route.Inputs;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.json.JsonParts;
import dev.toolbridge.service.route.Input;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.Parameter;
import dev.toolbridge.service.route.ParameterValues;
import dev.toolbridge.service.route.RouteLine;
import dev.toolbridge.service.route.Schema;
import java.util.List;
import java.util.Optional;

/// Recall in the space of a request, and in a project that the path names.
public final class RecallRoutes {
    private static final int LIMIT_MAX = 50;
    private static final int LIMIT_DEFAULT = 10;
    private static final int TAG_LENGTH_MAX = 200;
    private static final Parameter KIND =
            Parameter.query("type", "Only memories of this type.", Schema.choice(RecallSchemas.TYPES));
    private static final Parameter TAG =
            Parameter.query("tag", "Only memories with this tag.", Schema.text("^[^\\u0000]+$", TAG_LENGTH_MAX));
    private static final Parameter LIMIT = Parameter.query(
            ParameterValues.LIMIT,
            "How many memories at most.",
            Schema.whole(1, LIMIT_MAX).put("default", LIMIT_DEFAULT));
    private static final Parameter SUPERSEDED =
            Parameter.query("superseded", "Whether to show memories that others have superseded.", Schema.flag());
    private static final Input INPUT = Inputs.ACCOUNT.reading(ApiParameters.QUESTION, KIND, TAG, LIMIT, SUPERSEDED);
    private static final String SCOPE = Scope.read(StoredMemories.TYPE.plural());

    private final Recall recall;
    private final ProjectAccess access;

    public RecallRoutes(Recall recall, ProjectAccess access) {
        this.recall = recall;
        this.access = access;
    }

    /// The line that works in the space of a request.
    public List<RouteLine<Caller>> ofSpace() {
        return List.of(line("/v1/recall", "recall"));
    }

    /// The line of projects.
    public List<RouteLine<Caller>> ofProject() {
        RouteLine<Caller> line = line(ProjectAccess.PATH + "/recall", "recall_in_project");
        return List.of(new RouteLine<>(
                line.method(),
                line.path(),
                line.operation(),
                line.scope(),
                line.input(),
                line.output(),
                (caller, request) -> answer(access.inside(caller, request, SCOPE), request)));
    }

    private RouteLine<Caller> line(String path, String operation) {
        Output memories = Output.of(200, "The memories, the best first.", RecallSchemas.RECALLED);
        return new RouteLine<>("GET", path, operation, SCOPE, INPUT, memories, this::answer);
    }

    private Answer answer(Caller caller, Request request) {
        Recall.Answered answered = recall.ask(caller, question(request));
        var body = new JsonParts().add("{\"memories\":");
        body.array(answered.memories(), (memory, out) -> out.add(Json.bytes(memory.json())));
        if (answered.behind() > 0) {
            body.add(",\"behind\":" + answered.behind());
        }
        return Answer.json(200, body.add("}").joined());
    }

    private static Recall.Question question(Request request) {
        String text = request.queryValue(ApiParameters.QUESTION.name())
                .filter(question -> !question.isBlank())
                .orElseThrow(() -> refused(ApiParameters.QUESTION, "1 to 500 characters"));
        Optional<String> type = request.queryValue(KIND.name());
        if (type.filter(name -> !RecallSchemas.TYPES.contains(name)).isPresent()) {
            throw refused(KIND, "one of " + String.join(", ", RecallSchemas.TYPES));
        }
        Optional<String> tag = request.queryValue(TAG.name());
        if (tag.filter(name -> name.isEmpty() || name.length() > TAG_LENGTH_MAX || name.indexOf(0) >= 0)
                .isPresent()) {
            throw refused(TAG, "1 to " + TAG_LENGTH_MAX + " characters");
        }
        return new Recall.Question(text.strip(), type, tag, limit(request), ParameterValues.flag(request, SUPERSEDED));
    }

    private static int limit(Request request) {
        int limit = request.queryValue(LIMIT.name())
                .map(text -> ParameterValues.whole(text, 0))
                .orElse(LIMIT_DEFAULT);
        if (limit < 1 || limit > LIMIT_MAX) {
            throw refused(LIMIT, "1 to " + LIMIT_MAX);
        }
        return limit;
    }

    private static Refusal refused(Parameter parameter, String expected) {
        return Refusal.of(ErrorCode.INVALID_PARAMETER, "query parameter " + parameter.name() + " must be " + expected)
                .fact("field", parameter.name())
                .fact("expected", expected);
    }
}
