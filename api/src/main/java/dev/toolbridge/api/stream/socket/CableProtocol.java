package dev.toolbridge.api.stream.socket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.stream.ChangeEvent;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The protocol of Action Cable, whose clients follow a project by `ProjectChannel`. The name of a subscription is its
/// identifier, a JSON text.
final class CableProtocol implements SocketProtocol {
    static final String NAME = "actioncable-v1-json";
    static final int IDENTIFIER_LENGTH_MAX = 1_024;
    private static final String CHANNEL = "channel";
    private static final String PROJECT_CHANNEL = "ProjectChannel";
    private static final String PROJECT = "project_id";
    private static final String IDENTIFIER = "identifier";
    private static final String TYPE = "type";
    private static final Set<String> FILTERS = Set.of("types", "include");

    /// Clients open the socket again after twice this time without a word.
    private static final Duration BEAT = Duration.ofSeconds(3);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean takesTokens() {
        return false;
    }

    @Override
    public Duration beat() {
        return BEAT;
    }

    @Override
    public ClientFrame read(String text) {
        Optional<ObjectNode> frame = object(text);
        String identifier =
                frame.map(fields -> fields.path(IDENTIFIER).asText("")).orElse("");
        if (identifier.isEmpty() || identifier.length() > IDENTIFIER_LENGTH_MAX) {
            return new ClientFrame.Bad("a frame is a JSON object with an identifier");
        }
        return switch (frame.orElseThrow().path("command").asText("")) {
            case "subscribe" -> subscription(identifier);
            case "unsubscribe" -> new ClientFrame.Unsubscribe(identifier);
            case "message" -> new ClientFrame.Unheard();
            default -> new ClientFrame.Bad("command is one of subscribe, unsubscribe, message");
        };
    }

    private static ClientFrame subscription(String identifier) {
        Optional<ObjectNode> asked = object(identifier);
        JsonNode project = asked.map(fields -> fields.path(PROJECT)).orElseGet(Json::object);
        boolean isKnown = asked.filter(fields -> fields.path(CHANNEL).asText("").equals(PROJECT_CHANNEL))
                .isPresent();
        if (!isKnown || (!project.isTextual() && !project.canConvertToLong())) {
            return new ClientFrame.Unknown(identifier, PROJECT_CHANNEL + " with " + PROJECT);
        }
        var values = new HashMap<String, String>();
        for (Map.Entry<String, JsonNode> field : asked.orElseThrow().properties()) {
            boolean isFilter =
                    FILTERS.contains(field.getKey()) && field.getValue().isTextual();
            if (isFilter) {
                values.put(field.getKey(), field.getValue().textValue());
            } else if (!Set.of(CHANNEL, PROJECT).contains(field.getKey())) {
                return new ClientFrame.Unknown(identifier, String.join(", ", FILTERS) + " as texts");
            }
        }
        return new ClientFrame.Subscribe(identifier, values, Optional.of(project.asText()));
    }

    private static Optional<ObjectNode> object(String text) {
        try {
            JsonNode value = Json.parse(text.getBytes(StandardCharsets.UTF_8));
            return Optional.of(value).filter(JsonNode::isObject).map(ObjectNode.class::cast);
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> text(ServerFrame frame) {
        return switch (frame) {
            case ServerFrame.Opened _ -> Optional.of("{\"type\":\"welcome\"}");
            case ServerFrame.Beat(Instant now) ->
                Optional.of("{\"type\":\"ping\",\"message\":" + now.getEpochSecond() + "}");
            case ServerFrame.Authenticated _, ServerFrame.Pong _, ServerFrame.CaughtUp _, ServerFrame.Unsubscribed _ ->
                Optional.empty();
            case ServerFrame.Ready ready -> Optional.of(about(ready.id(), "confirm_subscription"));
            case ServerFrame.Change(String idJson, ChangeEvent event) -> Optional.of(message(idJson, event));
            case ServerFrame.Reset _ -> Optional.of(disconnect("remote", true));
            case ServerFrame.Refused(String id, Refusal refusal) -> refused(id, refusal);
            case ServerFrame.Ending(CloseCode code) -> Optional.of(ending(code));
        };
    }

    private static String message(String idJson, ChangeEvent event) {
        return "{\"identifier\":" + idJson + ",\"message\":{\"cursor\":\"" + event.cursor() + "\",\"change\":"
                + event.json() + "}}";
    }

    /// Clients repeat a subscription that was not confirmed at once.
    private static Optional<String> refused(String id, Refusal refusal) {
        return refusal.code() == ErrorCode.EXISTS ? Optional.empty() : Optional.of(about(id, "reject_subscription"));
    }

    private static String ending(CloseCode code) {
        return switch (code) {
            case RESTARTING, AWAY -> disconnect("server_restart", true);
            case TOO_SLOW -> disconnect("remote", true);
            case UNAUTHORIZED, FORBIDDEN -> disconnect("unauthorized", false);
            case BAD_FRAME, TOO_MANY -> disconnect("invalid_request", false);
        };
    }

    private static String about(String id, String type) {
        return Json.text(Json.object().put(IDENTIFIER, id).put(TYPE, type));
    }

    private static String disconnect(String reason, boolean mayReconnect) {
        return Json.text(
                Json.object().put(TYPE, "disconnect").put("reason", reason).put("reconnect", mayReconnect));
    }
}
