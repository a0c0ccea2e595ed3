package dev.toolbridge.api.face;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.quota.QuotaAccount;
import dev.toolbridge.api.route.Inputs;
import dev.toolbridge.api.webhook.Webhook;
import dev.toolbridge.api.webhook.WebhookBody;
import dev.toolbridge.api.webhook.WebhookRoutes;
import dev.toolbridge.api.webhook.Webhooks;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.route.BodyFields;
import dev.toolbridge.service.route.Input;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.RouteLine;
import java.util.Optional;
import java.util.stream.Stream;

/// Makes, shows, changes and deletes the webhooks of a project.
final class FaceWebhookRoutes {
    static final String URL = "callback_url";
    static final String ONE_NAME = "webhook";

    private static final String ALL = FaceAccess.ROOT + "/webhooks";
    private static final String ONE = ALL + "/{number}";

    private final WebhookRoutes.Parts parts;
    private final FaceAccess access;
    private final WebhookBody bodies;

    FaceWebhookRoutes(WebhookRoutes.Parts parts, FaceAccess access) {
        this.parts = parts;
        this.access = access;
        this.bodies = new WebhookBody(URL, parts.destinations());
    }

    Stream<RouteLine<Caller>> routes() {
        String scope = Scope.PROJECTS_ADMIN;
        Input order = Inputs.ACCOUNT_CHANGE.body(FaceSchemas.WEBHOOK_ORDER);
        Input change = Inputs.ACCOUNT_CHANGE.body(FaceSchemas.WEBHOOK_CHANGE);
        Output list = Output.of(200, "The webhooks of the project.", FaceSchemas.WEBHOOKS);
        Output made = Output.of(201, "The webhook, with its secret this once.", FaceSchemas.NEW_WEBHOOK);
        Output shown = Output.of(200, "The webhook.", FaceSchemas.WEBHOOK);
        Output gone = Output.empty(204, "Nothing is sent any more.");
        return Stream.<RouteLine<Caller>>of(
                        new RouteLine<>("GET", ALL, "list_connect_webhooks", scope, Inputs.ACCOUNT, list, this::list),
                        new RouteLine<>("POST", ALL, "create_connect_webhook", scope, order, made, this::create),
                        new RouteLine<>("GET", ONE, "show_connect_webhook", scope, Inputs.ACCOUNT, shown, this::show),
                        new RouteLine<>("PUT", ONE, "put_connect_webhook", scope, change, shown, this::change),
                        new RouteLine<>("PATCH", ONE, "change_connect_webhook", scope, change, shown, this::change),
                        new RouteLine<>(
                                "DELETE", ONE, "delete_connect_webhook", scope, Inputs.ACCOUNT, gone, this::delete))
                .flatMap(FaceAccess::both);
    }

    private Answer list(Caller caller, Request request) {
        ObjectNode body = Json.object();
        var list = body.putArray("webhooks");
        parts.webhooks().list(inside(caller, request)).forEach(webhook -> list.add(json(webhook)));
        return Answer.json(200, body);
    }

    private Answer create(Caller caller, Request request) {
        QuotaAccount.current().requireChange();
        Caller inside = inside(caller, request);
        WebhookRoutes.Created created = parts.create(inside, bodies.created(fields(request)));
        return shown(201, json(created.webhook()).put("secret", created.secret()))
                .header("Cache-Control", "no-store");
    }

    private Answer show(Caller caller, Request request) {
        return shown(200, json(found(inside(caller, request), request)));
    }

    private Answer change(Caller caller, Request request) {
        QuotaAccount.current().requireChange();
        Caller inside = inside(caller, request);
        Webhook now = found(inside, request);
        Webhooks.Draft draft = bodies.changed(fields(request), now);
        return shown(200, json(parts.webhooks().change(inside, now.id(), draft)));
    }

    private Answer delete(Caller caller, Request request) {
        Caller inside = inside(caller, request);
        parts.webhooks().delete(inside, found(inside, request).id());
        return Answer.empty(204);
    }

    private Caller inside(Caller caller, Request request) {
        return access.inside(caller, request, Scope.PROJECTS_ADMIN);
    }

    private Webhook found(Caller inside, Request request) {
        Optional<Long> number = FaceNumber.of(request);
        return parts.webhooks().list(inside).stream()
                .filter(webhook ->
                        number.filter(asked -> asked == webhook.number()).isPresent())
                .findFirst()
                .orElseThrow(WebhookRoutes::missing);
    }

    /// The members of the body, or those of its `webhook`.
    private static BodyFields fields(Request request) {
        BodyFields body = BodyFields.of(request, FaceSchemas.anyWebhook());
        Optional<BodyFields> inner = body.within(ONE_NAME, FaceSchemas.webhookMembers());
        if (inner.isPresent() && body.object().size() > 1) {
            throw BodyFields.invalid("body", "no other member beside " + ONE_NAME);
        }
        return inner.orElse(body);
    }

    private static Answer shown(int status, ObjectNode webhook) {
        return Answer.json(status, Json.object().set(ONE_NAME, webhook));
    }

    private static ObjectNode json(Webhook webhook) {
        ObjectNode json = Json.object().put(FaceJson.ID, webhook.number()).put(URL, webhook.callbackUrl());
        webhook.events().forEach(json.putArray(WebhookBody.EVENTS)::add);
        return json.put(WebhookBody.ACTIVE, webhook.isActive())
                .put(FaceJson.CREATED_AT, FaceJson.time(webhook.createdAt()))
                .put(FaceJson.UPDATED_AT, FaceJson.time(webhook.updatedAt()));
    }
}
