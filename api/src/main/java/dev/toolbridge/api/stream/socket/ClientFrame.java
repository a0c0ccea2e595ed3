package dev.toolbridge.api.stream.socket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A frame that a client sends on a socket.
sealed interface ClientFrame {
    Set<String> FILTERS = Set.of("cursor", "types", "uid", "user", "client", "tool", "run", "operation", "include");

    int ID_LENGTH_MAX = 64;

    Pattern ID = Pattern.compile("^[!-~]{1," + ID_LENGTH_MAX + "}$");

    /// The first frame of a client without `Authorization`, and later ones that extend the life of the socket.
    record Auth(String token, Optional<String> tenant) implements ClientFrame {}

    /// Begins a subscription under a name that the client chooses.
    ///
    /// @param space the shared space by its UUID, slug or number, if it is another than that of the socket
    record Subscribe(String id, Map<String, String> values, Optional<String> space) implements ClientFrame {

        Optional<String> value(String name) {
            return Optional.ofNullable(values.get(name));
        }
    }

    record Unsubscribe(String id) implements ClientFrame {}

    /// A sign of life from a client that cannot send the protocol's own.
    record Ping() implements ClientFrame {}

    /// A wish to subscribe to something else than there is.
    record Unknown(String id, String expected) implements ClientFrame {}

    /// A word for nobody.
    record Unheard() implements ClientFrame {}

    /// A frame that cannot be read.
    record Bad(String reason) implements ClientFrame {}

    /// Reads a frame.
    static ClientFrame read(String text) {
        try {
            JsonNode frame = Json.parse(text.getBytes(StandardCharsets.UTF_8));
            return frame instanceof ObjectNode fields ? read(fields) : new Bad("a frame is one JSON object");
        } catch (JsonProcessingException malformed) {
            return new Bad("a frame is one JSON object");
        }
    }

    private static ClientFrame read(ObjectNode fields) {
        String kind = fields.path("t").asText("");
        return switch (kind) {
            case "auth" -> checked(fields, Set.of("token", "tenant"), Set.of("token"));
            case "subscribe" -> checked(fields, with(FILTERS, "id"), Set.of("id"));
            case "unsubscribe" -> checked(fields, Set.of("id"), Set.of("id"));
            case "ping" -> checked(fields, Set.of(), Set.of());
            default -> new Bad("t is one of auth, subscribe, unsubscribe, ping");
        };
    }

    private static ClientFrame checked(ObjectNode fields, Set<String> known, Set<String> required) {
        var values = new HashMap<String, String>();
        for (var field : fields.properties()) {
            if (!field.getValue().isTextual()) {
                return new Bad("the members of a frame are texts");
            }
            values.put(field.getKey(), field.getValue().textValue());
        }
        String kind = values.remove("t");
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                return new Bad(kind + " has no such member; it has " + String.join(", ", known));
            }
        }
        for (String name : required) {
            if (!values.containsKey(name)) {
                return new Bad(kind + " has the member " + name);
            }
        }
        String id = values.remove("id");
        if (id != null && !ID.matcher(id).matches()) {
            return new Bad("id is 1 to 64 printable characters without blanks");
        }
        return switch (kind) {
            case "auth" -> new Auth(values.get("token"), Optional.ofNullable(values.get("tenant")));
            case "subscribe" -> new Subscribe(id, values, Optional.empty());
            case "unsubscribe" -> new Unsubscribe(id);
            default -> new Ping();
        };
    }

    private static Set<String> with(Set<String> names, String more) {
        var all = new java.util.TreeSet<>(names);
        all.add(more);
        return all;
    }
}
