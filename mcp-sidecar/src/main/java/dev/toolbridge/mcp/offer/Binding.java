package dev.toolbridge.mcp.offer;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import java.util.List;

/// The project that a connection is bound to, and the plugins that it has enabled.
///
/// @param id the id of the project, by which requests to the API name it
/// @param slug its name for people, which holds letters, digits and hyphens only
public record Binding(String id, String slug, List<String> plugins) {

    public Binding {
        plugins = List.copyOf(plugins);
    }

    /// Tells if every plugin is enabled: then the tools are those that everybody has.
    public boolean isWhole() {
        return plugins.containsAll(Entities.PLUGINS);
    }

    /// Tells if a plugin stands for the tools of a subject. The core has the types in which a project plans, and the
    /// tools over all types.
    public boolean admits(String subject) {
        return plugins.contains(subject) || (plugins.contains(Entities.CORE_PLUGIN) && isOfCore(subject));
    }

    private static boolean isOfCore(String subject) {
        return names(Entities.PLANNING).contains(subject)
                || !names(Entities.ALL).contains(subject);
    }

    private static List<String> names(List<EntityType> types) {
        return types.stream().map(EntityType::plural).toList();
    }
}
