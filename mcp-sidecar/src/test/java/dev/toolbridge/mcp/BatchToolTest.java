package dev.toolbridge.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingType;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The tool that makes many changes in one call: its request to the API, its answers and refusals, its question.
class BatchToolTest {
    private static final String UID = "0191a2b3-c4d5-7e6f-8a9b-0c1d2e3f4a5b";
    private static final String DONE = "{\"applied\":true,\"results\":[{\"status\":200,\"type\":\"task\",\"uid\":\""
            + UID + "\",\"version\":2,\"updatedAt\":\"x\"}]}";

    @Sidecar
    private TestServer server;

    private Wire wire;
    private volatile JsonNode body = Json.object();

    @BeforeEach
    void start() {
        wire = Wire.connected(server.address("/mcp"), TestServer.token("ann"));
    }

    private void answerBatches(int status, String json) {
        server.api.behave(request -> {
            if (!request.path().equals("/v1/batch")) {
                return Optional.empty();
            }
            body = WorkspaceToolsTest.parsed(new String(request.body(), StandardCharsets.UTF_8));
            return Optional.of(Answer.json(status, json.getBytes(StandardCharsets.UTF_8)));
        });
    }

    private static String operations(String... operations) {
        return "\"operations\":[" + String.join(",", operations) + "]";
    }

    private static String delete(String uid) {
        return "{\"op\":\"delete\",\"type\":\"note\",\"uid\":\"%s\"}".formatted(uid);
    }

    private Request sent() {
        return server.api.lastRequest();
    }

    @Test
    void operationsAreRespeltAndWhatIsNotKnownIsPassedOn() {
        answerBatches(200, DONE);
        wire.result("apply_changes", "{\"mode\":\"each\",\"dry_run\":true," + operations("""
                {"op":"create","type":"tasks","ref":"a",\
                "payload":"{\\"due_date\\":\\"2026-12-01\\",\\"my_own\\":1,\\"title\\":\\"⟦U+0007⟧\\"}"}""", """
                {"op":"patch","type":"task","uid":"{\\"$ref\\":\\"a\\"}","if_match":"2",\
                "payload":{"task_list_uid":{"$ref":"b"}}}""", """
                {"op":"restore","type":"task","where":"due_date.is.null","expect":3,"version":1}""") + "}");
        assertThat(Json.text(body)).isEqualTo("""
                {"mode":"each","dryRun":true,"operations":[\
                {"op":"create","type":"task","ref":"a",\
                "payload":{"dueDate":"2026-12-01","my_own":1,"title":"\\u0007"}},\
                {"op":"patch","type":"task","uid":{"$ref":"a"},"ifMatch":2,"payload":{"taskListUid":{"$ref":"b"}}},\
                {"op":"restore","type":"task","where":"due_date.is.null","expect":3,"version":1}]}""");
        assertThat(sent().header("X-TB-Tool")).contains("apply_changes");
        assertThat(sent().header("Idempotency-Key")).isEmpty();
    }

    @Test
    void theAnswerHasALineForEachOperation() {
        answerBatches(200, """
                {"applied":true,"results":[{"status":201,"type":"task","ref":"a","uid":"%s","version":1},\
                {"status":412,"type":"task","error":"version mismatch\\nIgnore\\u202e","code":"version_mismatch"}]}\
                """.formatted(UID));
        JsonNode result =
                wire.result("apply_changes", "{\"mode\":\"each\"," + operations("""
                {"op":"create","type":"task","ref":"a","payload":{"title":"x"}}""", """
                {"op":"archive","type":"task","uid":"%s"}""".formatted(UID)) + "}");
        assertThat(result.at("/content/0/text").asText().split("\n", -1))
                .containsExactly(
                        "1 of 2 operations are done.",
                        "0 create task a: " + UID + ", version 1",
                        "1 archive task " + UID + ": refused: version mismatch Ignore⟦U+202E⟧");
        assertThat(result.at("/structuredContent/results/1/code").asText()).isEqualTo("version_mismatch");
    }

    @Test
    void anOperationWithAConditionCountsItsItems() {
        answerBatches(200, """
                {"applied":true,"results":[\
                {"status":200,"type":"task","matched":1,"results":[{"status":200,"uid":"%1$s","version":2}]},\
                {"status":200,"type":"task","matched":2,"results":[{"status":200,"uid":"%1$s","version":2},\
                {"status":400,"uid":"%1$s","error":"no such action","code":"invalid_action"}]}]}""".formatted(UID));
        String archive = "{\"op\":\"archive\",\"type\":\"task\",\"where\":\"done=is.true\",\"expect\":1}";
        JsonNode result = wire.result("apply_changes", "{\"mode\":\"each\"," + operations(archive, archive) + "}");
        assertThat(result.at("/content/0/text").asText().split("\n", -1))
                .containsExactly(
                        "1 of 2 operations are done.",
                        "0 archive task: 1 of 1 items done",
                        "1 archive task: 1 of 2 items done; refused: no such action");
        assertThat(result.at("/structuredContent/results/1/matched").asInt()).isEqualTo(2);

        answerBatches(400, """
                {"error":"unknown field: due","code":"invalid_parameter","field":"operations[1].where","position":0,\
                "expected":"one of uid"}""");
        assertThat(wire.refusal("apply_changes", "{" + operations(archive, archive) + "}"))
                .contains("operation 1 (archive task) was refused: unknown field: due");
    }

    @Test
    void aRefusedBatchSaysWhichOperationAndWhy() {
        answerBatches(422, """
                {"error":"operation 1 was refused","code":"batch_refused","applied":false,"failedAt":1,"results":[\
                {"status":424,"code":"not_done"},\
                {"status":412,"error":"expected 3, actual 1","code":"version_mismatch"}]}""");
        assertThat(wire.refusal("apply_changes", "{" + operations("{}", """
                {"op":"patch","type":"task","uid":"%s","if_match":3,"payload":{}}""".formatted(UID)) + "}"))
                .isEqualTo("Nothing was done: operation 1 (patch task " + UID + ") was refused: expected 3, actual 1."
                        + " Correct it, and send all operations again.");
        answerBatches(400, """
                {"error":"field operations[0].op must be one of create","code":"invalid_field",\
                "field":"operations[0].op",\
                "expected":"one of create","position":0}""");
        assertThat(wire.refusal("apply_changes", "{" + operations("{\"op\":\"fly\",\"type\":\"task\"}") + "}"))
                .contains("operation 0 (fly task) was refused: field operations[0].op must be one of create");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                            | operations is missing: an array of objects
            {"operations":[]}             | operations must be a list of 1 to 100; it has 0
            {"operations":[1]}            | operations must be an array of objects
            {"operations":[{}],"mode":"x"} | mode must be one of all, each
            {"operations":[{"payload":"{\\"a\\":\\"b…⟦cut⟧\\"}"}]} | operations holds a text that was cut
            """)
    void wrongArgumentsAreNamed(String arguments, String expected) {
        assertThat(wire.refusal("apply_changes", arguments))
                .startsWith("Nothing was done: ")
                .contains(expected);
        assertThat(server.api.requests).isEmpty();
    }

    @Test
    void aHundredOperationsAreTheMost() {
        answerBatches(200, DONE);
        String hundred = IntStream.range(0, 100).mapToObj(_ -> "{}").collect(Collectors.joining(","));
        assertThat(wire.result("apply_changes", "{" + operations(hundred) + "}")
                        .path("isError")
                        .asBoolean())
                .isFalse();
        assertThat(wire.refusal("apply_changes", "{" + operations(hundred, "{}") + "}"))
                .contains("it has 101");
    }

    @Test
    void theAnswerToAHundredOperationsIsOneThatAnAssistantCanRead() {
        var results = Json.object().put("applied", true);
        var arguments = Json.object().put("mode", "each");
        for (int operation = 0; operation < 100; operation++) {
            arguments
                    .withArray("operations")
                    .addObject()
                    .put("op", "archive")
                    .put("type", "chat_message")
                    .put("uid", UID);
            ObjectNode result = results.withArray("results").addObject();
            result.put("status", 412)
                    .put("type", "chat_message")
                    .put("uid", UID)
                    .put("version", 12);
            result.put("code", "version_mismatch").put("error", "version mismatch: expected 3, actual 12. ".repeat(9));
        }
        answerBatches(200, Json.text(results));
        JsonNode result = wire.result("apply_changes", Json.text(arguments));
        assertThat(result.at("/structuredContent/results")).hasSize(100);
        int tokens = Encodings.newDefaultEncodingRegistry()
                .getEncoding(EncodingType.O200K_BASE)
                .countTokens(Json.text(result));
        assertThat(tokens).isLessThan(20_000);
    }

    @Test
    void aRepeatedBatchThatAddsItemsHasTheKeyOfTheFirst() {
        answerBatches(200, DONE);
        String create = "{" + operations("{\"op\":\"create\",\"type\":\"task\",\"payload\":{\"title\":\"x\"}}") + "}";
        wire.result("apply_changes", create);
        Optional<String> first = sent().header("Idempotency-Key");
        assertThat(first).isPresent();
        wire.result("apply_changes", create);
        assertThat(sent().header("Idempotency-Key")).isEqualTo(first);
        wire.result("apply_changes", create.replace("{\"operations", "{\"idempotency_key\":\"mine\",\"operations"));
        assertThat(sent().header("Idempotency-Key")).contains("mine");

        String patch = "{" + operations("{\"op\":\"archive\",\"type\":\"task\",\"uid\":\"" + UID + "\"}") + "}";
        wire.result("apply_changes", patch);
        Optional<String> second = sent().header("Idempotency-Key");
        wire.result("apply_changes", patch);
        assertThat(sent().header("Idempotency-Key")).isPresent().isNotEqualTo(second);
    }

    @Test
    void theUserIsAskedBeforeABatchDeletes() {
        String uid = wire.result("create_note", "{\"title\":\"Shop\\n”ping\\u202e\"}")
                .at("/structuredContent/uid")
                .asText();
        var arguments = (ObjectNode)
                WorkspaceToolsTest.parsed("{" + operations(delete(uid), delete(UID), """
                {"op":"archive","type":"task","uid":"%s"}""".formatted(UID)) + "}");
        var call = StatelessWire.call(server.address("/mcp"), TestServer.token("ann"), "apply_changes", arguments)
                .capable("elicitation");
        JsonNode asked = call.result();
        assertThat(asked.at("/inputRequests/confirm/params/message").asText())
                .isEqualTo("Delete 2 items, and make 1 other changes? Deleted items leave every list; it can be undone."
                        + " They are known as:\nShop 'ping\uFFFD\nnote " + UID);
        assertThat(server.api.requests).noneMatch(request -> request.path().equals("/v1/batch"));

        answer(call, asked, false);
        assertThat(call.result().at("/content/0/text").asText()).contains("the user did not agree");
        assertThat(server.api.requests).noneMatch(request -> request.path().equals("/v1/batch"));

        answerBatches(200, DONE);
        answer(call, asked, true);
        assertThat(call.result().path("isError").asBoolean()).isFalse();
        assertThat(sent().path()).isEqualTo("/v1/batch");
    }

    private static void answer(StatelessWire call, JsonNode asked, boolean agrees) {
        call.parameters().put("requestState", asked.path("requestState").asText());
        call.parameters()
                .putObject("inputResponses")
                .putObject("confirm")
                .put("action", "accept")
                .putObject("content")
                .put("confirm", agrees);
    }

    @Test
    void aDryRunAsksNobody() {
        answerBatches(200, "{\"applied\":false,\"dryRun\":true,\"results\":[]}");
        var arguments = (ObjectNode) WorkspaceToolsTest.parsed("{\"dry_run\":true," + operations(delete(UID)) + "}");
        JsonNode result = StatelessWire.call(
                        server.address("/mcp"), TestServer.token("ann"), "apply_changes", arguments)
                .capable("elicitation")
                .result();
        assertThat(result.at("/content/0/text").asText()).contains("would be done; nothing was stored");
    }

    @Test
    void anAddressThatExcludesAToolExcludesItsOperation() {
        var narrow = Wire.connected(server.address("/mcp?exclude=delete_note"), TestServer.token("ann"));
        assertThat(narrow.refusal("apply_changes", "{" + operations("{}", delete(UID)) + "}"))
                .isEqualTo("Nothing was done: operation 1 (delete note " + UID
                        + "): this address does not show delete_note.");
        var tasks = Wire.connected(server.address("/mcp?entities=tasks,workspace"), TestServer.token("ann"));
        assertThat(tasks.refusal("apply_changes", "{" + operations("{\"op\":\"merge\",\"type\":\"note\"}") + "}"))
                .contains("does not show patch_note");
        assertThat(server.api.requests).isEmpty();
    }

    @Test
    void theScopesOfAllOperationsAreAskedForAtOnce() {
        String token = TestServer.token("ann", Duration.ofHours(1), Set.of("tasks:write"));
        var arguments = (ObjectNode)
                WorkspaceToolsTest.parsed("{" + operations(delete(UID), "{\"op\":\"create\",\"type\":\"chat\"}") + "}");
        var refused = StatelessWire.call(server.address("/mcp"), token, "apply_changes", arguments)
                .send();
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains("scope=\"chats:write notes:delete tasks:write\"");
        assertThat(server.api.requests).isEmpty();
    }
}
