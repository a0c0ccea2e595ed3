package dev.toolbridge.api.stream.socket;

import dev.toolbridge.api.stream.ChangeEvent;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import java.time.Instant;
import java.util.Optional;

/// Something that the server tells on a socket, in the words of its protocol.
sealed interface ServerFrame {
    /// The socket is open.
    record Opened() implements ServerFrame {}

    /// A sign of life.
    record Beat(Instant now) implements ServerFrame {}

    record Authenticated(Optional<Instant> expiresAt) implements ServerFrame {}

    record Pong() implements ServerFrame {}

    /// The subscription will get every change after this place.
    record Ready(String id, String cursor) implements ServerFrame {}

    /// The subscription has everything that was committed up to now.
    record CaughtUp(String id, String cursor) implements ServerFrame {}

    /// A change; its JSON is the same for all who ask the same question.
    ///
    /// @param idJson the name of the subscription as JSON
    record Change(String idJson, ChangeEvent event) implements ServerFrame {}

    /// The place of the subscription is gone, and so is the subscription.
    record Reset(String id, ErrorCode code) implements ServerFrame {}

    record Unsubscribed(String id) implements ServerFrame {}

    /// The refusal of what a frame asked; the socket stays open.
    record Refused(String id, Refusal refusal) implements ServerFrame {}

    /// The socket is about to be closed.
    record Ending(CloseCode code) implements ServerFrame {}
}
