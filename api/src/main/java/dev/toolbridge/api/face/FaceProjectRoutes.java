package dev.toolbridge.api.face;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.project.Project;
import dev.toolbridge.api.project.ProjectAccess;
import dev.toolbridge.api.project.Projects;
import dev.toolbridge.api.project.RepositoryAddress;
import dev.toolbridge.api.route.Inputs;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.Parameter;
import dev.toolbridge.service.route.RouteLine;
import dev.toolbridge.service.route.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// Lists, finds and shows the projects of the caller, or the one of the key.
final class FaceProjectRoutes {
    private static final String ALL = FaceAccess.ROOT + "/projects";
    private static final String NAME = "project";
    private static final int PART = 1_000;
    private static final Parameter REPOSITORY = Parameter.query(
                    "repository_url",
                    "The address of the repository, however it is written.",
                    Schema.text("^[^\\u0000]+$", 500))
            .required();

    private final Projects projects;
    private final FaceAccess access;

    FaceProjectRoutes(Projects projects, FaceAccess access) {
        this.projects = projects;
        this.access = access;
    }

    Stream<RouteLine<Caller>> routes() {
        String read = Scope.PROJECTS_READ;
        Output page = Output.of(200, "A page of projects.", FaceSchemas.PROJECTS);
        Output shown = Output.of(200, "The project.", FaceSchemas.PROJECT);
        return Stream.<RouteLine<Caller>>of(
                        new RouteLine<>(
                                "GET",
                                ALL,
                                "list_connect_projects",
                                read,
                                Inputs.ACCOUNT.reading(FacePage.PAGE),
                                page,
                                this::list),
                        new RouteLine<>(
                                "GET",
                                ALL + "/find",
                                "find_connect_project",
                                read,
                                Inputs.ACCOUNT.reading(REPOSITORY),
                                shown,
                                this::find),
                        new RouteLine<>(
                                "GET",
                                ALL + "/{" + ProjectAccess.PLACEHOLDER + "}",
                                "show_connect_project",
                                read,
                                Inputs.ACCOUNT,
                                shown,
                                this::show))
                .map(FaceAccess::counted);
    }

    private Answer list(Caller caller, Request request) {
        int page = FacePage.asked(request);
        List<Project> all = reached(caller, Optional.empty());
        int begin = (int) Math.min(all.size(), (page - 1L) * FaceItems.PAGE_MAX);
        ObjectNode body = Json.object();
        var list = body.putArray("projects");
        all.subList(begin, Math.min(all.size(), begin + FaceItems.PAGE_MAX))
                .forEach(project -> list.add(FaceJson.project(project)));
        return Answer.json(200, body.set("meta", FacePage.meta(page, all.size())));
    }

    private Answer find(Caller caller, Request request) {
        String url = request.queryValue(REPOSITORY.name())
                .orElseThrow(() -> FacePage.invalid(REPOSITORY.name(), "the address of a repository"));
        List<Project> found = reached(caller, Optional.of(RepositoryAddress.of(REPOSITORY.name(), url)));
        if (found.size() > 1) {
            throw Refusal.of(
                    ErrorCode.INVALID_REQUEST, "several projects have this repository: name one by project_id");
        }
        return shown(found.stream().findFirst().orElseThrow(ProjectAccess::missing));
    }

    private Answer show(Caller caller, Request request) {
        return shown(project(access.inside(caller, request, Scope.PROJECTS_READ)));
    }

    /// The project that the caller is in.
    Project project(Caller inside) {
        return inside.seat()
                .flatMap(seat -> projects.find(inside, seat.space()))
                .orElseThrow(ProjectAccess::missing);
    }

    private static Answer shown(Project project) {
        return Answer.json(200, Json.object().set(NAME, FaceJson.project(project)));
    }

    /// The caller's projects in the order of their numbers; a key of one project reaches no other.
    private List<Project> reached(Caller caller, Optional<RepositoryAddress> repository) {
        var all = new ArrayList<Project>();
        Optional<UUID> after = Optional.empty();
        List<Project> part;
        do {
            part = projects.list(caller, new Projects.Part(false, repository, after, PART));
            all.addAll(part);
            after = part.isEmpty() ? after : Optional.of(part.getLast().id());
        } while (part.size() == PART);
        return all.stream()
                .filter(project -> caller.seat()
                        .filter(seat -> !seat.space().equals(project.id()))
                        .isEmpty())
                .sorted((one, other) -> Long.compare(one.number(), other.number()))
                .toList();
    }
}
