package dev.toolbridge.api.webhook;

import dev.toolbridge.service.digest.NamedUuid;
import java.util.UUID;

/// The id of a delivery: the same for each attempt and each replay, whichever server makes it.
public final class DeliveryId {

    private DeliveryId() {}

    /// The UUIDv5 of a subscription and the number of a change.
    public static UUID of(UUID webhook, long seq) {
        return NamedUuid.of(webhook, Long.toString(seq));
    }
}
