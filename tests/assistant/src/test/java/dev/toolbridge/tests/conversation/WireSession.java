package dev.toolbridge.tests.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.JsonValues;
import dev.toolbridge.tests.wire.Reply;
import dev.toolbridge.tests.wire.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// A session of an assistant with the MCP server, message by message: it can deliver one twice, and lose an answer.
final class WireSession {
    private static final String REVISION = "2025-11-25";
    private static final String DATA = "data:";

    private final Server server;
    private final String path;
    private final String token;
    private String session = "";
    private int requests;

    WireSession(Server server, String path, String token) {
        this.server = server;
        this.path = path;
        this.token = token;
        begin();
    }

    /// Calls a tool, and returns its result.
    JsonNode call(String tool, JsonNode arguments) {
        return deliver(message(tool, arguments));
    }

    /// Delivers the call twice under one id, as a network may, and returns the second result.
    JsonNode callTwice(String tool, JsonNode arguments) {
        String message = message(tool, arguments);
        assertThat(deliver(message).path("isError").asBoolean()).isFalse();
        return deliver(message);
    }

    /// Loses the answer: the connection breaks after its first byte.
    void lose(String tool, JsonNode arguments) {
        byte[] body = message(tool, arguments).getBytes(StandardCharsets.UTF_8);
        var head = new StringBuilder("POST " + path + " HTTP/1.1\r\n");
        headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        head.append("Host: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n");
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
            socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
            assertThat(socket.getInputStream().read()).isNotNegative();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Ends the session and begins another, as a client does that finds its session gone.
    void beginAnew() {
        server.send(signed(Call.of("DELETE", path)));
        Reply gone = send(message("list_notes", JsonValues.of(Map.of())));
        assertThat(gone.status()).as(gone::toString).isEqualTo(404);
        session = "";
        begin();
    }

    private void begin() {
        Reply opened = send("""
            {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"%s","capabilities":{},\
            "clientInfo":{"name":"scripted-assistant","version":"1"}}}\
            """.formatted(REVISION));
        assertThat(opened.status()).as(opened::toString).isEqualTo(200);
        session = opened.header("Mcp-Session-Id").orElseThrow();
        assertThat(send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}")
                        .status())
                .isEqualTo(202);
    }

    private String message(String tool, JsonNode arguments) {
        requests++;
        return JsonValues.of(Map.of(
                        "jsonrpc",
                        "2.0",
                        "id",
                        requests,
                        "method",
                        "tools/call",
                        "params",
                        Map.of("name", tool, "arguments", arguments)))
                .toString();
    }

    private JsonNode deliver(String message) {
        Reply reply = send(message);
        assertThat(reply.status()).as(reply::toString).isIn(200, 403);
        boolean isStream = reply.header("Content-Type").orElse("").startsWith("text/event-stream");
        JsonNode answer = JsonValues.parse(isStream ? lastOf(reply.body()) : reply.body());
        return answer.has("result") ? answer.path("result") : answer;
    }

    private static String lastOf(String events) {
        return events.lines()
                .filter(line -> line.startsWith(DATA))
                .reduce((_, later) -> later)
                .orElseThrow()
                .substring(DATA.length());
    }

    private Reply send(String message) {
        return server.send(signed(Call.of("POST", path)).json(message));
    }

    private Call signed(Call call) {
        Call signed = call;
        for (var header : headers().entrySet()) {
            signed = signed.with(header.getKey(), header.getValue());
        }
        return signed;
    }

    private Map<String, String> headers() {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Authorization", "Bearer " + token);
        headers.put("Accept", "application/json, text/event-stream");
        if (!session.isEmpty()) {
            headers.put("Mcp-Session-Id", session);
            headers.put("MCP-Protocol-Version", REVISION);
        }
        return headers;
    }
}
