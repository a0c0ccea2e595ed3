package dev.toolbridge.api.face;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.access.Scopes;
import dev.toolbridge.api.access.Seat;
import dev.toolbridge.api.environment.EnvironmentName;
import dev.toolbridge.api.project.McpConfigurations;
import dev.toolbridge.api.project.Members;
import dev.toolbridge.api.route.Inputs;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.Parameter;
import dev.toolbridge.service.route.RouteLine;
import dev.toolbridge.service.route.Schema;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// Shows the context of a project, and its environment variables.
final class FaceContextRoutes {
    /// The milestones and the memories of a context, at most.
    private static final int ITEMS_MAX = 200;

    private static final EntityType MILESTONE = Entities.named("milestone");
    private static final EntityType MEMORY = Entities.named("memory");
    private static final Parameter ENVIRONMENT =
            Parameter.query("environment", "The environment; by default all.", Schema.choice(EnvironmentName.names()));

    private final FaceProjectRoutes projects;
    private final Parts parts;
    private final FaceAccess access;

    FaceContextRoutes(FaceProjectRoutes projects, Parts parts, FaceAccess access) {
        this.projects = projects;
        this.parts = parts;
        this.access = access;
    }

    /// The stores that a context is read from.
    record Parts(FaceItems items, FaceVariables variables, Members members, McpConfigurations configurations) {}

    Stream<RouteLine<Caller>> routes() {
        Output context = Output.of(200, "The context of the project.", FaceSchemas.CONTEXT);
        Output variables = Output.of(200, "The environment variables.", FaceSchemas.VARIABLES);
        return Stream.<RouteLine<Caller>>of(
                        new RouteLine<>(
                                "GET",
                                FaceAccess.ROOT + "/context",
                                "show_connect_context",
                                Scope.PROJECTS_READ,
                                Inputs.ACCOUNT,
                                context,
                                this::context),
                        new RouteLine<>(
                                "GET",
                                FaceAccess.ROOT + "/env",
                                "show_connect_env",
                                Scope.ENVIRONMENT_READ,
                                Inputs.ACCOUNT.reading(ENVIRONMENT),
                                variables,
                                this::variables))
                .flatMap(FaceAccess::both);
    }

    /// Parts that the credential may not read are left out.
    private Answer context(Caller caller, Request request) {
        Caller inside = access.inside(caller, request, Scope.PROJECTS_READ);
        ObjectNode body = Json.object();
        body.set("project", FaceJson.project(projects.project(inside)));
        if (Scopes.has(inside, Scope.ENVIRONMENT_READ)) {
            body.set(FaceVariables.NAME, parts.variables().shown(inside, List.of(EnvironmentName.values())));
        }
        if (mayRead(inside, MILESTONE)) {
            body.set("milestones", latest(inside, MILESTONE, FaceJson::milestone));
        }
        var members = body.putArray("team_members");
        parts.members()
                .list(inside, inside.seat().map(Seat::space).orElseThrow())
                .forEach(member -> members.add(FaceJson.member(member)));
        body.set(
                "mcp_configuration",
                FaceJson.configuration(parts.configurations().find(inside)));
        if (mayRead(inside, MEMORY)) {
            body.set("memories", latest(inside, MEMORY, FaceJson::memory));
        }
        return unstored(body);
    }

    private ArrayNode latest(Caller inside, EntityType type, Function<NumberedItem, ObjectNode> json) {
        ArrayNode list = Json.mapper().createArrayNode();
        parts.items().latest(inside.space(), type, ITEMS_MAX).forEach(item -> list.add(json.apply(item)));
        return list;
    }

    private Answer variables(Caller caller, Request request) {
        List<EnvironmentName> asked = request.queryValue(ENVIRONMENT.name())
                .map(FaceContextRoutes::environment)
                .map(List::of)
                .orElseGet(() -> List.of(EnvironmentName.values()));
        Caller inside = access.inside(caller, request, Scope.ENVIRONMENT_READ);
        return unstored(Json.object().set(FaceVariables.NAME, parts.variables().shown(inside, asked)));
    }

    private static EnvironmentName environment(String name) {
        return EnvironmentName.named(name)
                .orElseThrow(() ->
                        FacePage.invalid(ENVIRONMENT.name(), "one of " + String.join(", ", EnvironmentName.names())));
    }

    private static boolean mayRead(Caller inside, EntityType type) {
        return Scopes.has(inside, Scope.read(type.plural()));
    }

    private static Answer unstored(ObjectNode body) {
        return Answer.json(200, body).header("Cache-Control", "no-store");
    }
}
