package dev.toolbridge.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.http.Route;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.program.Version;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// The server's root: names the addresses to people who open it in a browser, or ask with a script.
final class FrontPage {
    private static final String HTML = "text/html";
    private static final SequencedMap<String, String> ADDRESSES = addresses();

    private FrontPage() {}

    static Route route() {
        return new Route("GET", "/", 0, request -> isBrowser(request) ? html() : Answer.json(200, json()));
    }

    private static boolean isBrowser(Request request) {
        return request.headerValues().apply("Accept").stream()
                .anyMatch(accepted -> accepted.toLowerCase(Locale.ROOT).contains(HTML));
    }

    private static Answer html() {
        String list = ADDRESSES.entrySet().stream()
                .map(address -> "<dt>%s</dt><dd>%s</dd>".formatted(address.getKey(), address.getValue()))
                .collect(Collectors.joining("\n"));
        return Answer.empty(200)
                .with(HTML + "; charset=utf-8", page(list).getBytes(StandardCharsets.UTF_8))
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                .header("Vary", "Accept");
    }

    private static ObjectNode json() {
        ObjectNode json = Json.object().put("name", "ToolBridge MCP server").put("version", Version.of(Main.class));
        ObjectNode list = json.putObject("addresses");
        ADDRESSES.forEach(list::put);
        return json;
    }

    private static SequencedMap<String, String> addresses() {
        var addresses = new LinkedHashMap<String, String>();
        for (Map.Entry<String, String> address : List.of(
                Map.entry("/mcp", "Streamable HTTP, with login where an identity provider is configured"),
                Map.entry("/bearer/mcp", "Streamable HTTP for clients with a fixed token or an API key"),
                Map.entry("/sse", "HTTP with server-sent events, for older clients"),
                Map.entry("/mcp/tools/list", "the same tools over plain HTTP"),
                Map.entry("/health", "whether the server is well"))) {
            addresses.put(address.getKey(), address.getValue());
        }
        return addresses;
    }

    private static String page(String list) {
        return """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>ToolBridge MCP server</title>
            <style>
            body { font: 1rem/1.5 system-ui, sans-serif; max-width: 42rem; margin: 3rem auto; padding: 0 1rem }
            dt { font-family: ui-monospace, monospace; font-weight: 600 }
            dd { margin: 0 0 .75rem }
            @media (prefers-color-scheme: dark) { body { background: #16181d; color: #e8e8ea } }
            </style>
            <h1>ToolBridge MCP server</h1>
            <p>This server speaks the Model Context Protocol: give one of these addresses to an assistant. There is
            nothing to see here in a browser.</p>
            <dl>
            %s
            </dl>
            """.formatted(list);
    }
}
