package dev.toolbridge.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ClientCapabilities;
import io.modelcontextprotocol.spec.McpSchema.ElicitResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The official client is asked before an item is deleted, within a session.
class QuestionsTest {

    @Test
    void nothingIsDeletedBeforeTheUserAgrees() {
        var heard = new ArrayList<String>();
        var answers = new ArrayList<>(List.of(ElicitResult.Action.DECLINE, ElicitResult.Action.ACCEPT));
        try (var server = TestServer.start();
                McpSyncClient client = client(server, heard, answers)) {
            client.initialize();
            var made = call(client, "create_note", Map.of("title", "Shopping list"));
            String uid = ((Map<?, ?>) made.structuredContent()).get("uid").toString();

            assertThat(call(client, "delete_note", Map.of("uid", uid)).isError())
                    .isTrue();
            assertThat(call(client, "get_note", Map.of("uid", uid)).isError()).isFalse();
            assertThat(call(client, "delete_note", Map.of("uid", uid)).isError())
                    .isFalse();
            assertThat(call(client, "get_note", Map.of("uid", uid)).isError()).isTrue();
            assertThat(heard)
                    .hasSize(2)
                    .allMatch(text -> text.equals("Delete the note? It leaves every list; it can be undone."
                            + " It is known as:\nShopping list"));
        }
    }

    private static CallToolResult call(McpSyncClient client, String tool, Map<String, Object> arguments) {
        return client.callTool(
                CallToolRequest.builder(tool).arguments(arguments).build());
    }

    private static McpSyncClient client(TestServer server, List<String> heard, List<ElicitResult.Action> answers) {
        var transport = HttpClientStreamableHttpTransport.builder(
                        server.address("").toString())
                .endpoint("/mcp")
                .addHttpRequestCustomizer(
                        (request, _, _, _, _) -> request.header("Authorization", "Bearer " + TestServer.token("ann")))
                .build();
        return McpClient.sync(transport)
                .capabilities(ClientCapabilities.builder().elicitation().build())
                .elicitation(request -> {
                    heard.add(request.message());
                    return ElicitResult.builder(answers.removeFirst())
                            .content(Map.of("confirm", true))
                            .build();
                })
                .build();
    }
}
