package dev.toolbridge.api.project;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.access.Seats;
import dev.toolbridge.api.item.place.Cursor;
import dev.toolbridge.api.item.place.CursorCodec;
import dev.toolbridge.api.route.Inputs;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.Field;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.route.Input;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.Parameter;
import dev.toolbridge.service.route.RouteLine;
import dev.toolbridge.service.route.Schema;
import java.util.List;
import java.util.Optional;

/// Shows the context of a project: what a person or an assistant needs to know first.
public final class ContextRoutes {
    private static final String QUESTION = "context";
    private static final String PATH = ProjectAccess.PATH + "/context";
    private static final Parameter LEVEL = Parameter.query(
            "level", "How much is told; else as the MCP configuration says.", Schema.choice(ProjectSchemas.LEVELS));
    private static final List<String> ENVIRONMENTS = Entities.named("environment_variable")
            .field("environment")
            .map(Field::choices)
            .orElseThrow();
    private static final Parameter ENVIRONMENT = Parameter.query(
            "environment", "The environment whose variables are named; else all.", Schema.choice(ENVIRONMENTS));
    private static final Parameter SINCE = Parameter.query(
            "since",
            "The cursor of an earlier answer: only what changed is told.",
            Schema.text("^[A-Za-z0-9_-]+$", Parameter.SIGNED_LENGTH_MAX));

    private final Contexts contexts;
    private final CursorCodec cursors;
    private final ProjectAccess access;

    public ContextRoutes(Contexts contexts, CursorCodec cursors, Seats seats) {
        this.contexts = contexts;
        this.cursors = cursors;
        this.access = new ProjectAccess(seats);
    }

    public List<RouteLine<Caller>> routes() {
        Input asked = Inputs.ACCOUNT.reading(LEVEL, ENVIRONMENT, SINCE);
        Output shown = Output.of(200, "The context.", ProjectSchemas.CONTEXT);
        return List.of(new RouteLine<>("GET", PATH, "show_context", Scope.PROJECTS_READ, asked, shown, this::show));
    }

    private Answer show(Caller caller, Request request) {
        Caller inside = access.inside(caller, request, Scope.PROJECTS_READ);
        List<EntityType> types = Entities.STORED.stream()
                .filter(type -> inside.rights().contains(Scope.read(type.plural())))
                .toList();
        String bound = inside.bound(QUESTION);
        Optional<Cursor> since = request.queryValue(SINCE.name()).map(text -> place(text, bound));
        ProjectContext context = contexts.read(
                inside.space(),
                new ContextQuestion(
                        types,
                        choice(request, LEVEL, ProjectSchemas.LEVELS),
                        choice(request, ENVIRONMENT, ENVIRONMENTS),
                        since));
        var body = Json.object().put(LEVEL.name(), context.level());
        body.setAll(context.parts());
        body.set("dropped", context.dropped());
        return Answer.json(200, body.put("cursor", cursors.encode(context.place(), bound)))
                .header("Cache-Control", "no-store");
    }

    private static Optional<String> choice(Request request, Parameter parameter, List<String> choices) {
        Optional<String> chosen = request.queryValue(parameter.name());
        String expected = "one of " + String.join(", ", choices);
        if (chosen.filter(name -> !choices.contains(name)).isPresent()) {
            throw Refusal.of(
                            ErrorCode.INVALID_PARAMETER, "query parameter " + parameter.name() + " must be " + expected)
                    .fact("field", parameter.name())
                    .fact("expected", expected);
        }
        return chosen;
    }

    /// An answer is whole only if nothing was asked for: cursors of former systems mean no place here.
    private Cursor place(String text, String bound) {
        return cursors.decode(text, bound)
                .orElseThrow(() -> Refusal.of(ErrorCode.INVALID_CURSOR, "since must be the cursor of a context"));
    }
}
