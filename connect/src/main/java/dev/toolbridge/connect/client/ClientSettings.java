package dev.toolbridge.connect.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/// The text of a settings file in its own language.
sealed interface ClientSettings permits JsonSettings, TomlSettings {

    /// The text with a server in it.
    String with(ServerEntry server);

    boolean has(String name);

    /// The fields of a server that the person added or changed after it was entered.
    ///
    /// @param entered the server as it was entered; empty if nobody knows, so that all of it counts as ours
    List<String> changedFields(String name, Optional<JsonNode> entered);

    /// The text without the fields that were entered, and without the server if no others are left.
    String without(String name, Optional<JsonNode> entered, Optional<JsonNode> input);
}
