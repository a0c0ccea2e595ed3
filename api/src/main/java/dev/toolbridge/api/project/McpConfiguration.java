package dev.toolbridge.api.project;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.McpPreset;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.json.Json;
import java.util.List;
import java.util.Optional;

/// The choice of what assistants see of a project.
///
/// @param chosen the plugins of a custom choice; empty with the other presets, which have theirs
/// @param contextLevel the size of the project's context
/// @param settings settings of plugins, which only those read
public record McpConfiguration(McpPreset preset, List<String> chosen, String contextLevel, ObjectNode settings) {
    static final String PRESET = "preset";
    static final String PLUGINS = "enabledPlugins";
    static final String LEVEL = "contextLevel";
    static final String SETTINGS = "pluginSettings";

    /// The configuration of a project that chose none.
    public static final McpConfiguration UNSET =
            new McpConfiguration(McpPreset.DEVELOPER, List.of(), "standard", Json.object());

    private static final List<String> FEW = List.of(Entities.CORE_PLUGIN, Entities.ENVIRONMENT_PLUGIN);

    public McpConfiguration {
        chosen = List.copyOf(chosen);
    }

    /// The plugins that are enabled, in their fixed order.
    public List<String> plugins() {
        List<String> enabled = preset == McpPreset.CUSTOM ? chosen : ofPreset(preset);
        return Entities.PLUGINS.stream().filter(enabled::contains).toList();
    }

    static List<String> ofPreset(McpPreset preset) {
        return preset.hasAll() ? Entities.PLUGINS : FEW;
    }

    /// The fields of the item that keeps it. What follows from the preset is left out.
    public ObjectNode fields() {
        var fields = Json.object().put(PRESET, preset.wireName());
        if (preset == McpPreset.CUSTOM) {
            plugins().forEach(fields.putArray(PLUGINS)::add);
        }
        fields.put(LEVEL, contextLevel);
        if (!settings.isEmpty()) {
            fields.set(SETTINGS, settings.deepCopy());
        }
        return fields;
    }

    /// Reads the fields of an item.
    public static McpConfiguration of(JsonNode fields) {
        McpPreset preset = McpPreset.named(fields.path(PRESET).asText()).orElse(UNSET.preset());
        List<String> chosen =
                fields.path(PLUGINS).valueStream().map(JsonNode::asText).toList();
        String level = Optional.ofNullable(fields.path(LEVEL).textValue()).orElse(preset.contextLevel());
        return new McpConfiguration(
                preset, chosen, level, fields.path(SETTINGS) instanceof ObjectNode object ? object : Json.object());
    }

    /// The configuration as it is shown.
    public ObjectNode json() {
        var json = Json.object().put(PRESET, preset.wireName());
        plugins().forEach(json.putArray(PLUGINS)::add);
        json.put(LEVEL, contextLevel);
        json.set(SETTINGS, settings.deepCopy());
        return json;
    }
}
