package dev.toolbridge.api.project;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.access.Seats;
import dev.toolbridge.api.quota.QuotaAccount;
import dev.toolbridge.api.route.Inputs;
import dev.toolbridge.contract.McpPreset;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.route.BodyFields;
import dev.toolbridge.service.route.Input;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.RouteLine;
import java.util.List;

/// Shows and replaces the MCP configuration of a project.
public final class McpConfigurationRoutes {
    static final int SETTINGS_BYTES_MAX = 65_536;

    /// The largest body: the settings, with room for the other members and for spaces.
    private static final int BODY_BYTES_MAX = 2 * SETTINGS_BYTES_MAX;

    private static final String PATH = ProjectAccess.PATH + "/mcp";

    private final McpConfigurations configurations;
    private final ProjectAccess access;

    public McpConfigurationRoutes(McpConfigurations configurations, Seats seats) {
        this.configurations = configurations;
        this.access = new ProjectAccess(seats);
    }

    public List<RouteLine<Caller>> routes() {
        Input change = Inputs.ACCOUNT.upTo(BODY_BYTES_MAX).body(ProjectSchemas.MCP_CHANGE);
        Output shown = Output.of(200, "The MCP configuration.", ProjectSchemas.MCP);
        return List.of(
                new RouteLine<>("GET", PATH, "show_mcp", Scope.PROJECTS_READ, Inputs.ACCOUNT, shown, this::show),
                new RouteLine<>("PUT", PATH, "replace_mcp", Scope.PROJECTS_ADMIN, change, shown, this::replace));
    }

    private Answer show(Caller caller, Request request) {
        Caller inside = access.inside(caller, request, Scope.PROJECTS_READ);
        return Answer.json(200, configurations.find(inside).json());
    }

    private Answer replace(Caller caller, Request request) {
        QuotaAccount.current().requireChange();
        Caller inside = access.inside(caller, request, Scope.PROJECTS_ADMIN);
        BodyFields body = BodyFields.of(request, ProjectSchemas.mcpMembers());
        return Answer.json(200, configurations.put(inside, configuration(body)).json());
    }

    private static McpConfiguration configuration(BodyFields body) {
        McpPreset preset = McpPreset.named(
                        body.text(McpConfiguration.PRESET, McpPreset.names()::contains, oneOf(McpPreset.names())))
                .orElseThrow();
        String level = body.findText(
                        McpConfiguration.LEVEL, ProjectSchemas.LEVELS::contains, oneOf(ProjectSchemas.LEVELS))
                .orElse(preset.contextLevel());
        return new McpConfiguration(preset, plugins(body, preset), level, settings(body));
    }

    /// The plugins that a custom choice names. An answer may be sent back: other presets may name their own.
    private static List<String> plugins(BodyFields body, McpPreset preset) {
        List<String> named = body
                .texts(
                        McpConfiguration.PLUGINS,
                        Entities.PLUGINS.size(),
                        Entities.PLUGINS::contains,
                        "a list of " + String.join(", ", Entities.PLUGINS))
                .stream()
                .distinct()
                .toList();
        boolean isNamed = body.find(McpConfiguration.PLUGINS).isPresent();
        if (preset == McpPreset.CUSTOM) {
            if (!isNamed) {
                throw BodyFields.invalid(McpConfiguration.PLUGINS, "a list of plugins, since the preset is custom");
            }
            return named;
        }
        List<String> own = McpConfiguration.ofPreset(preset);
        if (isNamed && !(named.containsAll(own) && own.containsAll(named))) {
            throw BodyFields.invalid(
                    McpConfiguration.PLUGINS, "no other than those of the preset; the preset custom takes any");
        }
        return List.of();
    }

    private static ObjectNode settings(BodyFields body) {
        JsonNode sent = body.find(McpConfiguration.SETTINGS).orElseGet(Json::object);
        if (!(sent instanceof ObjectNode settings) || Json.bytes(settings).length > SETTINGS_BYTES_MAX) {
            throw BodyFields.invalid(McpConfiguration.SETTINGS, "an object of up to " + SETTINGS_BYTES_MAX + " bytes");
        }
        return settings;
    }

    private static String oneOf(List<String> names) {
        return "one of " + String.join(", ", names);
    }
}
