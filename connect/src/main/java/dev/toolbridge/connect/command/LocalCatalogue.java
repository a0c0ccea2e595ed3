package dev.toolbridge.connect.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import java.util.List;

/// The tools of this machine as clients see them. Those that the server has too look as they do there.
final class LocalCatalogue {
    static final ObjectNode SYNC = tool("""
            {"name":"fb_sync","title":"Synchronise","description":"Send and receive the project's memories, and write
             its variables into .env on this machine.","inputSchema":{"type":"object","properties":{
            "environment":{"type":"string","enum":["development","staging","production"],"default":"development"},
            "configure_mcp":{"type":"boolean","default":true}}},
            "annotations":{"title":"Synchronise","readOnlyHint":false,"destructiveHint":false,"idempotentHint":true,
            "openWorldHint":false}}
            """.replace("\n", ""));

    static final ObjectNode REMEMBER = tool("""
            {"name":"remember","title":"Remember","description":"Keep what later sessions must know.",
            "inputSchema":{"type":"object","properties":{"content":{"type":"string"},
            "type":{"type":"string","enum":["fact","convention","gotcha","decision"]},
            "tags":{"type":"array","items":{"type":"string"}},"key":{"type":"string"},"rationale":{"type":"string"},
            "supersedes":{"type":"string"}},"required":["content"]},
            "annotations":{"title":"Remember","readOnlyHint":false,"destructiveHint":false,"idempotentHint":false,
            "openWorldHint":false}}
            """);

    static final ObjectNode RECALL = tool("""
            {"name":"recall","title":"Recall","description":"Find memories by key or words.",
            "inputSchema":{"type":"object","properties":{"q":{"type":"string"},
            "type":{"type":"string","enum":["fact","convention","gotcha","decision"]},"tag":{"type":"string"},
            "limit":{"type":"integer"}},"required":["q"]},
            "annotations":{"title":"Recall","readOnlyHint":true,"destructiveHint":false,"idempotentHint":true,
            "openWorldHint":false}}
            """);

    static final ObjectNode FORGET = tool("""
            {"name":"forget","title":"Forget","description":"Delete a memory.",
            "inputSchema":{"type":"object","properties":{"uid":{"type":"string"}},"required":["uid"]},
            "annotations":{"title":"Forget","readOnlyHint":false,"destructiveHint":true,"idempotentHint":true,
            "openWorldHint":false}}
            """);

    static final List<ObjectNode> ALL = List.of(REMEMBER, RECALL, FORGET, SYNC);

    private LocalCatalogue() {}

    private static ObjectNode tool(String text) {
        return Json.stored(text).deepCopy();
    }
}
