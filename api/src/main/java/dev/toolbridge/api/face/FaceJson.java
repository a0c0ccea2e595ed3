package dev.toolbridge.api.face;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Times;
import dev.toolbridge.api.project.McpConfiguration;
import dev.toolbridge.api.project.Member;
import dev.toolbridge.api.project.Project;
import dev.toolbridge.service.json.Json;
import java.time.Instant;
import java.util.List;

/// Projects and their items as clients of this interface read them. What is absent is null.
final class FaceJson {
    static final String ID = "id";
    static final String CREATED_AT = "created_at";
    static final String UPDATED_AT = "updated_at";

    /// Our fields of milestones, as they are shown.
    static final List<String> OF_MILESTONES = List.of("title", "status", "dueDate");

    private FaceJson() {}

    static ObjectNode project(Project project) {
        ObjectNode about = project.about();
        ObjectNode json = Json.object().put(ID, project.number());
        copy(about, "name", json, "name");
        copy(about, "description", json, "description");
        copy(about, "stage", json, "stage");
        copy(about, "repositoryUrl", json, "repository_url");
        return json.put(CREATED_AT, time(project.createdAt())).put(UPDATED_AT, time(project.updatedAt()));
    }

    static ObjectNode milestone(NumberedItem milestone) {
        ObjectNode fields = milestone.item().payload().fields();
        ObjectNode json = Json.object().put(ID, milestone.number());
        copy(fields, "title", json, "title");
        copy(fields, "status", json, "status");
        copy(fields, "dueDate", json, "due_date");
        return json;
    }

    static ObjectNode member(Member member) {
        return Json.object()
                .put(ID, member.number())
                .put("name", member.name().orElse(null))
                .put("email", member.email().orElse(null))
                .put("role", member.role().wireName());
    }

    static ObjectNode configuration(McpConfiguration configuration) {
        ObjectNode shown = configuration.json();
        ObjectNode json = Json.object();
        copy(shown, "preset", json, "preset");
        copy(shown, "enabledPlugins", json, "enabled_plugins");
        copy(shown, "contextLevel", json, "context_level");
        copy(shown, "pluginSettings", json, "plugin_settings");
        return json;
    }

    static ObjectNode memory(NumberedItem memory) {
        ObjectNode fields = memory.item().payload().fields();
        ObjectNode json = Json.object().put(ID, memory.number());
        SentMemory.NAMES.forEach((name, field) -> copy(fields, field, json, name));
        if (json.path("tags").isNull()) {
            json.putArray("tags");
        }
        json.put("version", memory.item().version())
                .put(CREATED_AT, Times.rfc3339(memory.createdAtMs()))
                .put(UPDATED_AT, Times.rfc3339(memory.item().updatedAtMs()));
        memory.writer()
                .ifPresentOrElse(
                        writer -> json.putObject("user")
                                .put(ID, writer.number())
                                .put("name", writer.name().orElse(null)),
                        () -> json.putNull("user"));
        return json;
    }

    static String time(Instant at) {
        return Times.rfc3339(at.toEpochMilli());
    }

    private static void copy(ObjectNode from, String field, ObjectNode to, String name) {
        JsonNode value = from.path(field);
        to.set(name, value.isMissingNode() ? to.nullNode() : value);
    }
}
