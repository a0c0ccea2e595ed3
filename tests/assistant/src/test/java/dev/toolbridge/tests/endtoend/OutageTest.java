package dev.toolbridge.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.toolbridge.tests.endtoend.Assistant.Transport;
import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.process.RunningSidecar;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A program dies while an assistant works: it learns what to do, and no acknowledged write is lost.
class OutageTest {
    private static final Duration RECOVERY_MAX = Duration.ofSeconds(90);

    /// All tests have one database.
    private final String user = "user-" + UUID.randomUUID();

    @ParameterizedTest
    @EnumSource
    void theSessionOutlivesTheApi(Transport transport) {
        try (var api = RunningApi.instance().startAgain();
                var sidecar = RunningSidecar.before(api);
                var assistant = connect(transport, api, sidecar)) {
            String note = create(assistant, "before");
            api.program().kill();

            String advice = assistant.refusal("get_note", Map.of("uid", note));
            assertThat(advice)
                    .containsIgnoringCase("again")
                    .doesNotContainIgnoringCase("exception", "127.0.0.1", "java");

            try (var _ = api.startAgainInPlace()) {
                assertThat(assistant
                                .call("get_note", Map.of("uid", note))
                                .at("/payload/title")
                                .asText())
                        .isEqualTo("before");
                create(assistant, "after");
            }
        }
    }

    @Test
    void whatASidecarPromisedBeforeItDiedIsThere() {
        try (var api = RunningApi.instance().startAgain();
                var sidecar = RunningSidecar.before(api);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var acknowledged = new ArrayList<String>();
            var assistant = connect(Transport.STREAMABLE_HTTP, api, sidecar);
            var working = CompletableFuture.runAsync(() -> createUntilRefused(assistant, acknowledged), threads);
            Await.until(RECOVERY_MAX, () -> count(api) > 20 || working.isDone(), () -> "too little is created");
            assertThat(working).isNotDone();
            sidecar.program().kill();
            assertThat(catchThrowable(working::join)).isNotNull();

            try (var _ = sidecar.startAgain();
                    var newcomer = connect(Transport.STREAMABLE_HTTP, api, sidecar)) {
                assertThat(acknowledged).isNotEmpty().allSatisfy(uid -> assertThat(
                                newcomer.call("get_note", Map.of("uid", uid))
                                        .path("uid")
                                        .asText())
                        .isEqualTo(uid));
            }
        }
    }

    @Test
    void aSessionLostToARestartAnswers404SoThatTheClientStartsAgain() {
        try (var api = RunningApi.instance().startAgain();
                var sidecar = RunningSidecar.before(api)) {
            String session = initialize(api, sidecar).header("Mcp-Session-Id").orElseThrow();
            assertThat(ping(api, sidecar, session)).isEqualTo(200);

            sidecar.program().stop();
            try (var _ = sidecar.startAgain()) {
                assertThat(ping(api, sidecar, session)).isEqualTo(404);
            }
        }
    }

    private Assistant connect(Transport transport, RunningApi api, RunningSidecar sidecar) {
        return Assistant.connect(
                transport, sidecar.server().address().toString(), api.tokens().of(user));
    }

    private static String create(Assistant assistant, String title) {
        return assistant.call("create_note", Map.of("title", title)).path("uid").asText();
    }

    private static void createUntilRefused(Assistant assistant, List<String> acknowledged) {
        for (int n = 0; n < Integer.MAX_VALUE; n++) {
            acknowledged.add(create(assistant, "note " + n));
        }
    }

    private int count(RunningApi api) {
        return api.server()
                .send(signed(api, Call.of("GET", "/v1/notes")))
                .at("/items")
                .size();
    }

    private Reply initialize(RunningApi api, RunningSidecar sidecar) {
        return sidecar.server().send(mcp(api).json("""
                {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18",
                "capabilities":{},"clientInfo":{"name":"raw","version":"1"}}}"""));
    }

    private int ping(RunningApi api, RunningSidecar sidecar, String session) {
        return sidecar.server()
                .send(mcp(api).with("Mcp-Session-Id", session)
                        .json("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ping\"}"))
                .status();
    }

    private Call mcp(RunningApi api) {
        return signed(api, Call.of("POST", "/mcp"))
                .with("Accept", "application/json, text/event-stream")
                .with("MCP-Protocol-Version", "2025-06-18");
    }

    private Call signed(RunningApi api, Call call) {
        return call.with("Authorization", "Bearer " + api.tokens().of(user));
    }
}
