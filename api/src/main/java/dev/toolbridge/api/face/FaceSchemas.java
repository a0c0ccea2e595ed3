package dev.toolbridge.api.face;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.SpaceRole;
import dev.toolbridge.api.environment.EnvironmentName;
import dev.toolbridge.api.webhook.WebhookBody;
import dev.toolbridge.api.webhook.WebhookSchemas;
import dev.toolbridge.service.openapi.Refused;
import dev.toolbridge.service.route.Schema;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// The JSON Schemas of this interface.
public final class FaceSchemas {
    static final String PROJECT = "connect_project";
    static final String PROJECTS = "connect_projects";
    static final String CONTEXT = "connect_context";
    static final String VARIABLES = "connect_variables";
    static final String MEMORY = "connect_memory";
    static final String MEMORIES = "connect_memories";
    static final String MEMORIES_SENT = "connect_memories_sent";
    static final String MEMORY_CHANGE = "connect_memory_change";
    static final String SYNC = "connect_sync";
    static final String WEBHOOK = "connect_webhook";
    static final String WEBHOOKS = "connect_webhooks";
    static final String NEW_WEBHOOK = "connect_new_webhook";
    static final String WEBHOOK_ORDER = "connect_webhook_order";
    static final String WEBHOOK_CHANGE = "connect_webhook_change";
    static final String TASK = "connect_task";
    static final String TASK_ORDER = "connect_task_order";
    static final String TASK_CHANGE = "connect_task_change";
    static final String AGENT = "connect_agent";
    static final String AGENT_ORDER = "connect_agent_order";

    private FaceSchemas() {}

    /// Every schema by its name in the document.
    public static SequencedMap<String, ObjectNode> all() {
        var schemas = new LinkedHashMap<String, ObjectNode>();
        schemas.put(
                Refused.BRIEF,
                Schema.object("error", "message")
                        .with("error", Schema.text())
                        .with("message", Schema.text())
                        .closed());
        schemas.put(PROJECT, wrapped("project", project()));
        schemas.put(PROJECTS, page("projects", project()));
        schemas.put(CONTEXT, context());
        schemas.put(VARIABLES, wrapped(FaceVariables.NAME, Schema.arrayOf(variable())));
        schemas.put(MEMORY, wrapped("memory", MemorySchemas.shown()));
        schemas.put(MEMORIES, page(SentMemory.MEMORIES, MemorySchemas.shown()));
        schemas.put(MEMORIES_SENT, MemorySchemas.sent());
        schemas.put(MEMORY_CHANGE, MemorySchemas.members().closed());
        schemas.put(SYNC, MemorySchemas.results());
        putWebhooks(schemas);
        putTasks(schemas);
        putAgents(schemas);
        return schemas;
    }

    private static void putWebhooks(SequencedMap<String, ObjectNode> schemas) {
        String name = FaceWebhookRoutes.ONE_NAME;
        schemas.put(WEBHOOK, wrapped(name, webhook().schema()));
        schemas.put(WEBHOOKS, wrapped("webhooks", Schema.arrayOf(webhook().schema())));
        schemas.put(
                NEW_WEBHOOK,
                wrapped(name, webhook().with("secret", Schema.text()).schema()));
        ObjectNode order = webhookMembers(Schema.object(FaceWebhookRoutes.URL, WebhookBody.EVENTS))
                .closed();
        schemas.put(
                WEBHOOK_ORDER,
                Schema.any(
                        order, Schema.object(name).with(name, order.deepCopy()).closed()));
        schemas.put(WEBHOOK_CHANGE, Schema.any(webhookMembers(), anyOuter()));
    }

    private static ObjectNode anyOuter() {
        String name = FaceWebhookRoutes.ONE_NAME;
        return Schema.object(name).with(name, webhookMembers()).closed();
    }

    /// The members that a change of a webhook may have.
    static ObjectNode webhookMembers() {
        return webhookMembers(Schema.object()).closed();
    }

    /// The same, and the one that may hold them.
    static ObjectNode anyWebhook() {
        return webhookMembers(Schema.object())
                .with(FaceWebhookRoutes.ONE_NAME, webhookMembers())
                .closed();
    }

    private static Schema.Members webhookMembers(Schema.Members members) {
        return members.with(FaceWebhookRoutes.URL, WebhookSchemas.url())
                .with(WebhookBody.EVENTS, WebhookSchemas.events())
                .with(WebhookBody.ACTIVE, Schema.orNull(Schema.flag()));
    }

    private static Schema.Members webhook() {
        return stamped(Schema.object(
                                FaceJson.ID,
                                FaceWebhookRoutes.URL,
                                WebhookBody.EVENTS,
                                WebhookBody.ACTIVE,
                                FaceJson.CREATED_AT,
                                FaceJson.UPDATED_AT)
                        .with(FaceJson.ID, Schema.whole(1)))
                .with(FaceWebhookRoutes.URL, Schema.text())
                .with(WebhookBody.EVENTS, Schema.arrayOf(Schema.text()))
                .with(WebhookBody.ACTIVE, Schema.flag());
    }

    private static void putTasks(SequencedMap<String, ObjectNode> schemas) {
        ObjectNode task = Schema.object(TaskBody.ID, TaskBody.DESCRIPTION, TaskBody.TAGS, TaskBody.STATUS)
                .with(TaskBody.ID, nullable())
                .with(TaskBody.DESCRIPTION, nullable())
                .with(TaskBody.DEPENDENCY, nullable())
                .with(TaskBody.PRIORITY, nullable())
                .with(TaskBody.TAGS, Schema.arrayOf(Schema.text()))
                .with(TaskBody.STATUS, Schema.choice(TaskStatus.names()))
                .with(SentMemory.VERSION, Schema.whole(1))
                .with(FaceJson.UPDATED_AT, Schema.time())
                .schema();
        schemas.put(TASK, wrapped("wedo_task", task));
        ObjectNode word = sized(TaskBody.WORD_LENGTH_MAX);
        schemas.put(
                TASK_ORDER,
                Schema.object(TaskBody.ID, TaskBody.DESCRIPTION)
                        .with(TaskBody.ID, Schema.text(TaskBody.ID_FORM, TaskBody.ID_LENGTH_MAX))
                        .with(TaskBody.DESCRIPTION, sized(TaskBody.TEXT_LENGTH_MAX))
                        .with(TaskBody.DEPENDENCY, word)
                        .with(TaskBody.PRIORITY, word)
                        .with(TaskBody.TAGS, Schema.arrayOf(word).put("maxItems", TaskBody.TAGS_MAX))
                        .closed());
        schemas.put(TASK_CHANGE, Schema.any(taskChange(TaskBody.STATUS), taskChange(TaskBody.NOTE)));
    }

    private static void putAgents(SequencedMap<String, ObjectNode> schemas) {
        ObjectNode agent = Schema.object(FaceAgentRoutes.NAME, "client", FaceAgentRoutes.CLAIM, "granted")
                .with(FaceAgentRoutes.NAME, Schema.text())
                .with("client", nullable())
                .with(FaceAgentRoutes.CLAIM, Schema.flag())
                .with("granted", Schema.flag())
                .schema();
        schemas.put(AGENT, wrapped("agent", agent));
        schemas.put(
                AGENT_ORDER,
                Schema.object(FaceAgentRoutes.NAME)
                        .with(FaceAgentRoutes.NAME, sized(FaceAgentRoutes.NAME_LENGTH_MAX))
                        .with(FaceAgentRoutes.CLAIM, Schema.flag())
                        .closed());
    }

    /// The members that the progress of a task may have.
    static ObjectNode taskChange(String... required) {
        return Schema.object(required)
                .with(TaskBody.STATUS, Schema.choice(TaskStatus.names()))
                .with(TaskBody.NOTE, sized(TaskBody.TEXT_LENGTH_MAX))
                .closed();
    }

    /// A text that has a character, and none that the database cannot keep.
    static ObjectNode sized(int lengthMax) {
        return Schema.text("^[^\\u0000]+$", lengthMax).put("minLength", 1);
    }

    static ObjectNode nullable() {
        return Schema.orNull(Schema.text());
    }

    private static ObjectNode context() {
        ObjectNode milestone = Schema.object(FaceJson.ID)
                .with(FaceJson.ID, Schema.whole(1))
                .with("title", nullable())
                .with("status", nullable())
                .with("due_date", nullable())
                .schema();
        ObjectNode member = Schema.object(FaceJson.ID, "role")
                .with(FaceJson.ID, Schema.whole(1))
                .with("name", nullable())
                .with("email", nullable())
                .with("role", Schema.choice(SpaceRole.names()))
                .schema();
        return Schema.object("project", "team_members", "mcp_configuration")
                .with("project", project())
                .with(FaceVariables.NAME, Schema.arrayOf(variable()))
                .with("milestones", Schema.arrayOf(milestone))
                .with("team_members", Schema.arrayOf(member))
                .with("mcp_configuration", configuration())
                .with(SentMemory.MEMORIES, Schema.arrayOf(MemorySchemas.shown()))
                .schema();
    }

    private static ObjectNode configuration() {
        return Schema.object("preset", "enabled_plugins", "context_level", "plugin_settings")
                .with("preset", Schema.text())
                .with("enabled_plugins", Schema.arrayOf(Schema.text()))
                .with("context_level", Schema.text())
                .with("plugin_settings", Schema.of("object"))
                .schema();
    }

    private static ObjectNode project() {
        return stamped(Schema.object(FaceJson.ID, "name")
                        .with(FaceJson.ID, Schema.whole(1))
                        .with("name", Schema.text()))
                .with("description", nullable())
                .with("stage", nullable())
                .with("repository_url", nullable())
                .schema();
    }

    private static ObjectNode variable() {
        return Schema.object("key", "value", "is_secret", "environment")
                .with("key", Schema.text())
                .with("value", Schema.text())
                .with("is_secret", Schema.flag())
                .with("environment", Schema.choice(EnvironmentName.names()))
                .with("masked", Schema.flag())
                .schema();
    }

    static Schema.Members stamped(Schema.Members members) {
        return members.with(FaceJson.CREATED_AT, Schema.time()).with(FaceJson.UPDATED_AT, Schema.time());
    }

    private static ObjectNode wrapped(String name, ObjectNode schema) {
        return Schema.object(name).with(name, schema).schema();
    }

    private static ObjectNode page(String name, ObjectNode entry) {
        ObjectNode meta = Schema.object("page", "per_page", "total", "total_pages")
                .with("page", Schema.whole(1))
                .with("per_page", Schema.whole(1))
                .with("total", Schema.whole(0))
                .with("total_pages", Schema.whole(0))
                .schema();
        return Schema.object(name, "meta")
                .with(name, Schema.arrayOf(entry))
                .with("meta", meta)
                .schema();
    }
}
