package dev.toolbridge.mcp.tool.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.mcp.stored.StoredText;
import dev.toolbridge.mcp.tool.Kind;
import dev.toolbridge.mcp.tool.Parameter;
import dev.toolbridge.mcp.tool.query.Spelling;
import dev.toolbridge.service.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Exact edits of texts in the spelling of tools, and their misses in words.
final class SentEdits {
    static final String EDITS = "edits";

    private static final String FIELD = "field";
    private static final int CANDIDATE_LENGTH_MAX = 120;

    private SentEdits() {}

    static List<Parameter> members() {
        return List.of(
                Parameter.choice("op", List.of("replace", "before", "after", "append", "prepend", "section")),
                Parameter.required(FIELD, Kind.TEXT),
                Parameter.optional("find", Kind.TEXT),
                Parameter.required("text", Kind.TEXT),
                Parameter.optional("count", Kind.WHOLE),
                Parameter.optional("heading", Kind.TEXTS));
    }

    /// The edits as the API reads them: fields have the names of the type, and hidden characters are themselves.
    static ArrayNode inApi(Optional<EntityType> type, JsonNode edits) {
        ArrayNode inApi = Json.mapper().createArrayNode();
        for (JsonNode edit : edits) {
            JsonNode read = StoredText.read(edit).deepCopy();
            if (read instanceof ObjectNode members && members.path(FIELD).isTextual()) {
                String field = members.path(FIELD).textValue();
                type.map(Spelling::ofPayload).ifPresent(names -> members.put(FIELD, names.inApi(field)));
            }
            inApi.add(read);
        }
        return inApi;
    }

    /// The places that an edit may have meant, as a part of a refusal, which shows stored text on one line.
    static String candidates(JsonNode facts) {
        String lines =
                facts.path("candidates").valueStream().map(SentEdits::candidate).collect(Collectors.joining());
        return lines.isEmpty() ? "" : " " + StoredText.MARK + lines;
    }

    private static String candidate(JsonNode candidate) {
        List<String> differs =
                candidate.path("differs").valueStream().map(JsonNode::asText).toList();
        return " Line %s%s: %s."
                .formatted(
                        candidate.path("line").asInt(),
                        differs.isEmpty() ? "" : " differs in " + String.join(", ", differs),
                        StoredText.inQuotes(candidate.path("text").asText(), CANDIDATE_LENGTH_MAX));
    }

    /// A text, or its beginning when it is longer.
    static String brief(String text, int lengthMax) {
        return StoredText.lengthOf(text) > lengthMax ? StoredText.beginning(text, lengthMax) + "…" : text;
    }
}
