package dev.toolbridge.mcp.resource;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.Field;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.mcp.offer.ToolSet;
import dev.toolbridge.mcp.stored.StoredText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A part of the context of a project.
///
/// @param member the name in the API's answer, and in the report of what was left out
/// @param type the type of its items
/// @param fields the fields that are told, the first one without its name
/// @param isSingle true if it is one object, not a list
record ContextSection(String member, EntityType type, List<String> fields, boolean isSingle) {
    static final ContextSection PROJECT = single("project", "project", "name", "stage", "repositoryUrl", "description");
    static final ContextSection MILESTONES =
            list("milestones", "milestone", "title", "status", "dueDate", "description");
    static final ContextSection TASKS =
            list("tasks", "task", "title", "status", "priority", "dueDate", "dueAt", "milestoneUid", "description");
    static final ContextSection MEMBERS = list("members", "member", "name", "subject", "role");
    static final ContextSection MEMORIES =
            list("memories", "memory", "content", "memoryType", "key", "pinned", "supersedesUid");
    static final ContextSection ENVIRONMENT =
            list("environment", "environment_variable", "key", "environment", "isSecret", "isRequired", "description");
    static final ContextSection CONFIGURATION =
            single("mcpConfiguration", "mcp_configuration", "preset", "contextLevel");

    /// All parts, in the order in which an assistant reads them.
    static final List<ContextSection> ALL =
            List.of(PROJECT, MEMORIES, MILESTONES, TASKS, ENVIRONMENT, MEMBERS, CONFIGURATION);

    /// Longer than what the API tells of any field.
    private static final int TEXT_LENGTH_MAX = 3_000;

    ContextSection {
        fields = List.copyOf(fields);
    }

    private static ContextSection single(String member, String type, String... fields) {
        return new ContextSection(member, Entities.named(type), List.of(fields), true);
    }

    private static ContextSection list(String member, String type, String... fields) {
        return new ContextSection(member, Entities.named(type), List.of(fields), false);
    }

    /// The heading of its lines.
    String heading() {
        String words = type.plural().replace('_', ' ');
        return "## " + words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /// Tells if these tools could read what it tells; of what no tools are made, everybody is told.
    boolean isShownBy(ToolSet tools) {
        return type.isManaged() || tools.admits(type.plural(), "get_" + type.name());
    }

    /// Tells if an address is of an item that it shows.
    boolean isOf(String uri) {
        return uri.startsWith(ItemAddress.SCHEME + type.plural() + "/");
    }

    /// One line about an item: everything that somebody stored stands in it as data.
    String line(JsonNode entry) {
        var words = new ArrayList<String>();
        for (String field : fields) {
            text(entry.path(field)).ifPresent(text -> words.add(words.isEmpty() ? text : label(field) + text));
        }
        String uid = type.isManaged() ? "" : " [" + entry.path("uid").asText() + "]";
        return "> - " + String.join("; ", words) + uid;
    }

    private static Optional<String> text(JsonNode value) {
        return value.isValueNode() && !value.isNull()
                ? Optional.of(StoredText.inline(value.asText(), TEXT_LENGTH_MAX))
                        .filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    private static String label(String field) {
        return field.equals("description") ? "" : Field.snake(field) + " ";
    }
}
