package dev.toolbridge.api.project;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.access.Scopes;
import dev.toolbridge.api.access.Seat;
import dev.toolbridge.api.access.SpaceRole;
import dev.toolbridge.api.item.Times;
import dev.toolbridge.api.key.KeyRoutes;
import dev.toolbridge.api.key.KeySchemas;
import dev.toolbridge.api.quota.QuotaAccount;
import dev.toolbridge.api.route.ApiParameters;
import dev.toolbridge.api.route.Inputs;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.route.Input;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.Page;
import dev.toolbridge.service.route.Parameter;
import dev.toolbridge.service.route.ParameterValues;
import dev.toolbridge.service.route.RouteLine;
import dev.toolbridge.service.route.Schema;
import dev.toolbridge.service.signed.SignedCursors;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Makes, finds, changes, deletes and restores projects.
public final class ProjectRoutes {
    private static final String ALL = "/v1/projects";
    private static final String ONE = ProjectAccess.PATH;
    private static final Parameter REPOSITORY = Parameter.query(
            ProjectBody.REPOSITORY,
            "Only projects of this repository, however its address is written.",
            Schema.text("^[^\\u0000]+$", 500));
    private static final Parameter CONFIRM = Parameter.query(
                    "confirm", "The project's slug.", Schema.text("^[a-z0-9-]+$", 63))
            .required();

    private final Parts parts;

    public ProjectRoutes(Parts parts) {
        this.parts = parts;
    }

    /// The parts that these routes work on.
    public record Parts(Projects projects, ProjectAccess access, SignedCursors cursors, KeyRoutes keys) {}

    public List<RouteLine<Caller>> routes() {
        Input order = Inputs.ACCOUNT_CHANGE.body(ProjectSchemas.ORDER);
        Input change = Inputs.ACCOUNT_CHANGE.body(ProjectSchemas.CHANGE);
        Input list = Inputs.ACCOUNT.reading(Parameter.LIMIT, Parameter.CURSOR, REPOSITORY, ApiParameters.EVERYBODYS);
        Input token = Inputs.ACCOUNT_CHANGE.body(KeySchemas.ORDER);
        Output made = Output.of(201, "The new project.", ProjectSchemas.SHOWN);
        Output shown = Output.of(200, "The project.", ProjectSchemas.SHOWN);
        Output page = Output.of(200, "A page of projects.", ProjectSchemas.LIST);
        Output key = Output.of(201, "The key, which is shown this once.", KeySchemas.NEW_KEY);
        Output gone = Output.empty(204, "The project can be restored for 30 days.");
        return List.of(
                new RouteLine<>("POST", ALL, "create_project", Scope.PROJECTS_WRITE, order, made, this::create),
                new RouteLine<>("GET", ALL, "query_projects", Scope.PROJECTS_READ, list, page, this::list),
                new RouteLine<>("GET", ONE, "show_project", Scope.PROJECTS_READ, Inputs.ACCOUNT, shown, this::show),
                new RouteLine<>("PATCH", ONE, "change_project", Scope.PROJECTS_WRITE, change, shown, this::change),
                new RouteLine<>(
                        "DELETE",
                        ONE,
                        "delete_project",
                        Scope.PROJECTS_ADMIN,
                        Inputs.ACCOUNT.reading(CONFIRM),
                        gone,
                        this::delete),
                new RouteLine<>(
                        "POST",
                        ONE + "/restore",
                        "restore_project",
                        Scope.PROJECTS_ADMIN,
                        Inputs.ACCOUNT_CHANGE,
                        shown,
                        this::restore),
                new RouteLine<>("POST", ONE + "/tokens", "create_project_key", Scope.KEYS, token, key, this::key));
    }

    private Answer create(Caller caller, Request request) {
        refuseKey(caller);
        QuotaAccount.current().requireChange();
        return Answer.json(201, json(parts.projects().create(caller, ProjectBody.created(request))));
    }

    private Answer list(Caller caller, Request request) {
        boolean ofAll = ParameterValues.flag(request, ApiParameters.EVERYBODYS);
        if (ofAll) {
            Scopes.require(caller, Scope.TENANT_ADMIN);
        }
        Optional<String> url = request.queryValue(ProjectBody.REPOSITORY);
        Optional<RepositoryAddress> repository = url.map(text -> RepositoryAddress.of(ProjectBody.REPOSITORY, text));
        var page = Page.asked(request, parts.cursors(), caller.bound("projects " + ofAll + " " + url.orElse("")));
        var part = new Projects.Part(ofAll, repository, page.after().map(UUID::fromString), page.limitAndOne());
        List<Project> found = caller.seat()
                .map(seat -> parts.projects().find(caller, seat.space()).stream()
                        .filter(project -> isOf(repository, project))
                        .toList())
                .orElseGet(() -> parts.projects().list(caller, part));
        return page.answer(
                "projects", found, ProjectRoutes::json, project -> project.id().toString());
    }

    /// Compares the repository of a key's own project, as the database does with the others.
    private static boolean isOf(Optional<RepositoryAddress> asked, Project project) {
        return asked.isEmpty()
                || (project.about().hasNonNull(ProjectBody.REPOSITORY)
                        && RepositoryAddress.of(
                                        ProjectBody.REPOSITORY,
                                        project.about()
                                                .path(ProjectBody.REPOSITORY)
                                                .textValue())
                                .isLike(asked.get()));
    }

    private Answer show(Caller caller, Request request) {
        return Answer.json(200, json(project(parts.access().inside(caller, request, Scope.PROJECTS_READ))));
    }

    private Answer change(Caller caller, Request request) {
        QuotaAccount.current().requireChange();
        Caller inside = parts.access().inside(caller, request, Scope.PROJECTS_WRITE);
        Project now = project(inside);
        Project changed = parts.projects().change(inside, now.id(), ProjectBody.changed(request, now));
        return Answer.json(200, json(changed));
    }

    private Answer delete(Caller caller, Request request) {
        Caller owner = parts.access().owner(caller, request, Scope.PROJECTS_ADMIN);
        Project project = project(owner);
        if (request.queryValue(CONFIRM.name()).filter(project.slug()::equals).isEmpty()) {
            throw Refusal.of(ErrorCode.INVALID_PARAMETER, "query parameter confirm must be the project's slug")
                    .fact("field", CONFIRM.name())
                    .fact("expected", project.slug());
        }
        parts.projects().delete(owner, project.id());
        return Answer.empty(204);
    }

    private Answer restore(Caller caller, Request request) {
        Caller owner = parts.access().formerOwner(caller, request, Scope.PROJECTS_ADMIN);
        UUID id = owner.seat().map(Seat::space).orElseThrow();
        return Answer.json(200, json(parts.projects().restore(owner, id)));
    }

    private Answer key(Caller caller, Request request) {
        return parts.keys().create(parts.access().inside(caller, request, Scope.KEYS), request);
    }

    private Project project(Caller inside) {
        return inside.seat()
                .flatMap(seat -> parts.projects().find(inside, seat.space()))
                .orElseThrow(ProjectAccess::missing);
    }

    /// A key is of one tenant or of one project; people make and join others.
    static void refuseKey(Caller caller) {
        if (caller.seat().isPresent()) {
            throw Refusal.of(ErrorCode.FORBIDDEN, "this request is about one project; it cannot reach another");
        }
    }

    static ObjectNode json(Project project) {
        ObjectNode json = project.about().deepCopy();
        json.put("id", project.id().toString()).put("number", project.number()).put("slug", project.slug());
        project.role().map(SpaceRole::wireName).ifPresent(role -> json.put("role", role));
        return json.put("createdAt", Times.rfc3339(project.createdAt().toEpochMilli()))
                .put("updatedAt", Times.rfc3339(project.updatedAt().toEpochMilli()));
    }
}
