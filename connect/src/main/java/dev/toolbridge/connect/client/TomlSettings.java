package dev.toolbridge.connect.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.connect.edit.TomlText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Settings in TOML.
record TomlSettings(EntryForm form, String text) implements ClientSettings {

    @Override
    public String with(ServerEntry server) {
        SequencedMap<String, String> settings = EntryForm.toml(form.settings(server));
        return TomlText.of(text).with(form.path(server.name()), settings).text();
    }

    @Override
    public boolean has(String name) {
        return TomlText.of(text).find(form.path(name)).isPresent();
    }

    @Override
    public List<String> changedFields(String name, Optional<JsonNode> entered) {
        if (entered.isEmpty()) {
            return List.of();
        }
        Map<String, String> ours = EntryForm.toml((ObjectNode) entered.get());
        return present(name).entrySet().stream()
                .filter(setting -> !setting.getValue().equals(ours.get(setting.getKey())))
                .map(setting -> String.join(".", form.path(name)) + "." + setting.getKey())
                .toList();
    }

    private Map<String, String> present(String name) {
        return TomlText.of(text).find(form.path(name)).map(Map::copyOf).orElseGet(Map::of);
    }

    @Override
    public String without(String name, Optional<JsonNode> entered, Optional<JsonNode> input) {
        Map<String, String> ours = entered.map(entry -> (Map<String, String>) EntryForm.toml((ObjectNode) entry))
                .orElseGet(() -> present(name));
        List<String> names = present(name).entrySet().stream()
                .filter(setting -> setting.getValue().equals(ours.get(setting.getKey())))
                .map(Map.Entry::getKey)
                .toList();
        return TomlText.of(text).without(form.path(name), names).text();
    }
}
