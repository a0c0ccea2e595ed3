package dev.toolbridge.connect.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import java.util.Optional;

/// A record of what `connect` put into a file, so that `disconnect` takes out exactly that.
///
/// @param removed the part of the text that was replaced; mostly empty
/// @param inserted the part in its place
/// @param wasMade true if the file did not exist before
/// @param entry the server as it was entered
/// @param input the question for the token, as it was entered
record Receipt(String removed, String inserted, boolean wasMade, JsonNode entry, Optional<JsonNode> input) {

    /// The difference of two texts as one replaced part.
    static Receipt of(Optional<String> before, String after, ObjectNode entry, Optional<ObjectNode> input) {
        String old = before.orElse("");
        int shorter = Math.min(old.length(), after.length());
        int head = 0;
        while (head < shorter && old.charAt(head) == after.charAt(head)) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head
                && old.charAt(old.length() - 1 - tail) == after.charAt(after.length() - 1 - tail)) {
            tail++;
        }
        return new Receipt(
                old.substring(head, old.length() - tail),
                after.substring(head, after.length() - tail),
                before.isEmpty(),
                entry,
                input.map(node -> node));
    }

    static Receipt parse(JsonNode json) {
        return new Receipt(
                json.path("removed").asText(),
                json.path("inserted").asText(),
                json.path("wasMade").asBoolean(),
                json.path("entry"),
                Optional.of(json.path("input")).filter(JsonNode::isObject));
    }

    ObjectNode json() {
        ObjectNode json =
                Json.object().put("removed", removed).put("inserted", inserted).put("wasMade", wasMade);
        json.set("entry", entry);
        input.ifPresent(node -> json.set("input", node));
        return json;
    }

    /// The text without the inserted part, if that stands in it once and unchanged.
    Optional<String> undone(String text) {
        int at = text.indexOf(inserted);
        boolean isOnce = !inserted.isEmpty() && at >= 0 && text.indexOf(inserted, at + 1) < 0;
        return isOnce
                ? Optional.of(text.substring(0, at) + removed + text.substring(at + inserted.length()))
                : Optional.empty();
    }
}
