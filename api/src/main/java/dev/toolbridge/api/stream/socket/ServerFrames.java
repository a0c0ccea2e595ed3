package dev.toolbridge.api.stream.socket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.stream.ChangeEvent;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.Json;
import java.time.Instant;
import java.util.Optional;

/// The frames that the server sends on a socket.
final class ServerFrames {

    private ServerFrames() {}

    static String authenticated(Optional<Instant> expiresAt) {
        var frame = frame("auth");
        expiresAt.ifPresent(at -> frame.put("expiresAt", at.toString()));
        return Json.text(frame);
    }

    static String pong() {
        return Json.text(frame("pong"));
    }

    /// A frame with the place of a subscription.
    static String place(String kind, String id, String cursor) {
        return Json.text(frame(kind).put("id", id).put("cursor", cursor));
    }

    /// A change; its JSON is the same for all who ask the same question.
    ///
    /// @param idJson the name of the subscription as JSON
    static String change(String idJson, ChangeEvent event) {
        return "{\"t\":\"" + ChangeEvent.CHANGE + "\",\"id\":" + idJson + ",\"cursor\":\"" + event.cursor()
                + "\",\"change\":" + event.json() + "}";
    }

    static String reset(String id, ErrorCode code) {
        return Json.text(frame("reset").put("id", id).put("code", code.wireName()));
    }

    static String unsubscribed(String id) {
        return Json.text(frame("unsubscribed").put("id", id));
    }

    /// The refusal of what a frame asked; the socket stays open.
    static String error(String id, Refusal refusal) {
        var frame = frame("error").put("id", id).put("error", refusal.getMessage());
        frame.put("code", refusal.code().wireName());
        refusal.facts().forEach(frame::putPOJO);
        return Json.text(frame);
    }

    private static ObjectNode frame(String kind) {
        return Json.object().put("t", kind);
    }
}
