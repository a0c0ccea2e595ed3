package dev.toolbridge.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.toolbridge.tests.redaction.Used;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientSseClientTransport;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.customizer.McpSyncHttpClientRequestCustomizer;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ClientCapabilities;
import io.modelcontextprotocol.spec.McpSchema.ElicitResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// An assistant's side of a session: the official client, which remembers its calls.
public final class Assistant implements AutoCloseable {
    /// The name that it gives to servers.
    static final String NAME = "document-keeper";

    private static final Duration ANSWER_MAX = Duration.ofMinutes(1);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /// The transport between it and the server.
    public enum Transport {
        STREAMABLE_HTTP,
        SSE
    }

    private final McpSyncClient client;
    private final Set<String> called = new TreeSet<>();

    private Assistant(McpSyncClient client) {
        this.client = client;
    }

    public static Assistant connect(Transport transport, String server, String token) {
        return connected(McpClient.sync(transport(transport, server, "", token)));
    }

    /// The same at an address that shows the tools with a page too.
    static Assistant connectWithPages(Transport transport, String server, String token) {
        return connected(McpClient.sync(transport(transport, server, "?ui=true", token)));
    }

    /// The same at an address with this query.
    static Assistant connectAt(Transport transport, String server, String query, String token) {
        return connected(McpClient.sync(transport(transport, server, query, token)));
    }

    /// The same for a client that can ask its user.
    ///
    /// @param agrees the user, who reads a question and agrees or not
    static Assistant connectAsking(Transport transport, String server, String token, Predicate<String> agrees) {
        return connected(McpClient.sync(transport(transport, server, "", token))
                .capabilities(ClientCapabilities.builder().elicitation().build())
                .elicitation(question -> ElicitResult.builder(ElicitResult.Action.ACCEPT)
                        .content(Map.of("confirm", agrees.test(question.message())))
                        .build()));
    }

    private static Assistant connected(McpClient.SyncSpec specification) {
        var client = specification
                .clientInfo(McpSchema.Implementation.builder(NAME, "1.0").build())
                .requestTimeout(ANSWER_MAX)
                .build();
        client.initialize();
        return new Assistant(client);
    }

    List<String> tools() {
        return client.listTools().tools().stream().map(McpSchema.Tool::name).toList();
    }

    Set<String> called() {
        return Set.copyOf(called);
    }

    /// Calls a tool that must succeed, and returns its structured result.
    public JsonNode call(String tool, Map<String, Object> arguments) {
        var result = ask(tool, arguments);
        assertThat(result.isError())
                .as(() -> tool + arguments + ": " + text(result))
                .isNotEqualTo(true);
        called.add(tool);
        return MAPPER.valueToTree(result.structuredContent());
    }

    /// Calls a tool that must refuse, and returns its text.
    String refusal(String tool, Map<String, Object> arguments) {
        var result = ask(tool, arguments);
        assertThat(result.isError())
                .as(() -> tool + arguments + ": " + text(result))
                .isEqualTo(true);
        return text(result);
    }

    CallToolResult ask(String tool, Map<String, Object> arguments) {
        Used.payload(MAPPER.valueToTree(arguments).toString().getBytes(StandardCharsets.UTF_8));
        return client.callTool(
                CallToolRequest.builder(tool).arguments(arguments).build());
    }

    @Override
    public void close() {
        client.close();
    }

    static String text(CallToolResult result) {
        return result.content().stream()
                .filter(TextContent.class::isInstance)
                .map(content -> ((TextContent) content).text())
                .reduce("", String::concat);
    }

    @SuppressWarnings("deprecation") // the older transport is one of the two that are promised
    private static McpClientTransport transport(Transport transport, String server, String query, String token) {
        McpSyncHttpClientRequestCustomizer authorization =
                (request, _, _, _, _) -> request.header("Authorization", "Bearer " + token);
        return switch (transport) {
            case STREAMABLE_HTTP ->
                HttpClientStreamableHttpTransport.builder(server)
                        .endpoint("/mcp" + query)
                        .addHttpRequestCustomizer(authorization)
                        .build();
            case SSE ->
                HttpClientSseClientTransport.builder(server)
                        .sseEndpoint("/sse" + query)
                        .addHttpRequestCustomizer(authorization)
                        .build();
        };
    }
}
