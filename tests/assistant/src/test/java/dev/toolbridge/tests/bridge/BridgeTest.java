package dev.toolbridge.tests.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.process.RunningSidecar;
import dev.toolbridge.tests.wire.Call;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// The start and the mishaps of clients that start a program: Claude Desktop introduces itself before the workspace
/// runs, and keeps its bridge while the workspace is stopped and started.
@ParameterizedClass
@EnumSource(BridgeKind.class)
class BridgeTest {
    private static final String ASKING = "{\"elicitation\":{}}";
    private static final String NEWEST = "2025-11-25";
    private static final Duration MOMENT = Duration.ofMillis(700);

    @Parameter
    private BridgeKind kind;

    private static RunningApi api;
    private static RunningSidecar sidecar;

    private String token;

    @BeforeAll
    static void start() {
        api = RunningApi.instance();
        sidecar = RunningSidecar.before(api);
    }

    @AfterAll
    static void stop() {
        sidecar.close();
    }

    @BeforeEach
    void meet() {
        assumeTrue(kind.isThere(), "npm could not install Node");
        token = api.tokens().of("user-" + UUID.randomUUID());
    }

    @Test
    void aClientThatComesBeforeTheWorkspaceIsAnsweredWhenItRuns() {
        sidecar.close();
        try (var bridge = bridge()) {
            bridge.ask(0, "initialize", """
                {"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"early","version":"1"}}\
                """);
            assertThat(bridge.answersWithin(0, MOMENT)).isFalse();

            sidecar = sidecar.startAgain();
            assertThat(bridge.answer(0).at("/result/protocolVersion").asText()).isEqualTo("2025-06-18");
            bridge.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
            bridge.call(1, "create_note", "{\"title\":\"Früh\"}");
            assertThat(bridge.answer(1)
                            .at("/result/structuredContent/payload/title")
                            .asText())
                    .isEqualTo("Früh");
            assertThat(bridge.end()).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void aRestartInTheMiddleOfACallLosesNoReadAndRepeatsNoWrite() {
        try (var bridge = bridge()) {
            bridge.introduce("2025-03-26", "{}");
            bridge.ask(1, "tools/list", "{}");
            assertThat(bridge.answer(1).at("/result/tools")).isNotEmpty();
            var _ = sidecar.program().freeze();
            try {
                bridge.call(2, "list_notes", "{}");
                bridge.call(3, "create_note", "{\"title\":\"Perhaps\"}");
                bridge.call(4, "create_note", "{\"title\":\"Once\",\"idempotency_key\":\"once-" + kind + "\"}");
                assertThat(bridge.answersWithin(2, MOMENT)).isFalse();
            } finally {
                sidecar.program().kill();
                sidecar = sidecar.startAgain();
            }

            assertThat(bridge.answer(3).at("/error/message").asText())
                    .contains("may have carried this out or not", "read the items before you call again");
            assertThat(bridge.answer(4)
                            .at("/result/structuredContent/payload/title")
                            .asText())
                    .isEqualTo("Once");
            assertThat(bridge.answer(2).path("result").path("isError").asBoolean())
                    .isFalse();
        }
    }

    @Test
    void aSubscriptionOutlivesTheSession() {
        String note = api.server()
                .send(signed(Call.of("POST", "/v1/notes")).json("{\"title\":\"a\"}"))
                .at("/uid")
                .asText();
        try (var bridge = bridge()) {
            bridge.introduce(NEWEST, "{}");
            bridge.ask(1, "resources/subscribe", "{\"uri\":\"toolbridge://notes/" + note + "\"}");
            bridge.answer(1);
            sidecar.close();
            sidecar = sidecar.startAgain();
            bridge.ask(2, "ping", "{}");
            assertThat(bridge.answer(2).has("result")).isTrue();
            assertThat(watched(bridge)).as("the bridge itself tells of the gap").endsWith(note);

            api.server().send(signed(Call.of("PATCH", "/v1/notes/" + note)).json("{\"title\":\"b\"}"));
            assertThat(watched(bridge)).endsWith(note);
        }
    }

    @Test
    void questionsAndCancellationsPassBothWays() {
        try (var bridge = bridge()) {
            bridge.introduce(NEWEST, ASKING);
            bridge.call(1, "create_note", "{\"title\":\"Gone\"}");
            String uid = bridge.answer(1).at("/result/structuredContent/uid").asText();
            bridge.call(2, "delete_note", "{\"uid\":\"" + uid + "\"}");
            JsonNode question = bridge.message("elicitation/create");
            bridge.send("""
                {"jsonrpc":"2.0","id":%s,"result":{"action":"accept","content":{"confirm":true}}}\
                """.formatted(question.path("id")));
            assertThat(bridge.answer(2).at("/result/isError").asBoolean()).isFalse();

            bridge.call(3, "create_note", "{\"title\":\"Kept\"}");
            uid = bridge.answer(3).at("/result/structuredContent/uid").asText();
            bridge.call(4, "delete_note", "{\"uid\":\"" + uid + "\"}");
            bridge.message("elicitation/create");
            bridge.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":4}}");
            bridge.call(5, "get_note", "{\"uid\":\"" + uid + "\"}");
            assertThat(bridge.answer(5)
                            .at("/result/structuredContent/payload/title")
                            .asText())
                    .isEqualTo("Kept");
            assertThat(bridge.answersWithin(4, MOMENT)).isFalse();
        }
    }

    @Test
    void aRequestThatIsTakenBackBeforeTheWorkspaceRunsIsNeverSent() {
        sidecar.close();
        try (var bridge = bridge()) {
            bridge.send("a line, to which a bridge that runs says no");
            assertThat(bridge.failure()).isEqualTo(-32700);
            bridge.call(1, "list_notes", "{}");
            bridge.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}");
            assertThat(bridge.answersWithin(1, MOMENT)).isFalse();
            assertThat(bridge.end()).isLessThan(Duration.ofSeconds(10));
        } finally {
            sidecar = sidecar.startAgain();
        }
    }

    @Test
    void aBridgeWorksInTheProjectOfItsAddress() {
        String slug = "bridge-" + UUID.randomUUID();
        String made = "{\"name\":\"Bridge\",\"slug\":\"" + slug + "\"}";
        assertThat(api.server()
                        .send(signed(Call.of("POST", "/v1/projects")).json(made))
                        .status())
                .isEqualTo(201);
        try (var bridge = BridgeProcess.before(kind, address() + "?project=" + slug, token)) {
            bridge.introduce(NEWEST, "{}");
            bridge.call(1, "create_note", "{\"title\":\"Here\"}");
            assertThat(bridge.answer(1).at("/result/structuredContent/project").asText())
                    .isEqualTo(slug);
        }
    }

    @Test
    void requestsThatStandAloneNeedNoSession() {
        try (var bridge = bridge()) {
            bridge.ask(1, "tools/call", """
                {"name":"create_note","arguments":{"title":"Alone"},"_meta":{
                "io.modelcontextprotocol/protocolVersion":"2026-07-28",
                "io.modelcontextprotocol/clientCapabilities":{}}}\
                """);
            JsonNode answer = bridge.answer(1).path("result");
            assertThat(answer.path("resultType").asText()).isEqualTo("complete");
            assertThat(answer.at("/structuredContent/payload/title").asText()).isEqualTo("Alone");
        }
    }

    @Test
    void linesThatAreNoMessagesAreRefusedAndNothingElseIsWritten() {
        try (var bridge = bridge()) {
            bridge.send("no JSON");
            bridge.send("\"" + "x".repeat(4 * 1024 * 1024) + "\"");
            bridge.ask(1, "tools/list", "{}");

            assertThat(bridge.answer(1).at("/error/code").asInt()).isEqualTo(-32600);
            assertThat(List.of(bridge.failure(), bridge.failure())).containsExactlyInAnyOrder(-32700, -32600);
        }
    }

    @Test
    void anExpiredTokenIsNamed() {
        var claims = api.tokens().claims("ann");
        claims.put("exp", 1_000);
        try (var bridge = BridgeProcess.before(kind, address(), api.tokens().sign(claims))) {
            bridge.ask(0, "initialize", "{}");
            assertThat(bridge.answer(0).at("/error/message").asText())
                    .contains("the workspace refuses the token, which may have expired", "new one");
        }
    }

    private static String watched(BridgeProcess bridge) {
        return bridge.message("notifications/resources/updated")
                .at("/params/uri")
                .asText();
    }

    private BridgeProcess bridge() {
        return BridgeProcess.before(kind, address(), token);
    }

    private String address() {
        return sidecar.server().address().toString();
    }

    private Call signed(Call call) {
        return call.with("Authorization", "Bearer " + token);
    }
}
