package dev.toolbridge.proof.bench;

import dev.toolbridge.proof.load.KeptConnection;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import dev.toolbridge.tests.wire.Server;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// A user who calls tools, in the messages of either era.
///
/// @param token signs in
/// @param requests counts the sent requests: each request in a session has an id of its own
record McpUser(String token, AtomicInteger requests) {
    private static final String REVISION = "2025-11-25";
    private static final String STATELESS_REVISION = "2026-07-28";

    static McpUser of(String token) {
        return new McpUser(token, new AtomicInteger());
    }

    /// Introduces itself as clients do.
    ///
    /// @return the session's id
    String open(Server server) {
        Reply begun = server.send(call(Map.of()).json(introductionBody()));
        String session =
                begun.header("Mcp-Session-Id").orElseThrow(() -> new AssertionError("no session was opened: " + begun));
        Call begin = call(Map.of("Mcp-Session-Id", session))
                .json("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        Reply taken = server.send(begin);
        if (taken.status() != 202) {
            throw new AssertionError("the session was not begun: " + taken);
        }
        return session;
    }

    /// The bytes of its introduction.
    byte[] introduction() {
        return KeptConnection.request("POST", "/mcp", headers(Map.of()), introductionBody());
    }

    private static String introductionBody() {
        return """
                {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"%s",
                "capabilities":{},"clientInfo":{"name":"bench","version":"1"}}}""".formatted(REVISION);
    }

    /// The status of the answer to a ping in a session.
    int ping(Server server, String session) {
        var ping = call(Map.of("Mcp-Session-Id", session))
                .json("{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"ping\"}".formatted(requests.incrementAndGet()));
        return server.send(ping).status();
    }

    /// The bytes of a call of a tool in a session.
    byte[] callInSession(String session, String tool, String arguments) {
        Map<String, String> headers = headers(Map.of("Mcp-Session-Id", session, "MCP-Protocol-Version", REVISION));
        String body = """
                {"jsonrpc":"2.0","id":%s,"method":"tools/call",
                "params":{"name":"%s","arguments":%s}}""".formatted(requests.incrementAndGet(), tool, arguments);
        return KeptConnection.request("POST", "/mcp", headers, body);
    }

    /// The same without a session.
    byte[] callWithoutSession(String tool, String arguments) {
        Map<String, String> headers = headers(
                Map.of("MCP-Protocol-Version", STATELESS_REVISION, "Mcp-Method", "tools/call", "Mcp-Name", tool));
        return KeptConnection.request("POST", "/mcp", headers, """
                {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"%s","arguments":%s,"_meta":{
                "io.modelcontextprotocol/protocolVersion":"%s",
                "io.modelcontextprotocol/clientInfo":{"name":"bench","version":"1"},
                "io.modelcontextprotocol/clientCapabilities":{}}}}""".formatted(tool, arguments, STATELESS_REVISION));
    }

    private Call call(Map<String, String> more) {
        Call call = Call.of("POST", "/mcp");
        for (var header : headers(more).entrySet()) {
            call = call.with(header.getKey(), header.getValue());
        }
        return call;
    }

    private Map<String, String> headers(Map<String, String> more) {
        var headers = new HashMap<>(more);
        headers.put("Authorization", "Bearer " + token);
        headers.put("Accept", "application/json, text/event-stream");
        return headers;
    }
}
