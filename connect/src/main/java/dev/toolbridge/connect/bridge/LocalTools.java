package dev.toolbridge.connect.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/// The tools that a bridge answers itself.
public interface LocalTools {
    /// No tools: the server answers all calls.
    LocalTools NONE = new LocalTools() {
        @Override
        public List<ObjectNode> added() {
            return List.of();
        }

        @Override
        public Optional<ObjectNode> call(String name, JsonNode arguments) {
            return Optional.empty();
        }
    };

    /// The tools that the server does not list.
    List<ObjectNode> added();

    /// All of these tools, as they are listed while the server is away; empty if a client has to wait for it.
    default List<ObjectNode> whileAway() {
        return List.of();
    }

    /// The result of a call; empty if the server answers it.
    Optional<ObjectNode> call(String name, JsonNode arguments);
}
