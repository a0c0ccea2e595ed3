package dev.toolbridge.api.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.item.Times;
import dev.toolbridge.api.project.ProjectAccess;
import dev.toolbridge.api.quota.QuotaAccount;
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
import dev.toolbridge.service.route.RouteLine;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/// Makes, shows, changes and deletes the webhooks of a project, and renews their secrets. All of it is for its
/// admins.
public final class WebhookRoutes {
    static final String ALL = ProjectAccess.PATH + "/webhooks";
    static final String ONE = ALL + "/{webhook}";

    private final Parts parts;

    public WebhookRoutes(Parts parts) {
        this.parts = parts;
    }

    /// The parts that these routes work on.
    public record Parts(
            Webhooks webhooks,
            ProjectAccess access,
            WebhookSecrets secrets,
            Destinations destinations,
            InstantSource clock) {

        /// Adds a subscription with a secret of its own.
        public Created create(Caller inside, Webhooks.Draft draft) {
            UUID id = UidForm.fresh(clock.instant());
            String secret = WebhookSecrets.fresh();
            byte[] sealed = secrets.seal(new WebhookSecrets.Place(inside.space(), id, 1), secret);
            return new Created(webhooks.create(inside, id, draft, sealed), secret);
        }
    }

    /// A new subscription, and what signs for it, which is shown this once.
    public record Created(Webhook webhook, String secret) {}

    public List<RouteLine<Caller>> routes() {
        Input order = Inputs.ACCOUNT_CHANGE.body(WebhookSchemas.ORDER);
        Input change = Inputs.ACCOUNT_CHANGE.body(WebhookSchemas.CHANGE);
        Output made = Output.of(201, "The webhook, with its secret this once.", WebhookSchemas.NEW);
        Output list = Output.of(200, "The webhooks of the project.", WebhookSchemas.LIST);
        Output shown = Output.of(200, "The webhook.", WebhookSchemas.SHOWN);
        Output renewed = Output.of(200, "The webhook, with its new secret this once.", WebhookSchemas.NEW);
        Output gone = Output.empty(204, "Nothing is sent any more.");
        String scope = Scope.PROJECTS_ADMIN;
        return List.of(
                new RouteLine<>("POST", ALL, "create_webhook", scope, order, made, this::create),
                new RouteLine<>("GET", ALL, "list_webhooks", scope, Inputs.ACCOUNT, list, this::list),
                new RouteLine<>("GET", ONE, "show_webhook", scope, Inputs.ACCOUNT, shown, this::show),
                new RouteLine<>("PATCH", ONE, "change_webhook", scope, change, shown, this::change),
                new RouteLine<>("DELETE", ONE, "delete_webhook", scope, Inputs.ACCOUNT, gone, this::delete),
                new RouteLine<>(
                        "POST",
                        ONE + "/rotate",
                        "rotate_webhook",
                        scope,
                        Inputs.ACCOUNT_CHANGE,
                        renewed,
                        this::rotate));
    }

    private Answer create(Caller caller, Request request) {
        QuotaAccount.current().requireChange();
        Caller inside = inside(caller, request);
        Created created = parts.create(inside, body().created(fields(request, WebhookSchemas.ORDER)));
        return withSecret(201, created.webhook(), created.secret());
    }

    private Answer list(Caller caller, Request request) {
        var body = Json.object();
        var list = body.putArray("webhooks");
        parts.webhooks().list(inside(caller, request)).forEach(webhook -> list.add(json(webhook)));
        return Answer.json(200, body);
    }

    private Answer show(Caller caller, Request request) {
        return Answer.json(200, json(found(inside(caller, request), request)));
    }

    private Answer change(Caller caller, Request request) {
        QuotaAccount.current().requireChange();
        Caller inside = inside(caller, request);
        Webhook now = found(inside, request);
        Webhooks.Draft draft = body().changed(fields(request, WebhookSchemas.CHANGE), now);
        return Answer.json(200, json(parts.webhooks().change(inside, now.id(), draft)));
    }

    private Answer delete(Caller caller, Request request) {
        parts.webhooks().delete(inside(caller, request), id(request));
        return Answer.empty(204);
    }

    private Answer rotate(Caller caller, Request request) {
        QuotaAccount.current().requireChange();
        Caller inside = inside(caller, request);
        UUID id = id(request);
        String secret = WebhookSecrets.fresh();
        Webhook rotated = parts.webhooks().rotate(inside, id, rotation -> parts.secrets()
                .seal(new WebhookSecrets.Place(inside.space(), id, rotation), secret));
        return withSecret(200, rotated, secret);
    }

    private WebhookBody body() {
        return new WebhookBody(WebhookBody.URL, parts.destinations());
    }

    private static BodyFields fields(Request request, String schema) {
        return BodyFields.of(request, WebhookSchemas.all().get(schema));
    }

    private Caller inside(Caller caller, Request request) {
        return parts.access().inside(caller, request, Scope.PROJECTS_ADMIN);
    }

    private Webhook found(Caller inside, Request request) {
        return parts.webhooks().find(inside, id(request)).orElseThrow(WebhookRoutes::missing);
    }

    static UUID id(Request request) {
        return UidForm.read(request.parameter("webhook")).orElseThrow(WebhookRoutes::missing);
    }

    /// The refusal of a webhook that is not there.
    public static Refusal missing() {
        return Refusal.of(ErrorCode.NOT_FOUND, "no such webhook");
    }

    private static Answer withSecret(int status, Webhook webhook, String secret) {
        return Answer.json(status, json(webhook).put("secret", secret)).header("Cache-Control", "no-store");
    }

    private static ObjectNode json(Webhook webhook) {
        var json = Json.object().put("id", webhook.id().toString()).put("callbackUrl", webhook.callbackUrl());
        webhook.events().forEach(json.putArray("events")::add);
        json.put("active", webhook.isActive()).put("lastSeq", webhook.lastSeq());
        webhook.offReason().ifPresent(reason -> json.put("offReason", reason));
        webhook.failingSince().ifPresent(since -> json.put("failingSince", time(since)));
        return json.put("rotatedAt", time(webhook.rotatedAt()))
                .put("createdAt", time(webhook.createdAt()))
                .put("updatedAt", time(webhook.updatedAt()));
    }

    static String time(Instant at) {
        return Times.rfc3339(at.toEpochMilli());
    }
}
