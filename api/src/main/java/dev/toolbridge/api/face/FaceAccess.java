package dev.toolbridge.api.face;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.project.ProjectAccess;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.rate.RateClass;
import dev.toolbridge.service.route.Parameter;
import dev.toolbridge.service.route.RouteLine;
import dev.toolbridge.service.route.Schema;
import java.util.Optional;
import java.util.stream.Stream;

/// Places the caller of a route in a project: that of the path, of `project_id`, or of the key.
///
/// @param projects tells who is a member
public record FaceAccess(ProjectAccess projects) {
    /// The beginning of all paths.
    static final String ROOT = "/api/v1/flukebase_connect";

    /// The address of sockets.
    public static final String CABLE = ROOT + "/cable";

    private static final String OF_PROJECT = ROOT + "/projects/{" + ProjectAccess.PLACEHOLDER + "}";
    private static final RateClass RATE = RateClass.limited("flukebase_connect", new RateClass.Limit(100, 100));
    private static final Parameter PROJECT = Parameter.query(
            "project_id",
            "The project by its number, slug or UUID; by default that of the key.",
            Schema.text("^[A-Za-z0-9-]+$", 63));

    /// Tells if a line belongs to this interface.
    static boolean has(RouteLine<?> line) {
        return line.path().startsWith(ROOT + "/");
    }

    /// A line for the project of a key or of the query, and the same with the project in the path.
    static Stream<RouteLine<Caller>> both(RouteLine<Caller> line) {
        return Stream.of(
                line(line, line.path(), line.operation(), PROJECT),
                line(line, OF_PROJECT + line.path().substring(ROOT.length()), line.operation() + "_of_project"));
    }

    /// A line that names its project itself, or none.
    public static RouteLine<Caller> counted(RouteLine<Caller> line) {
        return line.countedAs(RATE);
    }

    private static RouteLine<Caller> line(
            RouteLine<Caller> line, String path, String operation, Parameter... parameters) {
        return new RouteLine<>(
                line.method(),
                path,
                operation,
                line.scope(),
                RATE,
                line.input().reading(parameters),
                line.output(),
                line.endpoint());
    }

    /// The caller in the project that the request is about, with one right at least.
    ///
    /// @throws Refusal `project_required` if nothing names one
    Caller inside(Caller caller, Request request, String scope) {
        String name = Optional.ofNullable(request.parameter(ProjectAccess.PLACEHOLDER))
                .or(() -> request.queryValue(PROJECT.name()))
                .or(() -> caller.seat().map(seat -> seat.space().toString()))
                .orElseThrow(() -> Refusal.of(
                        ErrorCode.PROJECT_REQUIRED, "name a project by project_id, or use a key of one project"));
        return projects.inside(caller, name, scope);
    }
}
