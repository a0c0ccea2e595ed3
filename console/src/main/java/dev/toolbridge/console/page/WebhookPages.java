package dev.toolbridge.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.console.access.ApiAnswer;
import dev.toolbridge.console.access.ApiRequest;
import dev.toolbridge.console.view.Stale;
import dev.toolbridge.console.visit.PageTemplate;
import dev.toolbridge.console.visit.Visit;
import dev.toolbridge.service.html.FormText;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/// The webhooks of a project: made, tried, switched off and on, ended, with what became of their events.
public final class WebhookPages {
    private static final PageTemplate LIST = new PageTemplate("webhooks");
    private static final PageTemplate ONE = new PageTemplate("webhook");
    private static final PageTemplate SECRET = new PageTemplate("webhook-secret");
    private static final String SECTION = "webhooks";
    private static final String ACTIVE = "active";
    private static final String EVENTS = "events";
    private static final String URL = "callbackUrl";
    private static final String PATH = "/console/webhooks";
    private static final String SHOWN = "25";
    private static final int OK = 200;

    private WebhookPages() {}

    public static Answer list(Visit visit) {
        return list(visit, OK, new FormText(), Stale.none());
    }

    /// Makes a webhook, whose secret only this page shows.
    public static Answer make(Visit visit) {
        FormText form = visit.form();
        var order = Json.object().put(URL, text(form, URL).strip());
        var events = order.putArray(EVENTS);
        Stream.of(text(form, EVENTS).split("[,\\s]+", -1))
                .filter(event -> !event.isEmpty())
                .forEach(events::add);
        ApiAnswer answer = visit.send(all(visit, "POST").json(order));
        return answer.isGood()
                ? secret(visit, answer.json())
                : list(visit, answer.status(), form, Stale.refused(answer));
    }

    public static Answer show(Visit visit) {
        return show(visit, OK, Stale.none());
    }

    /// Carries out what a button of the page says.
    public static Answer act(Visit visit) {
        FormText form = visit.form();
        ApiRequest webhook = one(visit, "POST");
        return switch (text(form, "action")) {
            case "on" -> done(visit, one(visit, "PATCH").json(Map.of(ACTIVE, true)), "saved");
            case "off" -> done(visit, one(visit, "PATCH").json(Map.of(ACTIVE, false)), "saved");
            case "test" -> done(visit, webhook.below("test"), "sent");
            case "redeliver" -> done(visit, webhook.below("deliveries", text(form, "delivery"), "redeliver"), "sent");
            case "replay" -> done(visit, webhook.below("replay").json(from(form)), "sent");
            case "rotate" -> secret(visit, visit.read(webhook.below("rotate")));
            case "delete" -> delete(visit);
            default -> show(visit);
        };
    }

    private static Answer delete(Visit visit) {
        var _ = visit.good(visit.send(one(visit, "DELETE")));
        return Visit.to(visit.at(PATH) + "?done=removed");
    }

    private static Answer done(Visit visit, ApiRequest asked, String done) {
        ApiAnswer answer = visit.send(asked);
        return answer.isGood()
                ? Visit.to(visit.at(PATH) + "/" + FormText.encoded(id(visit)) + "?done=" + done)
                : show(visit, answer.status(), Stale.refused(answer));
    }

    private static JsonNode from(FormText form) {
        var order = Json.object();
        String from = text(form, "fromSeq");
        if (from.matches("\\d{1,15}")) {
            return order.put("fromSeq", Long.parseLong(from));
        }
        return order.put("fromSeq", from);
    }

    private static Answer list(Visit visit, int status, FormText typed, Stale wrong) {
        return LIST.page(
                status,
                Map.of(
                        "frame",
                        visit.frame(visit.words().of("nav.webhooks"), SECTION),
                        SECTION,
                        visit.read(all(visit, "GET")).path(SECTION),
                        "typed",
                        Map.of(URL, text(typed, URL), EVENTS, text(typed, EVENTS)),
                        "done",
                        visit.asked("done").orElse(""),
                        "wrong",
                        wrong));
    }

    private static Answer show(Visit visit, int status, Stale wrong) {
        JsonNode webhook = visit.read(one(visit, "GET"));
        JsonNode deliveries = visit.read(one(visit, "GET")
                .below("deliveries")
                .with("status", visit.asked("status"))
                .with("limit", SHOWN)
                .with("cursor", visit.asked("cursor")));
        var values = new LinkedHashMap<String, Object>();
        values.put("frame", visit.frame(visit.words().of("webhook.title"), SECTION));
        values.put("webhook", webhook);
        values.put("deliveries", deliveries.path("deliveries"));
        values.put(
                "next",
                deliveries.path("hasMore").asBoolean()
                        ? deliveries.path("nextCursor").asText()
                        : "");
        values.put("status", visit.asked("status").orElse(""));
        values.put("done", visit.asked("done").orElse(""));
        values.put("wrong", wrong);
        return ONE.page(status, values);
    }

    private static Answer secret(Visit visit, JsonNode webhook) {
        return SECRET.page(
                OK, Map.of("frame", visit.frame(visit.words().of("webhook.secret"), SECTION), "webhook", webhook));
    }

    private static ApiRequest all(Visit visit, String method) {
        return ApiRequest.of(method, "v1", "projects", visit.project().orElseThrow(), SECTION);
    }

    private static ApiRequest one(Visit visit, String method) {
        return all(visit, method).below(id(visit));
    }

    private static String id(Visit visit) {
        return visit.request().parameter("webhook");
    }

    private static String text(FormText form, String name) {
        return form.find(name).orElse("");
    }
}
