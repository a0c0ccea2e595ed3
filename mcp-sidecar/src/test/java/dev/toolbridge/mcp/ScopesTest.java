package dev.toolbridge.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.Json;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tokens with limited scopes.
class ScopesTest {
    private static final String UID = "0191a2b3-c4d5-7e6f-8a9b-0c1d2e3f4a5b";

    @Sidecar
    private static TestServer server;

    private static String token(String... scopes) {
        return TestServer.token("ann", Duration.ofHours(1), Set.of(scopes));
    }

    private static JsonNode listed(String token) {
        return StatelessWire.request(server.address("/mcp"), token, "tools/list")
                .result()
                .path("tools");
    }

    private static List<String> names(JsonNode tools) {
        return tools.valueStream().map(tool -> tool.path("name").asText()).toList();
    }

    @Test
    void onlyWhatTheScopesAllowIsListed() {
        assertThat(listed(token("*:read")))
                .hasSize(2 * ToolCount.TYPES + ToolCount.READING_WORKSPACE + ToolCount.READING_MEMORY);
        assertThat(names(listed(token("read:notes"))))
                .containsExactly("list_notes", "get_note", "search", "count_items");
        assertThat(names(listed(token("delete:notes"))))
                .containsExactly("delete_note", "apply_changes", "edit_text", "undo_run");
        assertThat(listed(token("notes:read", "notes:write"))).hasSize(ToolCount.OF_TYPE - 1 + ToolCount.OF_WORKSPACE);
        assertThat(listed(token("openid", "profile"))).hasSize(ToolCount.LISTED);
        assertThat(listed(token("openid", "offline_access", "email"))).hasSize(ToolCount.LISTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deployments:read",
                "branches:create",
                "note:read",
                "*:*",
                "*:write",
                "notes:*",
                "phone",
                "keys:manage"
            })
    void aScopeThatIsNotKnownGrantsNothing(String scope) {
        assertThat(listed(token(scope))).isEmpty();
        assertThat(listed(token(scope, "openid"))).isEmpty();
        assertThat(listed(token(scope, "notes:read"))).hasSize(2 + ToolCount.READING_WORKSPACE);
        var call = StatelessWire.call(server.address("/mcp"), token(scope), "list_notes", Json.object());
        assertThat(call.send().statusCode()).isEqualTo(403);
    }

    @Test
    void whatIsToBeAskedForKeepsScopesThatAreNotKnown() {
        var call = StatelessWire.call(
                server.address("/mcp"), token("read:deployments", "read:notes"), "list_tasks", Json.object());
        assertThat(call.send().headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains("scope=\"read:deployments read:notes read:tasks\"");
    }

    @Test
    void whatIsNotListedIsNotCalledEither() {
        var call = StatelessWire.call(
                server.address("/mcp"),
                token("notes:read"),
                "create_note",
                Json.object().put("title", "x"));
        assertStepUp(call.send());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mcp", "/bearer/mcp"})
    void aSessionIsToldAsWell(String path) {
        var wire = Wire.connected(server.address(path), token("notes:read"));
        assertStepUp(wire.post(wire.call("create_note", "{\"title\":\"x\"}")));
        assertThat(wire.result("list_notes", "{}").path("isError").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "notes:read, notes:read notes:write",
        "read:notes, read:notes write:notes",
        "openid sync, notes:write sync"
    })
    void whatIsToBeAskedForHoldsWhatIsThereSpeltAlike(String has, String asked) {
        var call = StatelessWire.call(
                server.address("/mcp"),
                token(has.split(" ", -1)),
                "create_note",
                Json.object().put("title", "x"));
        assertThat(call.send().headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains("scope=\"" + asked + "\"");
    }

    @Test
    void whoMayDeleteButNotReadIsAskedNevertheless() {
        String uid = StatelessWire.call(
                        server.address("/mcp"),
                        token("notes:write"),
                        "create_note",
                        Json.object().put("title", "x"))
                .result()
                .at("/structuredContent/uid")
                .asText();
        server.api.behave(request -> {
            if (request.method().equals("GET")) {
                throw Refusal.of(ErrorCode.FORBIDDEN, "forbidden: scope notes:read is missing");
            }
            return Optional.empty();
        });
        try {
            var delete = StatelessWire.call(
                            server.address("/mcp"),
                            token("notes:delete"),
                            "delete_note",
                            Json.object().put("uid", uid))
                    .capable("elicitation");
            assertThat(delete.result()
                            .at("/inputRequests/confirm/params/message")
                            .asText())
                    .contains(uid);
        } finally {
            server.api.behave(_ -> Optional.empty());
        }
    }

    @Test
    void aResourceNeedsTheScopeOfItsType() {
        var read = StatelessWire.request(server.address("/mcp"), token("notes:write"), "resources/read");
        String uri = "toolbridge://tasks/0191a2b3-c4d5-7e6f-8a9b-0c1d2e3f4a5b";
        read.parameters().put("uri", uri);
        read.headers.put("Mcp-Name", uri);
        HttpResponse<String> refused = read.send();
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains("scope=\"notes:write tasks:read\"");
    }

    @Test
    void allThatASubscriptionNeedsIsNamedAtOnce() {
        HttpResponse<String> refused =
                listening("notes:read", "toolbridge://tasks/" + UID, "toolbridge://chats/" + UID);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains("scope=\"chats:read notes:read tasks:read\"");
        assertThat(listening("notes:write", "toolbridge://changes")
                        .headers()
                        .firstValue("WWW-Authenticate")
                        .orElseThrow())
                .contains("scope=\"*:read notes:write\"");
    }

    private HttpResponse<String> listening(String scopes, String... uris) {
        var listen = StatelessWire.request(server.address("/mcp"), token(scopes), "subscriptions/listen");
        var wanted = listen.parameters().putObject("notifications").putArray("resourceSubscriptions");
        List.of(uris).forEach(wanted::add);
        return listen.send();
    }

    private static void assertStepUp(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains("error=\"insufficient_scope\"", "scope=\"notes:read notes:write\"");
        assertThat(Wire.json(response).path("error").path("data").path("scope").asText())
                .isEqualTo("notes:write");
    }
}
