package dev.toolbridge.tenants.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.UidForm;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.audit.AuditEntry;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.route.IdempotencyKey;
import dev.toolbridge.service.route.Input;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.Page;
import dev.toolbridge.service.route.Parameter;
import dev.toolbridge.service.route.RouteLine;
import dev.toolbridge.service.route.Schema;
import dev.toolbridge.service.signed.SignedCursors;
import dev.toolbridge.tenants.caller.Caller;
import dev.toolbridge.tenants.operation.Once;
import dev.toolbridge.tenants.rollout.RolloutStore.Outcome;
import dev.toolbridge.tenants.store.AuditStore;
import dev.toolbridge.tenants.store.Origin;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Makes, shows, pauses, resumes and cancels rollouts.
public record RolloutRoutes(RolloutStore rollouts, SignedCursors cursors, InstantSource clock) {
    private static final String ALL = "/admin/rollouts";
    private static final String ONE = ALL + "/{rollout}";
    private static final int BODY_BYTES_MAX = 16 * 1024;
    private static final Parameter KEY = Parameter.header(
            WireHeader.IDEMPOTENCY_KEY, "A repetition with the same key is carried out once.", Schema.text());

    public List<RouteLine<Caller>> routes() {
        Input order = Input.NONE.reading(KEY).upTo(BODY_BYTES_MAX).body(RolloutSchemas.ORDER);
        Output made = Output.of(201, "The rollout, which goes on.", RolloutSchemas.ROLLOUT);
        Output listed = Output.of(200, "Rollouts, newest first.", RolloutSchemas.ROLLOUTS);
        Output shown = Output.of(
                200,
                "The rollout with its tenants, " + RolloutStore.TENANTS_SHOWN_MAX + " at most, failed ones first.",
                RolloutSchemas.ROLLOUT);
        return List.of(
                new RouteLine<>("POST", ALL, "create_rollout", Scope.PLATFORM_ADMIN, order, made, this::create),
                new RouteLine<>("GET", ALL, "list_rollouts", Scope.PLATFORM_READ, Input.PAGE, listed, this::list),
                new RouteLine<>("GET", ONE, "get_rollout", Scope.PLATFORM_READ, Input.NONE, shown, this::show),
                change("pause", RolloutStatus.PAUSED),
                change("resume", RolloutStatus.RUNNING),
                change("cancel", RolloutStatus.CANCELLED));
    }

    public static Map<String, ObjectNode> schemas() {
        return RolloutSchemas.all();
    }

    private RouteLine<Caller> change(String action, RolloutStatus status) {
        return new RouteLine<>(
                "POST",
                ONE + "/" + action,
                action + "_rollout",
                Scope.PLATFORM_ADMIN,
                Input.NONE,
                Output.of(200, "The rollout.", RolloutSchemas.ROLLOUT),
                (caller, request) -> changed(caller, request, action, status));
    }

    private Answer create(Caller caller, Request request) {
        var order = RolloutOrder.read(request, clock.instant());
        var facts = Json.object().put("release", order.release()).put("reason", order.reason());
        Optional<Once> once =
                IdempotencyKey.of(request).map(key -> new Once(caller.actor(), key, IdempotencyKey.digest(request)));
        Outcome made = rollouts.create(
                order,
                caller.actor(),
                origin(
                        caller,
                        once,
                        new AuditEntry("rollout.created", order.id().toString(), facts)));
        return answer(201, made);
    }

    private Answer changed(Caller caller, Request request, String action, RolloutStatus status) {
        UUID id = id(request);
        var entry = AuditEntry.of("rollout." + action, id.toString());
        return answer(200, rollouts.change(id, status, origin(caller, Optional.empty(), entry)));
    }

    private static Origin origin(Caller caller, Optional<Once> once, AuditEntry entry) {
        var author = new AuditStore.Author(AuditStore.Author.PLATFORM, caller.actor(), caller.correlationId());
        return new Origin(once, transaction -> AuditStore.append(transaction, author, entry));
    }

    private Answer answer(int status, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(UUID id) -> shown(status, id).header("Location", ALL + "/" + id);
            case Outcome.KeyReused _ ->
                throw Refusal.of(ErrorCode.IDEMPOTENCY_KEY_REUSED, "the idempotency key was used for another request");
            case Outcome.InProgress(UUID id) ->
                throw Refusal.of(ErrorCode.OPERATION_IN_PROGRESS, "another rollout is not over")
                        .fact("rollout", id.toString());
            case Outcome.NotAllowed(RolloutStatus present) ->
                throw Refusal.of(ErrorCode.INVALID_STATE, "not possible while it is " + present.word())
                        .fact("status", present.word());
            case Outcome.Missing _ -> throw missing();
        };
    }

    private Answer list(Caller caller, Request request) {
        var page = Page.asked(request, cursors, "rollouts").withoutReset();
        List<Rollout> found = rollouts.page(page.after().map(UUID::fromString), page.limitAndOne());
        return page.answer(
                "rollouts", found, RolloutSchemas::json, rollout -> rollout.id().toString());
    }

    private Answer show(Caller caller, Request request) {
        return shown(200, id(request));
    }

    private Answer shown(int status, UUID id) {
        Rollout rollout = rollouts.find(id).orElseThrow(RolloutRoutes::missing);
        return Answer.json(status, RolloutSchemas.json(rollout, rollouts.tenants(id)));
    }

    private static UUID id(Request request) {
        return UidForm.read(request.parameter("rollout")).orElseThrow(RolloutRoutes::missing);
    }

    private static Refusal missing() {
        return Refusal.of(ErrorCode.NOT_FOUND, "not found");
    }
}
