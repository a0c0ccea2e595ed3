package dev.toolbridge.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// Speaks revision 2026-07-28 by hand. A test can change any part before it is sent.
final class StatelessWire {
    static final String OWN = "io.modelcontextprotocol/";

    final ObjectNode body;
    final Map<String, String> headers = new LinkedHashMap<>();
    private final URI address;

    private StatelessWire(URI address, String token, ObjectNode body) {
        this.address = address;
        this.body = body;
        headers.put("Authorization", "Bearer " + token);
        headers.put("Content-Type", "application/json");
        headers.put("Accept", "application/json, text/event-stream");
        headers.put("MCP-Protocol-Version", "2026-07-28");
        headers.put("Mcp-Method", body.path("method").asText());
    }

    static StatelessWire request(URI address, String token, String method) {
        var body = Json.object().put("jsonrpc", "2.0").put("id", 1).put("method", method);
        ObjectNode meta = body.putObject("params").putObject("_meta");
        meta.put(OWN + "protocolVersion", "2026-07-28");
        meta.putObject(OWN + "clientInfo").put("name", "wire").put("version", "1");
        meta.putObject(OWN + "clientCapabilities");
        return new StatelessWire(address, token, body);
    }

    static StatelessWire call(URI address, String token, String tool, ObjectNode arguments) {
        var request = request(address, token, "tools/call");
        request.parameters().put("name", tool).set("arguments", arguments);
        request.headers.put("Mcp-Name", tool);
        return request;
    }

    StatelessWire capable(String capability) {
        meta().withObjectProperty(OWN + "clientCapabilities").putObject(capability);
        return this;
    }

    ObjectNode parameters() {
        return body.withObjectProperty("params");
    }

    ObjectNode meta() {
        return parameters().withObjectProperty("_meta");
    }

    HttpRequest built() {
        var builder = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20));
        headers.forEach(builder::header);
        return builder.POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)))
                .build();
    }

    HttpResponse<String> send() {
        return Wire.send(built());
    }

    JsonNode result() {
        return Wire.json(send()).path("result");
    }
}
