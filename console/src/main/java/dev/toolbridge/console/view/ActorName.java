package dev.toolbridge.console.view;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.console.text.MarkdownHtml;
import java.util.stream.Stream;

/// The author of what happened at the control plane, as people know it: the name of a key, or a user.
public final class ActorName {

    private ActorName() {}

    /// The name of an author.
    ///
    /// @param actor the author as the audit log has it
    public static String of(JsonNode actor) {
        return Stream.of("name", "user", "program", "sender", "key")
                .map(actor::path)
                .filter(JsonNode::isTextual)
                .map(name -> MarkdownHtml.visible(name.asText()))
                .findFirst()
                .orElse("");
    }
}
