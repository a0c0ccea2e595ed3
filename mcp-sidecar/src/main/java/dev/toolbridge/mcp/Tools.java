package dev.toolbridge.mcp;

import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.mcp.api.ApiClient;
import dev.toolbridge.mcp.tool.EntityTools;
import dev.toolbridge.mcp.tool.Workspace;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;

/// The table of tools: eight for each entity type, the rest of the types on request (`?entities=task_lists`).
final class Tools {
    private static final Set<String> MAIN = Set.of("notes", "tasks", "comments", "chats", "chat_messages");

    private Tools() {}

    static EntityTools all(ApiClient api, MeterRegistry meters) {
        return EntityTools.of(Entities.ALL, MAIN, new Workspace(api, meters));
    }
}
