package dev.toolbridge.api.webhook;

import dev.toolbridge.api.access.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;

/// The store of subscriptions and deliveries of the project that the caller is in. Each change is one
/// transaction with its entry in the audit log, and the caller's role is looked at once more in it.
public interface Webhooks {
    /// The subscriptions that a project may have.
    int OF_PROJECT_MAX = 20;

    /// The events that one replay sends again.
    int REPLAY_MAX = 10_000;

    /// The fields of a subscription that clients decide about.
    record Draft(String callbackUrl, List<String> events, boolean isActive) {

        public Draft {
            events = List.copyOf(events);
        }
    }

    /// A part of a list of deliveries, the newest first.
    ///
    /// @param status the only status to show
    /// @param before the last one of the part before
    record Part(Optional<String> status, Optional<Place> before, int limit) {}

    /// A place in a list of deliveries.
    record Place(Instant createdAt, UUID id) {}

    /// The result of a replay.
    ///
    /// @param count the events that are sent again
    /// @param nextSeq the number to go on with; empty when there is no more
    record Replay(int count, Optional<Long> nextSeq) {}

    /// Adds a subscription, whose events begin now.
    Webhook create(Caller caller, UUID id, Draft draft, byte[] secret);

    List<Webhook> list(Caller caller);

    Optional<Webhook> find(Caller caller, UUID id);

    /// Replaces what clients decide about. One that is switched on goes on where it stopped.
    Webhook change(Caller caller, UUID id, Draft draft);

    void delete(Caller caller, UUID id);

    /// Gives it a new secret; the one before signs too for 24 hours.
    ///
    /// @param sealed seals the new secret for the number of its rotation
    Webhook rotate(Caller caller, UUID id, IntFunction<byte[]> sealed);

    List<WebhookDelivery> deliveries(Caller caller, UUID webhook, Part part);

    /// Sends a delivery again, as if it had not been tried.
    WebhookDelivery redeliver(Caller caller, UUID webhook, UUID delivery);

    /// Sends all events again from a number of a change on, as far as they are kept.
    Replay replay(Caller caller, UUID webhook, long fromSeq);

    /// Sends an event that is about nothing.
    WebhookDelivery test(Caller caller, UUID webhook, UUID delivery);
}
