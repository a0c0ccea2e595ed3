package dev.toolbridge.api.webhook;

import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.route.BodyFields;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;

/// The bodies of requests for webhooks.
final class WebhookBody {
    static final String URL = "callbackUrl";
    static final String EVENTS = "events";
    static final String ACTIVE = "active";

    private WebhookBody() {}

    /// A new subscription; it is active unless it says otherwise.
    static Webhooks.Draft created(Request request, Destinations destinations) {
        BodyFields body = BodyFields.of(request, WebhookSchemas.all().get(WebhookSchemas.ORDER));
        String url = url(body, destinations).orElseThrow(() -> BodyFields.invalid(URL, Destinations.EXPECTED));
        List<String> events = events(body).orElseThrow(() -> BodyFields.invalid(EVENTS, EventPatterns.EXPECTED));
        return new Webhooks.Draft(url, events, body.find(ACTIVE).isEmpty() || body.flag(ACTIVE));
    }

    /// A subscription after a change of some fields.
    static Webhooks.Draft changed(Request request, Webhook now, Destinations destinations) {
        BodyFields body = BodyFields.of(request, WebhookSchemas.all().get(WebhookSchemas.CHANGE));
        return new Webhooks.Draft(
                url(body, destinations).orElse(now.callbackUrl()),
                events(body).orElse(now.events()),
                body.find(ACTIVE).isEmpty() ? now.isActive() : body.flag(ACTIVE));
    }

    private static Optional<String> url(BodyFields body, Destinations destinations) {
        return body.findText(URL, _ -> true, Destinations.EXPECTED).map(text -> destinations
                .read(text)
                .map(HttpUrl::toString)
                .orElseThrow(() -> BodyFields.invalid(URL, Destinations.EXPECTED)));
    }

    private static Optional<List<String>> events(BodyFields body) {
        return body.find(EVENTS)
                .map(
                        _ -> body
                                .texts(
                                        EVENTS,
                                        EventPatterns.COUNT_MAX,
                                        EventPatterns.KNOWN::contains,
                                        EventPatterns.EXPECTED)
                                .stream()
                                .distinct()
                                .toList())
                .map(WebhookBody::requireSome);
    }

    private static List<String> requireSome(List<String> events) {
        if (events.isEmpty()) {
            throw BodyFields.invalid(EVENTS, EventPatterns.EXPECTED);
        }
        return events;
    }
}
