package dev.toolbridge.api.project;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.SpaceRole;
import dev.toolbridge.contract.Field;
import dev.toolbridge.contract.McpPreset;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.route.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// The JSON Schemas of projects, members and invitations.
public final class ProjectSchemas {
    static final String ORDER = "project_order";
    static final String CHANGE = "project_change";
    static final String SHOWN = "project_shown";
    static final String LIST = "project_list";
    static final String MEMBER = "member_shown";
    static final String MEMBERS = "member_list";
    static final String ROLE = "member_change";
    static final String INVITATION = "invitation_order";
    static final String CODE = "invitation";
    static final String JOIN = "project_join";

    static final String MCP = "mcp_configuration_shown";
    static final String MCP_CHANGE = "mcp_configuration_change";
    static final String CONTEXT = "project_context";
    static final List<String> LEVELS = Entities.named("mcp_configuration")
            .field(McpConfiguration.LEVEL)
            .map(Field::choices)
            .orElseThrow();

    private static final String ID = "id";
    private static final String CREATED_AT = "createdAt";
    private static final String CONTROLS = "\\u0000-\\u001f\\u007f-\\u009f";
    private static final String TIDY = "^[^" + CONTROLS + "]*[^\\s" + CONTROLS + "][^" + CONTROLS + "]*$";
    private static final String STORABLE = "^[^\\u0000]*$";
    private static final int URL_LENGTH_MAX = 500;
    static final int EMAIL_LENGTH_MAX = 254;

    private ProjectSchemas() {}

    /// Every schema by its name in the document.
    public static SequencedMap<String, ObjectNode> all() {
        var schemas = new LinkedHashMap<String, ObjectNode>();
        schemas.put(ORDER, fields(Schema.object(ProjectBody.NAME)).closed());
        schemas.put(CHANGE, fields(Schema.object()).closed());
        schemas.put(SHOWN, shown());
        schemas.put(LIST, page("projects", SHOWN));
        schemas.put(MEMBER, member());
        schemas.put(
                MEMBERS,
                Schema.object("members")
                        .with("members", Schema.arrayOf(Schema.reference(MEMBER)))
                        .schema());
        schemas.put(ROLE, Schema.object("role").with("role", role()).closed());
        schemas.put(
                INVITATION,
                Schema.object("role")
                        .with("role", role())
                        .with("email", email())
                        .closed());
        schemas.put(CODE, invitation());
        schemas.put(
                JOIN,
                Schema.object("code")
                        .with("code", Schema.text("^[A-Za-z0-9_-]+$", URL_LENGTH_MAX))
                        .with(ProjectBody.NAME, Schema.orNull(name()))
                        .closed());
        schemas.put(
                MCP,
                mcp(Schema.object(
                                McpConfiguration.PRESET,
                                McpConfiguration.PLUGINS,
                                McpConfiguration.LEVEL,
                                McpConfiguration.SETTINGS))
                        .schema());
        schemas.put(CONTEXT, context());
        schemas.put(MCP_CHANGE, Schema.any(customChange(), presetChange()));
        return schemas;
    }

    private static ObjectNode context() {
        ObjectNode entries = Schema.arrayOf(Schema.of("object"));
        return Schema.object("level", "dropped", "cursor")
                .with("level", Schema.choice(LEVELS))
                .with("project", Schema.of("object"))
                .with("members", entries)
                .with("milestones", entries)
                .with("tasks", entries)
                .with("memories", entries)
                .with("environment", entries)
                .with("mcpConfiguration", Schema.of("object"))
                .with("dropped", Schema.of("object"))
                .with("cursor", Schema.text())
                .schema();
    }

    /// The members that a change of an MCP configuration may have.
    static ObjectNode mcpMembers() {
        return mcp(Schema.object(McpConfiguration.PRESET)).closed();
    }

    private static ObjectNode customChange() {
        return mcp(Schema.object(McpConfiguration.PRESET, McpConfiguration.PLUGINS))
                .with(McpConfiguration.PRESET, Schema.choice(List.of(McpPreset.CUSTOM.wireName())))
                .closed();
    }

    /// Without the plugins: those of the preset may be sent back, but need not be.
    private static ObjectNode presetChange() {
        List<String> presets = McpPreset.names().stream()
                .filter(name -> !name.equals(McpPreset.CUSTOM.wireName()))
                .toList();
        return Schema.object(McpConfiguration.PRESET)
                .with(McpConfiguration.PRESET, Schema.choice(presets))
                .with(McpConfiguration.LEVEL, Schema.choice(LEVELS))
                .with(McpConfiguration.SETTINGS, Schema.of("object"))
                .closed();
    }

    private static Schema.Members mcp(Schema.Members members) {
        return members.with(McpConfiguration.PRESET, Schema.choice(McpPreset.names()))
                .with(McpConfiguration.PLUGINS, Schema.arrayOf(Schema.choice(Entities.PLUGINS)))
                .with(McpConfiguration.LEVEL, Schema.choice(LEVELS))
                .with(McpConfiguration.SETTINGS, Schema.of("object"));
    }

    private static Schema.Members fields(Schema.Members members) {
        return members.with(ProjectBody.NAME, name())
                .with(ProjectBody.SLUG, Schema.orNull(Schema.text("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", 63)))
                .with(ProjectBody.DESCRIPTION, Schema.orNull(Schema.text(STORABLE, ProjectBody.DESCRIPTION_LENGTH_MAX)))
                .with(ProjectBody.STAGE, Schema.orNull(Schema.choice(ProjectBody.STAGES)))
                .with(ProjectBody.REPOSITORY, Schema.orNull(Schema.text(STORABLE, URL_LENGTH_MAX)));
    }

    private static ObjectNode shown() {
        return fields(Schema.object(ID, "number", ProjectBody.SLUG, ProjectBody.NAME, CREATED_AT, "updatedAt"))
                .with(ID, Schema.uuid())
                .with("number", Schema.whole(1))
                .with("role", role())
                .with(CREATED_AT, Schema.time())
                .with("updatedAt", Schema.time())
                .schema();
    }

    private static ObjectNode member() {
        return Schema.object(ID, "number", "role", "subject", "joinedAt")
                .with(ID, Schema.uuid())
                .with("number", Schema.whole(1))
                .with("role", role())
                .with("subject", Schema.text())
                .with(ProjectBody.NAME, Schema.text())
                .with("email", Schema.text())
                .with("joinedAt", Schema.time())
                .schema();
    }

    private static ObjectNode invitation() {
        return Schema.object(ID, "code", "role", "expiresAt")
                .with(ID, Schema.uuid())
                .with("code", Schema.text())
                .with("role", role())
                .with("email", Schema.text())
                .with("expiresAt", Schema.time())
                .schema();
    }

    private static ObjectNode page(String name, String entry) {
        return Schema.object(name, "hasMore")
                .with(name, Schema.arrayOf(Schema.reference(entry)))
                .with("nextCursor", Schema.text())
                .with("hasMore", Schema.flag())
                .schema();
    }

    private static ObjectNode name() {
        return Schema.text(TIDY, ProjectBody.NAME_LENGTH_MAX);
    }

    private static ObjectNode email() {
        return Schema.orNull(Schema.text("^[^@\\s\\u0000-\\u001f]+@[^@\\s\\u0000-\\u001f]+$", EMAIL_LENGTH_MAX));
    }

    private static ObjectNode role() {
        return Schema.choice(SpaceRole.names());
    }
}
