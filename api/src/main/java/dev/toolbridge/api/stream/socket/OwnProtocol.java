package dev.toolbridge.api.stream.socket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.stream.ChangeEvent;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The protocol of `/v1/ws`.
final class OwnProtocol implements SocketProtocol {
    static final String NAME = "toolbridge.v1";
    private static final Duration BEAT = Duration.ofSeconds(15);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean takesTokens() {
        return true;
    }

    @Override
    public Duration beat() {
        return BEAT;
    }

    @Override
    public ClientFrame read(String text) {
        return ClientFrame.read(text);
    }

    @Override
    public Optional<String> text(ServerFrame frame) {
        return switch (frame) {
            case ServerFrame.Opened _, ServerFrame.Beat _, ServerFrame.Ending _ -> Optional.empty();
            case ServerFrame.Authenticated(Optional<Instant> expiresAt) -> Optional.of(authenticated(expiresAt));
            case ServerFrame.Pong _ -> Optional.of(Json.text(frame("pong")));
            case ServerFrame.Ready(String id, String cursor) -> Optional.of(place("ready", id, cursor));
            case ServerFrame.CaughtUp(String id, String cursor) -> Optional.of(place("caught_up", id, cursor));
            case ServerFrame.Change(String idJson, ChangeEvent event) -> Optional.of(change(idJson, event));
            case ServerFrame.Reset(String id, var code) ->
                Optional.of(Json.text(frame("reset").put("id", id).put("code", code.wireName())));
            case ServerFrame.Unsubscribed(String id) ->
                Optional.of(Json.text(frame("unsubscribed").put("id", id)));
            case ServerFrame.Refused(String id, Refusal refusal) -> Optional.of(error(id, refusal));
        };
    }

    private static String authenticated(Optional<Instant> expiresAt) {
        var frame = frame("auth");
        expiresAt.ifPresent(at -> frame.put("expiresAt", at.toString()));
        return Json.text(frame);
    }

    private static String place(String kind, String id, String cursor) {
        return Json.text(frame(kind).put("id", id).put("cursor", cursor));
    }

    private static String change(String idJson, ChangeEvent event) {
        return "{\"t\":\"" + ChangeEvent.CHANGE + "\",\"id\":" + idJson + ",\"cursor\":\"" + event.cursor()
                + "\",\"change\":" + event.json() + "}";
    }

    private static String error(String id, Refusal refusal) {
        var frame = frame("error").put("id", id).put("error", refusal.getMessage());
        frame.put("code", refusal.code().wireName());
        refusal.facts().forEach(frame::putPOJO);
        return Json.text(frame);
    }

    private static ObjectNode frame(String kind) {
        return Json.object().put("t", kind);
    }
}
