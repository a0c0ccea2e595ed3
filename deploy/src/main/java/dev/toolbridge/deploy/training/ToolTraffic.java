package dev.toolbridge.deploy.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.deploy.Sender;
import dev.toolbridge.service.json.Json;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;

/// The requests of an assistant over Streamable HTTP: one session lists tools and calls those that need no
/// uid.
final class ToolTraffic {
    private static final String PATH = "/mcp";
    private static final String REVISION = "2025-06-18";
    private static final List<String> TYPES_WITHOUT_PARENT = List.of("note", "task", "chat");

    private final Sender sidecar;
    private int id;

    ToolTraffic(Sender sidecar) {
        this.sidecar = sidecar;
        begin();
    }

    void round() {
        call("tools/list", Json.object());
        for (String name : TYPES_WITHOUT_PARENT) {
            EntityType type = Entities.named(name);
            callTool("create_" + type.name(), Json.object().put("title", "An item for training"));
            callTool("list_" + type.plural(), Json.object().put("limit", 25));
        }
    }

    private void begin() {
        var hello = Json.object().put("protocolVersion", REVISION);
        hello.putObject("capabilities");
        hello.putObject("clientInfo").put("name", "training").put("version", "1");
        call("initialize", hello).headers().firstValue("Mcp-Session-Id").ifPresent(sidecar::useSession);
        var initialized = Json.object().put("jsonrpc", "2.0").put("method", "notifications/initialized");
        sidecar.send("POST", PATH, Optional.of(initialized));
    }

    private void callTool(String name, ObjectNode arguments) {
        var parameters = Json.object().put("name", name);
        parameters.set("arguments", arguments);
        call("tools/call", parameters);
    }

    private HttpResponse<byte[]> call(String method, ObjectNode parameters) {
        id++;
        var message = Json.object().put("jsonrpc", "2.0").put("id", id).put("method", method);
        message.set("params", parameters);
        return sidecar.send("POST", PATH, Optional.of(message));
    }
}
