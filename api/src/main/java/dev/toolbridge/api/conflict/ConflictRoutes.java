package dev.toolbridge.api.conflict;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.access.Scopes;
import dev.toolbridge.api.conflict.Conflicts.Name;
import dev.toolbridge.api.conflict.Conflicts.Part;
import dev.toolbridge.api.conflict.Conflicts.Place;
import dev.toolbridge.api.conflict.Conflicts.Taking;
import dev.toolbridge.api.item.Body;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.item.decision.Precondition;
import dev.toolbridge.api.item.decision.Write;
import dev.toolbridge.api.project.ProjectAccess;
import dev.toolbridge.api.quota.QuotaAccount;
import dev.toolbridge.api.route.Inputs;
import dev.toolbridge.api.route.JsonBody;
import dev.toolbridge.api.route.Writes;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.json.JsonParts;
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

/// Shows the conflicts of a project, and settles them.
public final class ConflictRoutes {
    private static final String ALL = ProjectAccess.PATH + "/conflicts";
    private static final int DIGITS_MAX = 18;
    private static final Parameter RESOLVED =
            Parameter.query("resolved", "Whether to show conflicts that are settled too.", Schema.flag());
    private static final Parameter LIMIT = Parameter.query(
            ParameterValues.LIMIT,
            "How many at most. Any other value counts as the default, one that is too large as the largest.",
            Schema.whole(1, Conflicts.PAGE_MAX).put("default", Conflicts.PAGE_MAX));

    private final Conflicts conflicts;
    private final ProjectAccess access;
    private final Writes writes;
    private final SignedCursors cursors;

    public ConflictRoutes(Conflicts conflicts, ProjectAccess access, Writes writes, SignedCursors cursors) {
        this.conflicts = conflicts;
        this.access = access;
        this.writes = writes;
        this.cursors = cursors;
    }

    public List<RouteLine<Caller>> routes() {
        Input list = Inputs.ACCOUNT.reading(LIMIT, Parameter.CURSOR, RESOLVED);
        Input taking = Inputs.CLOSING.body(ConflictSchemas.TAKING);
        Output page = Output.of(200, "The conflicts, the newest first.", ConflictSchemas.LIST);
        Output settled = Output.of(200, "The settled conflict.", ConflictSchemas.CONFLICT);
        return List.of(
                new RouteLine<>("GET", ALL, "list_conflicts", Scope.ANY_READ, list, page, this::list),
                new RouteLine<>(
                        "POST",
                        ALL + "/{uid}/{version}/resolve",
                        "resolve_conflict",
                        Scope.ANY_CHANGE,
                        taking,
                        settled,
                        this::resolve));
    }

    private Answer list(Caller caller, Request request) {
        Caller inside = access.inside(caller, request, Scope.ANY_READ);
        boolean withSettled = ParameterValues.flag(request, RESOLVED);
        List<EntityType> types = Entities.ALL.stream()
                .filter(type -> inside.rights().contains(Scope.read(type.plural())))
                .toList();
        var page = Page.asked(request, cursors, inside.bound("conflicts " + withSettled));
        int limit = Math.min(Conflicts.PAGE_MAX, page.limit());
        Optional<Place> before = page.after().map(ConflictRoutes::place);
        var found = conflicts.list(inside, new Part(types, withSettled, before, limit));
        List<StandingConflict> shown = found.conflicts();
        var body = new JsonParts().add("{\"conflicts\":");
        body.array(shown, (conflict, out) -> out.add(Json.bytes(conflict.json())));
        Optional<String> next = shown.isEmpty()
                ? Optional.empty()
                : Optional.of(shown.getLast().place() + "." + shown.getLast().uid());
        return page.answer(body, next, found.areMore());
    }

    private static Place place(String text) {
        int dot = text.indexOf('.');
        return new Place(Long.parseLong(text.substring(0, dot)), UUID.fromString(text.substring(dot + 1)));
    }

    private Answer resolve(Caller caller, Request request) {
        Caller inside = access.inside(caller, request, Scope.ANY_CHANGE);
        QuotaAccount.current().requireChange();
        var name = new Name(ParameterValues.uid(request), version(request));
        StandingConflict conflict = conflicts
                .find(inside, name)
                .filter(found ->
                        inside.rights().contains(Scope.read(found.type().plural())))
                .orElseThrow(ConflictRoutes::missing);
        Taking taking = taking(conflict, request);
        requirePermitted(inside, conflict, taking);
        return Answer.json(200, conflicts.settle(inside, conflict, taking).json());
    }

    private void requirePermitted(Caller inside, StandingConflict conflict, Taking taking) {
        String plural = conflict.type().plural();
        boolean isDeleting = taking.isWriting() && taking.fields().isEmpty();
        Scopes.require(inside, isDeleting ? Scope.delete(plural) : Scope.write(plural));
        Mutation mutation = isDeleting
                ? new Mutation.Delete(conflict.uid())
                : new Mutation.Replace(
                        conflict.uid(), new Body.Fields(taking.fields().orElseGet(Json::object)));
        writes.requirePermitted(inside, List.of(new Write(conflict.type(), mutation, new Precondition.None())));
    }

    private static Taking taking(StandingConflict conflict, Request request) {
        ObjectNode body = JsonBody.parse(request).fieldsOrRefuse();
        String take = body.path("take").asText("");
        boolean hasPayload = body.path("payload") instanceof ObjectNode;
        if (hasPayload != take.equals("merged")) {
            throw invalid("payload", "an object with take merged, and nothing otherwise");
        }
        return switch (take) {
            case "kept" -> new Taking(take, Optional.empty(), false);
            case "lost" -> new Taking(take, conflict.texts().lost(), true);
            case "merged" -> new Taking(take, Optional.of((ObjectNode) body.get("payload")), true);
            default -> throw invalid("take", "one of kept, lost, merged");
        };
    }

    private static long version(Request request) {
        String text = request.parameter("version");
        if (text.isEmpty()
                || text.length() > DIGITS_MAX
                || !text.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            throw missing();
        }
        return Long.parseLong(text);
    }

    private static Refusal missing() {
        return Refusal.of(ErrorCode.NOT_FOUND, "no such conflict");
    }

    private static Refusal invalid(String field, String expected) {
        return Refusal.of(ErrorCode.INVALID_FIELD, "field " + field + " must be " + expected)
                .fact("field", field)
                .fact("expected", expected);
    }
}
