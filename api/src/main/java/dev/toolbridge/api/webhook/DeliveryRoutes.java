package dev.toolbridge.api.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.project.ProjectAccess;
import dev.toolbridge.api.quota.QuotaAccount;
import dev.toolbridge.api.route.ApiParameters;
import dev.toolbridge.api.route.Inputs;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.UidForm;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.route.BodyFields;
import dev.toolbridge.service.route.Input;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.Page;
import dev.toolbridge.service.route.Parameter;
import dev.toolbridge.service.route.RouteLine;
import dev.toolbridge.service.route.Schema;
import dev.toolbridge.service.signed.SignedCursors;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Shows what became of the deliveries of a webhook, and sends some again.
public final class DeliveryRoutes {
    private static final String ALL = WebhookRoutes.ONE + "/deliveries";
    private static final List<String> STATUSES = List.of("pending", "delivered", "dead");
    private static final Parameter STATUS =
            Parameter.query("status", "Only deliveries with this status.", Schema.choice(STATUSES));
    private static final String FROM = "fromSeq";

    private final Parts parts;

    public DeliveryRoutes(Parts parts) {
        this.parts = parts;
    }

    /// The parts that these routes work on.
    public record Parts(Webhooks webhooks, ProjectAccess access, SignedCursors cursors, InstantSource clock) {}

    public List<RouteLine<Caller>> routes() {
        Input list = Inputs.ACCOUNT.reading(Parameter.LIMIT, Parameter.CURSOR, STATUS);
        Input again = Inputs.ACCOUNT_CHANGE;
        Input from = Inputs.ACCOUNT_CHANGE.body(WebhookSchemas.REPLAY_ORDER);
        Output page = Output.of(200, "A page of deliveries, the newest first.", WebhookSchemas.DELIVERIES);
        Output due = Output.of(202, "The delivery, which is due.", WebhookSchemas.DELIVERY);
        Output replay = Output.of(202, "The number of events that are sent again.", WebhookSchemas.REPLAY);
        String scope = Scope.PROJECTS_ADMIN;
        String one = ALL + "/{delivery}/redeliver";
        String all = WebhookRoutes.ONE + "/replay";
        String test = WebhookRoutes.ONE + "/test";
        return List.of(
                new RouteLine<>("GET", ALL, "list_deliveries", scope, list, page, this::list),
                new RouteLine<>("POST", one, "redeliver", scope, again, due, this::redeliver),
                new RouteLine<>("POST", all, "replay_webhook", scope, from, replay, this::replay),
                new RouteLine<>("POST", test, "test_webhook", scope, again, due, this::test));
    }

    private Answer list(Caller caller, Request request) {
        Caller inside = inside(caller, request);
        Optional<String> status = request.queryValue(STATUS.name());
        if (status.filter(STATUSES::contains).isEmpty() && status.isPresent()) {
            throw Refusal.of(ErrorCode.INVALID_PARAMETER, "invalid query parameter status")
                    .fact("field", STATUS.name())
                    .fact("expected", "one of " + String.join(", ", STATUSES));
        }
        UUID webhook = webhook(inside, request);
        var page =
                Page.asked(request, parts.cursors(), inside.bound("deliveries " + webhook + " " + status.orElse("")));
        var part = new Webhooks.Part(status, page.after().map(DeliveryRoutes::place), page.limitAndOne());
        return page.answer(
                "deliveries",
                parts.webhooks().deliveries(inside, webhook, part),
                DeliveryRoutes::json,
                delivery -> delivery.createdAt() + " " + delivery.id());
    }

    private Answer redeliver(Caller caller, Request request) {
        QuotaAccount.current().requireChange();
        Caller inside = inside(caller, request);
        UUID delivery = UidForm.read(request.parameter("delivery"))
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "no such delivery"));
        return Answer.json(202, json(parts.webhooks().redeliver(inside, WebhookRoutes.id(request), delivery)));
    }

    private Answer replay(Caller caller, Request request) {
        QuotaAccount.current().requireChange();
        Caller inside = inside(caller, request);
        BodyFields body = BodyFields.of(request, WebhookSchemas.all().get(WebhookSchemas.REPLAY_ORDER));
        long fromSeq = body.whole(FROM, 1, ApiParameters.NUMBER_MAX)
                .orElseThrow(() -> BodyFields.invalid(FROM, "the number of a change, from 1"));
        Webhooks.Replay replay = parts.webhooks().replay(inside, WebhookRoutes.id(request), fromSeq);
        var json = Json.object()
                .put("replayed", replay.count())
                .put("hasMore", replay.nextSeq().isPresent());
        replay.nextSeq().ifPresent(next -> json.put("nextSeq", next));
        return Answer.json(202, json);
    }

    private Answer test(Caller caller, Request request) {
        QuotaAccount.current().requireChange();
        UUID id = UidForm.fresh(parts.clock().instant());
        return Answer.json(202, json(parts.webhooks().test(inside(caller, request), WebhookRoutes.id(request), id)));
    }

    private Caller inside(Caller caller, Request request) {
        return parts.access().inside(caller, request, Scope.PROJECTS_ADMIN);
    }

    private UUID webhook(Caller inside, Request request) {
        return parts.webhooks()
                .find(inside, WebhookRoutes.id(request))
                .orElseThrow(WebhookRoutes::missing)
                .id();
    }

    private static Webhooks.Place place(String text) {
        String[] halves = text.split(" ", 2);
        return new Webhooks.Place(Instant.parse(halves[0]), UUID.fromString(halves[1]));
    }

    private static ObjectNode json(WebhookDelivery delivery) {
        var json = Json.object()
                .put("id", delivery.id().toString())
                .put("event", delivery.event())
                .put("seq", delivery.seq())
                .put("prevSeq", delivery.previousSeq())
                .put("status", delivery.status())
                .put("attempts", delivery.attempts());
        delivery.nextAttemptAt().ifPresent(at -> json.put("nextAttemptAt", WebhookRoutes.time(at)));
        delivery.lastAttemptAt().ifPresent(at -> json.put("lastAttemptAt", WebhookRoutes.time(at)));
        delivery.responseStatus().ifPresent(status -> json.put("responseStatus", status));
        delivery.failure().ifPresent(failure -> json.put("failure", failure));
        return json.put("createdAt", WebhookRoutes.time(delivery.createdAt()));
    }
}
