package dev.toolbridge.api.webhook;

import dev.toolbridge.service.route.BodyFields;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;

/// The bodies of requests for webhooks.
///
/// @param url the name of the member with the address
public record WebhookBody(String url, Destinations destinations) {
    static final String URL = "callbackUrl";
    public static final String EVENTS = "events";
    public static final String ACTIVE = "active";

    /// A new subscription; it is active unless it says otherwise.
    public Webhooks.Draft created(BodyFields body) {
        String address = address(body).orElseThrow(() -> BodyFields.invalid(url, Destinations.EXPECTED));
        List<String> events = events(body).orElseThrow(() -> BodyFields.invalid(EVENTS, EventPatterns.EXPECTED));
        return new Webhooks.Draft(address, events, body.find(ACTIVE).isEmpty() || body.flag(ACTIVE));
    }

    /// A subscription after a change of some fields.
    public Webhooks.Draft changed(BodyFields body, Webhook now) {
        return new Webhooks.Draft(
                address(body).orElse(now.callbackUrl()),
                events(body).orElse(now.events()),
                body.find(ACTIVE).isEmpty() ? now.isActive() : body.flag(ACTIVE));
    }

    private Optional<String> address(BodyFields body) {
        return body.findText(url, _ -> true, Destinations.EXPECTED).map(text -> destinations
                .read(text)
                .map(HttpUrl::toString)
                .orElseThrow(() -> BodyFields.invalid(url, Destinations.EXPECTED)));
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
