package dev.toolbridge.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.json.Json;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Streamable HTTP, as it appears on the wire.
class StreamableHttpTest {
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\"}";

    @Sidecar
    private static TestServer server;

    private static Wire client() {
        return Wire.connected(server.address("/mcp"), TestServer.token("ann"));
    }

    @ParameterizedTest
    @CsvSource({
        "2025-03-26, 2025-03-26",
        "2025-06-18, 2025-06-18",
        "2025-11-25, 2025-11-25",
        "2024-11-05, 2024-11-05",
        "1999-01-01, 2025-11-25"
    })
    void initializeAgreesOnARevisionAndOpensASession(String asked, String agreed) {
        var wire = new Wire(server.address("/mcp"), TestServer.token("ann"));
        HttpResponse<String> response = wire.initialize(asked);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        JsonNode result = Wire.json(response).path("result");
        assertThat(result.path("protocolVersion").asText()).isEqualTo(agreed);
        assertThat(result.path("serverInfo").path("name").asText()).isEqualTo("toolbridge");
        assertThat(result.path("capabilities").has("tools")).isTrue();
        assertThat(wire.session()).matches("[\\x21-\\x7E]{32,}");
    }

    @Test
    void toolsAreListedAndCalled() {
        var wire = client();
        JsonNode tools = Wire.json(wire.post(wire.request("tools/list", "{}")))
                .path("result")
                .path("tools");
        assertThat(tools).hasSize(ToolCount.LISTED);
        JsonNode result = wire.result("create_note", "{\"title\":\"Hello\",\"tags\":[\"a\"]}");
        assertThat(result.path("isError").asBoolean()).isFalse();
        String uid = result.path("structuredContent").path("uid").asText();
        JsonNode read = wire.result("get_note", "{\"uid\":\"" + uid + "\"}");
        assertThat(read.path("structuredContent").path("payload").path("title").asText())
                .isEqualTo("Hello");
    }

    @Test
    void notificationsAndRepliesAreTakenWithoutAnswer() {
        var wire = client();
        var notification = Json.object().put("jsonrpc", "2.0").put("method", "notifications/initialized");
        var reply = Json.object().put("jsonrpc", "2.0").put("id", 99);
        reply.putObject("result");
        for (JsonNode message : new JsonNode[] {notification, reply}) {
            HttpResponse<String> response = wire.post(message);
            assertThat(response.statusCode()).isEqualTo(202);
            assertThat(response.body()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                                    | -32700 | null",
                "{\"a\":1} trailing                                   | -32700 | null",
                "[]                                                   | -32600 | null",
                "\"text\"                                             | -32600 | null",
                "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}   | -32600 | 1",
                "{\"jsonrpc\":2.0,\"id\":1,\"method\":\"ping\"}       | -32600 | 1",
                "{\"id\":\"a\",\"method\":\"ping\"}                  | -32600 | \"a\"",
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}| -32600 | null",
                "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}  | -32600 | null",
                "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"} | -32600 | null",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":5}          | -32600 | 1",
                "{\"jsonrpc\":\"2.0\",\"id\":1}                       | -32600 | 1",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":[1]}  | -32600 | 1",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":null} | -32600 | 1",
                "[5,{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\"}]      | -32600 | 7"
            })
    void whatIsNotJsonRpcIsRefusedUnderItsIdWithoutAWordOfInternals(String body, int code, String id) {
        HttpResponse<String> response =
                Wire.send(client().builder().POST(BodyPublishers.ofString(body)).build());
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Wire.json(response).path("error").path("code").asInt()).isEqualTo(code);
        assertThat(Wire.json(response).path("id").toString()).isEqualTo(id);
        assertThat(response.body()).doesNotContain("Exception", "com.fasterxml", "\\tat ");
    }

    @Test
    void deeplyNestedJsonIsRefused() {
        String body = "[".repeat(10_000) + "]".repeat(10_000);
        HttpResponse<String> response =
                Wire.send(client().builder().POST(BodyPublishers.ofString(body)).build());
        assertThat(response.statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "resources/nonsense, {}, -32601",
        "tools/call, {}, -32602",
        "tools/call, '{\"name\":\"no_such_tool\"}', -32602",
        "tools/call, '{\"name\":\"get_note\",\"arguments\":[]}', -32602"
    })
    void wrongMethodsAndParametersAreAnsweredUnderTheirId(String method, String parameters, int code) {
        var wire = client();
        var request = wire.request(method, parameters);
        HttpResponse<String> response = wire.post(request);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Wire.json(response).path("error").path("code").asInt()).isEqualTo(code);
        assertThat(Wire.json(response).path("id")).isEqualTo(request.path("id"));
    }

    @Test
    void initializeWithoutItsParametersOpensNoSession() {
        var wire = new Wire(server.address("/mcp"), TestServer.token("ann"));
        HttpResponse<String> response = wire.post(wire.request("initialize", "{}"));
        assertThat(Wire.json(response).path("error").path("code").asInt()).isEqualTo(-32602);
        assertThat(response.headers().firstValue("mcp-session-id")).isEmpty();
        assertThat(response.body()).doesNotContain("Exception");
    }

    @Test
    void aSessionIsNeededAndMustBeKnown() {
        var wire = client();
        String mine = wire.session();
        wire.useSession("unknown");
        assertThat(wire.post(wire.request("ping", "{}")).statusCode()).isEqualTo(404);
        var stranger = new Wire(server.address("/mcp"), TestServer.token("bob"));
        stranger.useSession(mine);
        HttpResponse<String> response = stranger.post(stranger.request("tools/list", "{}"));
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(Wire.json(response).path("error").path("code").asInt()).isEqualTo(-32001);
        var nobody = new Wire(server.address("/mcp"), TestServer.token("ann"));
        HttpResponse<String> missing = nobody.post(nobody.request("ping", "{}"));
        assertThat(missing.statusCode()).isEqualTo(400);
        assertThat(Wire.json(missing).path("id").asInt()).isEqualTo(1);
        assertThat(Wire.json(response).path("id").isInt()).isTrue();
    }

    @Test
    void aRefreshedTokenOfTheSameOwnerContinuesTheSession() {
        var wire = client();
        var refreshed = new Wire(server.address("/mcp"), TestServer.token("ann", Duration.ofHours(2)));
        refreshed.useSession(wire.session());
        assertThat(refreshed.post(refreshed.request("ping", "{}")).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"entites=notes", "entities=nots", "ops=lst", "readonly=yes", "exclude=delete_nothing"})
    void aMisspeltFilterIsRefused(String query) {
        var wire = new Wire(server.address("/mcp?" + query), TestServer.token("ann"));
        HttpResponse<String> response = wire.initialize("2025-11-25");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Wire.json(response).path("error").path("message").asText()).contains("known are");
    }

    @Test
    void otherMethodsAndTypesAreRefused() {
        var wire = client();
        HttpResponse<String> put =
                Wire.send(wire.builder().PUT(BodyPublishers.ofString(PING)).build());
        assertThat(put.statusCode()).isEqualTo(405);
        assertThat(put.headers().firstValue("allow")).contains("POST, GET, HEAD, DELETE, OPTIONS");
        HttpResponse<String> text = Wire.send(wire.builder()
                .setHeader("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(PING))
                .build());
        assertThat(text.statusCode()).isEqualTo(415);
        assertThat(Wire.json(text).path("id").asInt()).isEqualTo(7);
        HttpResponse<String> html = Wire.send(wire.builder()
                .setHeader("Accept", "text/html")
                .POST(BodyPublishers.ofString(PING))
                .build());
        assertThat(html.statusCode()).isEqualTo(406);
    }

    @Test
    void aClientThatTakesOnlyEventsGetsItsAnswerAsAnEvent() {
        var wire = client();
        try (var events = EventReader.open(wire.builder()
                .setHeader("Accept", "text/event-stream")
                .POST(BodyPublishers.ofString(PING))
                .build())) {
            assertThat(events.message().path("id").asInt()).isEqualTo(7);
            events.awaitEnd();
        }
    }

    @Test
    void batchesAreAnsweredInTheOneRevisionThatHasThem() {
        var wire = new Wire(server.address("/mcp"), TestServer.token("ann"));
        wire.initialize("2025-03-26");
        var batch = Json.mapper().createArrayNode();
        batch.add(wire.request("ping", "{}"));
        batch.add(Json.object().put("jsonrpc", "2.0").put("method", "notifications/initialized"));
        batch.add(wire.request("nonsense", "{}"));
        JsonNode answers = Wire.json(wire.post(batch));
        assertThat(answers).hasSize(2);
        assertThat(answers.path(0).has("result")).isTrue();
        assertThat(answers.path(1).path("error").path("code").asInt()).isEqualTo(-32601);
        assertThat(client().post(batch).statusCode()).isEqualTo(400);
    }

    @Test
    void everyMemberOfABatchIsAnswered() throws Exception {
        var wire = new Wire(server.address("/mcp"), TestServer.token("ann"));
        wire.initialize("2025-03-26");
        JsonNode answers = Wire.json(wire.post(Json.parse("""
                [{"jsonrpc":"2.0","id":1,"method":"ping"}, {"jsonrpc":"2.0","id":2,"method":"ping","params":[]},
                 {"id":3,"method":"ping"}, 5, {"jsonrpc":"2.0","id":"x"}]""".getBytes(StandardCharsets.UTF_8))));
        assertThat(answers).hasSize(5);
        assertThat(answers.valueStream().map(answer -> answer.path("id").toString()))
                .containsExactly("1", "2", "3", "null", "\"x\"");
        assertThat(answers.path(0).has("result")).isTrue();
        assertThat(answers.valueStream().skip(1).map(answer -> answer.at("/error/code")
                        .asInt()))
                .containsOnly(-32600);
    }

    @Test
    void aMemberOfABatchThatLacksAScopeIsAnsweredBesideTheOthers() {
        var token = TestServer.token("ann", Duration.ofHours(1), java.util.Set.of("notes:read"));
        var wire = new Wire(server.address("/mcp"), token);
        wire.initialize("2025-03-26");
        var batch = Json.mapper().createArrayNode();
        batch.add(wire.call("delete_note", "{}"));
        batch.add(wire.request("ping", "{}"));
        JsonNode answers = Wire.json(wire.post(batch));
        assertThat(answers.path(0).at("/error/code").asInt()).isEqualTo(-32000);
        assertThat(answers.path(1).has("result")).isTrue();
    }

    @Test
    void aStreamWithoutASessionIsNotOffered() {
        for (String path : new String[] {"/mcp", "/bearer/mcp", "/mcp/"}) {
            var wire = new Wire(server.address(path), TestServer.token("ann"));
            HttpResponse<String> response = Wire.send(wire.builder()
                    .setHeader("Accept", "text/event-stream")
                    .GET()
                    .build());
            assertThat(response.statusCode()).isEqualTo(405);
            assertThat(response.headers().firstValue("allow")).contains("POST");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mcp/", "/bearer/mcp/", "/mcp/?entities=notes"})
    void aSlashAtTheEndMakesNoDifference(String path) {
        var wire = Wire.connected(server.address(path), TestServer.token("ann"));
        assertThat(wire.result("list_notes", "{}").path("isError").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tools/list", "prompts/list", "resources/list", "resources/templates/list"})
    void aCursorThatWasNeverGivenIsRefused(String list) {
        var wire = client();
        for (String cursor : new String[] {"\"bogus\"", "\"\"", "5", "{}"}) {
            JsonNode answer = Wire.json(wire.post(wire.request(list, "{\"cursor\":" + cursor + "}")));
            assertThat(answer.at("/error/code").asInt()).as(cursor).isEqualTo(-32602);
        }
        assertThat(Wire.json(wire.post(wire.request(list, "{\"cursor\":null}"))).has("result"))
                .isTrue();
    }
}
