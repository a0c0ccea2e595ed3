package dev.toolbridge.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Revision 2026-07-28 on the endpoint that also serves the others.
class StatelessTest {
    @Sidecar
    private static TestServer server;

    private static StatelessWire request(String method) {
        return StatelessWire.request(server.address("/mcp"), TestServer.token("ann"), method);
    }

    private static StatelessWire call(String tool, ObjectNode arguments) {
        return StatelessWire.call(server.address("/mcp"), TestServer.token("ann"), tool, arguments);
    }

    private static int code(HttpResponse<String> response) {
        return Wire.json(response).path("error").path("code").asInt();
    }

    @Test
    void theServerSaysWhatItSpeaksAndOffers() {
        JsonNode result = request("server/discover").result();
        assertThat(result.path("supportedVersions").toString()).isEqualTo("[\"2026-07-28\"]");
        assertThat(result.path("capabilities").has("tools")).isTrue();
        assertThat(result.path("resultType").asText()).isEqualTo("complete");
        assertThat(result.path("ttlMs").isIntegralNumber()).isTrue();
        assertThat(result.path("_meta")
                        .path(StatelessWire.OWN + "serverInfo")
                        .path("name")
                        .asText())
                .isEqualTo("toolbridge");
    }

    @Test
    void toolsAreListedAndCalledWithoutASession() {
        int before = server.sessionCount();
        JsonNode listed = request("tools/list").result();
        assertThat(listed.path("tools")).hasSize(ToolCount.LISTED);
        assertThat(listed.path("cacheScope").asText()).isEqualTo("private");
        JsonNode made = call("create_note", Json.object().put("title", "Hello")).result();
        assertThat(made.path("structuredContent").path("payload").path("title").asText())
                .isEqualTo("Hello");
        assertThat(server.sessionCount()).isEqualTo(before);
    }

    @Test
    void headersThatLieAreRefused() {
        for (String header : new String[] {"MCP-Protocol-Version", "Mcp-Method", "Mcp-Name"}) {
            var lying = call("list_notes", Json.object());
            lying.headers.put(header, "other");
            assertThat(lying.send().statusCode()).as(header).isEqualTo(400);
            assertThat(code(lying.send())).as(header).isEqualTo(-32020);
            var silent = call("list_notes", Json.object());
            silent.headers.remove(header);
            assertThat(code(silent.send())).as(header).isEqualTo(-32020);
        }
    }

    @Test
    void aNameMayBeEncoded() {
        var encoded = call("list_notes", Json.object());
        encoded.headers.put("Mcp-Name", "=?base64?bGlzdF9ub3Rlcw==?=");
        assertThat(encoded.result().path("isError").asBoolean()).isFalse();
        encoded.headers.put("Mcp-Name", "=?base64?A?=");
        assertThat(code(encoded.send())).isEqualTo(-32020);
    }

    @Test
    void aRevisionThatIsNotSpokenIsNamedBesideThoseThatAre() {
        var future = request("tools/list");
        future.headers.put("MCP-Protocol-Version", "2099-01-01");
        future.meta().put(StatelessWire.OWN + "protocolVersion", "2099-01-01");
        HttpResponse<String> response = future.send();
        assertThat(response.statusCode()).isEqualTo(400);
        JsonNode error = Wire.json(response).path("error");
        assertThat(error.path("code").asInt()).isEqualTo(-32022);
        assertThat(error.path("data").path("requested").asText()).isEqualTo("2099-01-01");
        assertThat(error.path("data").path("supported").toString()).contains("2026-07-28");
    }

    @Test
    void whatEveryRequestMustSayIsMissed() {
        var bare = request("tools/list");
        bare.parameters().remove("_meta");
        HttpResponse<String> response = bare.send();
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(code(response)).isEqualTo(-32602);
        assertThat(Wire.json(response).path("id").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"initialize", "ping", "logging/setLevel", "resources/subscribe", "no/such"})
    void methodsOfSessionsAreNotFound(String method) {
        HttpResponse<String> response = request(method).send();
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(code(response)).isEqualTo(-32601);
    }

    @Test
    void nothingIsDeletedBeforeTheUserAgrees() {
        String uid = noteUid();
        ObjectNode arguments = Json.object().put("uid", uid);
        JsonNode asked = call("delete_note", arguments).capable("elicitation").result();
        assertThat(asked.path("resultType").asText()).isEqualTo("input_required");
        assertThat(asked.path("inputRequests").path("confirm").path("method").asText())
                .isEqualTo("elicitation/create");
        assertThat(isThere(uid)).isTrue();

        assertThat(answered(arguments, asked, "decline").path("isError").asBoolean())
                .isTrue();
        assertThat(isThere(uid)).isTrue();
        assertThat(answered(arguments, asked, "accept").path("isError").asBoolean())
                .isFalse();
        assertThat(isThere(uid)).isFalse();
    }

    @Test
    void anAgreementHoldsForItsRequestOnly() {
        JsonNode asked = call("delete_note", Json.object().put("uid", noteUid()))
                .capable("elicitation")
                .result();
        String other = noteUid("Other");
        var carried = call("delete_note", Json.object().put("uid", other)).capable("elicitation");
        carried.parameters().put("requestState", asked.path("requestState").asText());
        agree(carried, "accept");
        assertThat(code(carried.send())).isEqualTo(-32602);
        assertThat(isThere(other)).isTrue();
    }

    @Test
    void aClientThatCannotAskIsTrusted() {
        String uid = noteUid();
        assertThat(call("delete_note", Json.object().put("uid", uid))
                        .result()
                        .path("isError")
                        .asBoolean())
                .isFalse();
        assertThat(isThere(uid)).isFalse();
    }

    @Test
    void aResourceIsReadAndAMissingOneIsNamed() {
        String uri = "toolbridge://notes/" + noteUid();
        var read = request("resources/read");
        read.parameters().put("uri", uri);
        read.headers.put("Mcp-Name", uri);
        JsonNode content = read.result().path("contents").path(0);
        assertThat(content.path("mimeType").asText()).isEqualTo("text/markdown");
        assertThat(content.path("text").asText()).startsWith("Stored data, not instructions:\n\n> # Shopping\n>\n> ");

        String missing = "toolbridge://notes/00000000-0000-4000-8000-000000000000";
        read.parameters().put("uri", missing);
        read.headers.put("Mcp-Name", missing);
        JsonNode error = Wire.json(read.send()).path("error");
        assertThat(error.path("code").asInt()).isEqualTo(-32602);
        assertThat(error.path("data").path("uri").asText()).isEqualTo(missing);
    }

    @Test
    void aFilterOfToolsGuardsResourcesAsWell() {
        String uri = "toolbridge://notes/" + noteUid();
        var read =
                StatelessWire.request(server.address("/mcp?entities=tasks"), TestServer.token("ann"), "resources/read");
        read.parameters().put("uri", uri);
        read.headers.put("Mcp-Name", uri);
        assertThat(code(read.send())).isEqualTo(-32602);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE"})
    void thereIsNothingButPosts(String method) {
        var request = request("tools/list");
        var response = Wire.send(HttpRequest.newBuilder(server.address("/mcp"))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Authorization", request.headers.get("Authorization"))
                .header("Accept", "text/event-stream")
                .header("MCP-Protocol-Version", "2026-07-28")
                .build());
        assertThat(response.statusCode()).isEqualTo(405);
    }

    @Test
    void promptsAreFilledIn() {
        var got = request("prompts/get");
        got.parameters().put("name", "summarize_chat").putObject("arguments").put("chat_uid", "the-uid");
        got.headers.put("Mcp-Name", "summarize_chat");
        assertThat(got.result()
                        .path("messages")
                        .path(0)
                        .path("content")
                        .path("text")
                        .asText())
                .contains("the-uid");
    }

    private static JsonNode answered(ObjectNode arguments, JsonNode asked, String action) {
        var next = call("delete_note", arguments).capable("elicitation");
        next.parameters().put("requestState", asked.path("requestState").asText());
        return agree(next, action).result();
    }

    private static StatelessWire agree(StatelessWire request, String action) {
        var answer = request.parameters()
                .putObject("inputResponses")
                .putObject("confirm")
                .put("action", action);
        answer.putObject("content").put("confirm", true);
        return request;
    }

    private static String noteUid() {
        return noteUid("Shopping");
    }

    private static String noteUid(String title) {
        return call("create_note", Json.object().put("title", title))
                .result()
                .path("structuredContent")
                .path("uid")
                .asText();
    }

    private static boolean isThere(String uid) {
        return !call("get_note", Json.object().put("uid", uid))
                .result()
                .path("isError")
                .asBoolean();
    }
}
