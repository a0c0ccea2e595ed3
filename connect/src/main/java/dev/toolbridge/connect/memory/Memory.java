package dev.toolbridge.connect.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A memory as the cache has it.
///
/// @param payload its fields
/// @param isQueued true if the server does not know this state yet
public record Memory(String uid, ObjectNode payload, boolean isQueued) {
    public static final String CONTENT = "content";
    public static final String TYPE = "memoryType";
    public static final String KEY = "key";
    public static final String RATIONALE = "rationale";
    public static final String TAGS = "tags";
    public static final String SUPERSEDES = "supersedesUid";

    /// The kinds of memories.
    public static final List<String> TYPES = List.of("fact", "convention", "gotcha", "decision");

    public String content() {
        return payload.path(CONTENT).asText();
    }

    public String type() {
        return payload.path(TYPE).asText();
    }

    public Optional<String> key() {
        return text(KEY);
    }

    public Optional<String> rationale() {
        return text(RATIONALE);
    }

    public Optional<String> supersedes() {
        return text(SUPERSEDES);
    }

    private Optional<String> text(String field) {
        return Optional.of(payload.path(field)).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }

    public List<String> tags() {
        return payload.path(TAGS).valueStream().map(JsonNode::asText).toList();
    }

    /// One paragraph for a person.
    ///
    /// @param state the state of its trust
    public String shown(String state) {
        String about = key().map(key -> ", key " + key).orElse("")
                + (tags().isEmpty() ? "" : ", tags " + String.join(", ", tags()))
                + (isQueued ? ", not sent yet" : "");
        String text = content().lines().map(line -> "  " + line).collect(Collectors.joining("\n"));
        return uid + "  " + type() + ", " + state + about + "\n" + text;
    }
}
