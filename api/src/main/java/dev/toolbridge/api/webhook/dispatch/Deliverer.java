package dev.toolbridge.api.webhook.dispatch;

import dev.toolbridge.api.webhook.WebhookSecrets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// Makes attempts: signs an event, sends it, and decides what becomes of it.
///
/// @param client sends it
/// @param schedule says when it is tried again
record Deliverer(WebhookSecrets secrets, CallbackClient client, RetrySchedule schedule, InstantSource clock) {
    private static final int OK = 200;
    private static final int OK_END = 300;

    /// The signatures of a subscription; empty if its secret does not open any more.
    Optional<Signatures> signatures(HookLease lease, Held held) {
        var place = new WebhookSecrets.Place(lease.space(), lease.webhook(), held.rotation());
        Optional<String> before = held.formerSecret().flatMap(former -> secrets.openFormer(place, former));
        return secrets.open(place, held.secret())
                .map(present -> new Signatures(
                        Stream.concat(Stream.of(present), before.stream()).toList()));
    }

    Outcome attempt(Held held, Signatures signatures, DueEvent event) {
        byte[] body = EventBody.of(event, held.project());
        Map<String, String> headers = headers(held, signatures, event, body);
        return switch (client.send(held.callbackUrl(), headers, body)) {
            case Attempt.Answered answered
            when isGood(answered.status()) ->
                new Outcome(event, Optional.empty(), OptionalInt.of(answered.status()), Optional.empty());
            case Attempt.Answered answered ->
                new Outcome(
                        event,
                        schedule.after(event.attempts() + 1, answered.retryAfter()),
                        OptionalInt.of(answered.status()),
                        Optional.of("the receiver answered " + answered.status()));
            case Attempt.Failed failed ->
                new Outcome(
                        event,
                        schedule.after(event.attempts() + 1, Optional.empty()),
                        OptionalInt.empty(),
                        Optional.of(failed.reason()));
        };
    }

    private static boolean isGood(int status) {
        return status >= OK && status < OK_END;
    }

    private Map<String, String> headers(Held held, Signatures signatures, DueEvent event, byte[] body) {
        long timestamp = clock.instant().getEpochSecond();
        var headers = new LinkedHashMap<String, String>();
        headers.put("webhook-id", event.delivery().toString());
        headers.put("webhook-timestamp", Long.toString(timestamp));
        headers.put("webhook-signature", signatures.standard(event.delivery(), timestamp, body));
        headers.put("X-FlukeBase-Signature", signatures.present(body));
        signatures.former(body).forEach(former -> headers.put("X-FlukeBase-Signature-Former", former));
        headers.put("X-FlukeBase-Event", event.name());
        headers.put("X-FlukeBase-Delivery-ID", event.delivery().toString());
        headers.put("X-FlukeBase-Project-ID", Long.toString(held.project()));
        return headers;
    }
}
