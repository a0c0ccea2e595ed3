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

    /// Tells if a plugin stands for the tools of a subject: that of its own, or for what has none the core.
    public boolean admits(String subject) {
        boolean hasOwn = Entities.PLUGINS.contains(subject);
        return chooses(subject) || (!hasOwn && plugins.contains(Entities.CORE_PLUGIN));
    }

    /// Tells if a plugin stands for the tools of a type. The core has those of the types in which a project plans.
    public boolean chooses(String plural) {
        return plugins.contains(plural)
                || (plugins.contains(Entities.CORE_PLUGIN)
                        && names(Entities.PLANNING).contains(plural));
    }

    private static List<String> names(List<EntityType> types) {
        return types.stream().map(EntityType::plural).toList();
    }
}
