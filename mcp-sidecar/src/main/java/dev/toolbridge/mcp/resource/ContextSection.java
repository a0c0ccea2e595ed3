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

/// A part of the context of a project, in the order in which an assistant reads them.
enum ContextSection {
    /// The project itself.
    PROJECT("project", "project", "name", "stage", "repositoryUrl", "description"),
    /// Its milestones.
    MILESTONES("milestones", "milestone", "title", "status", "dueDate", "description"),
    /// Its open tasks.
    TASKS("tasks", "task", "title", "status", "priority", "dueDate", "dueAt", "milestoneUid", "description"),
    /// Its members.
    MEMBERS("members", "member", "name", "subject", "role"),
    /// The choice of tools and of this text's length.
    CONFIGURATION("mcpConfiguration", "mcp_configuration", "preset", "contextLevel");

    /// Longer than what the API tells of any field.
    private static final int TEXT_LENGTH_MAX = 3_000;

    private final String member;
    private final EntityType type;
    private final List<String> fields;

    ContextSection(String member, String type, String... fields) {
        this.member = member;
        this.type = Entities.named(type);
        this.fields = List.of(fields);
    }

    /// The name in the API's answer, and in the report of what was left out.
    String member() {
        return member;
    }

    /// The heading of its lines.
    String heading() {
        String words = type.plural().replace('_', ' ');
        return "## " + words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /// Tells if it is one object, not a list.
    boolean isSingle() {
        return this == PROJECT || this == CONFIGURATION;
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
