package dev.toolbridge.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.process.RunningSidecar;
import dev.toolbridge.tests.wire.Call;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A subscription at a sidecar before the real API: changes arrive at once, also those of an API that was killed.
@Timeout(120)
class SubscriptionTest {
    private static final String USER = "subscriber";

    @Test
    void changesArriveWithinASecondAndAfterAnOutage() throws Exception {
        try (var api = RunningApi.instance().startAgain();
                var sidecar = RunningSidecar.before(api);
                var http = HttpClient.newHttpClient()) {
            String note = uid(api);
            String session = open(api, sidecar);
            try (BufferedReader events = listen(http, api, sidecar, session)) {
                assertThat(post(api, sidecar, session, subscription(note))).isEqualTo(200);
                var times = new ArrayList<Duration>();
                for (int round = 0; round < 5; round++) {
                    Instant before = Instant.now();
                    patch(api, note, "round " + round);
                    assertThat(updated(events)).contains(note);
                    times.add(Duration.between(before, Instant.now()));
                }
                assertThat(times.stream().sorted().toList().get(2)).as("median").isLessThan(Duration.ofSeconds(1));
                api.program().kill();
                try (var again = api.startAgainInPlace()) {
                    patch(again, note, "after");
                    assertThat(updated(events)).contains(note);
                }
            }
        }
    }

    private static String uid(RunningApi api) {
        return api.server()
                .send(signed(api, Call.of("POST", "/v1/notes")).json("{\"title\":\"a\"}"))
                .at("/uid")
                .asText();
    }

    private static void patch(RunningApi api, String note, String title) {
        var patched = api.server()
                .send(signed(api, Call.of("PATCH", "/v1/notes/" + note)).json("{\"title\":\"" + title + "\"}"));
        assertThat(patched.status()).isEqualTo(200);
    }

    private static String open(RunningApi api, RunningSidecar sidecar) {
        return sidecar.server()
                .send(mcp(api).json("""
                {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18",
                "capabilities":{},"clientInfo":{"name":"raw","version":"1"}}}"""))
                .header("Mcp-Session-Id")
                .orElseThrow();
    }

    private static BufferedReader listen(HttpClient http, RunningApi api, RunningSidecar sidecar, String session)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(sidecar.server().address().resolve("/mcp"))
                .header("Authorization", "Bearer " + api.tokens().of(USER))
                .header("Accept", "text/event-stream")
                .header("Mcp-Session-Id", session)
                .header("MCP-Protocol-Version", "2025-06-18")
                .build();
        var response = http.send(request, BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    private static String subscription(String note) {
        return "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"resources/subscribe\","
                + "\"params\":{\"uri\":\"toolbridge://notes/" + note + "\"}}";
    }

    private static int post(RunningApi api, RunningSidecar sidecar, String session, String message) {
        return sidecar.server()
                .send(mcp(api).with("Mcp-Session-Id", session).json(message))
                .status();
    }

    /// The next report of a changed resource.
    private static String updated(BufferedReader events) {
        return events.lines()
                .filter(line -> line.contains("notifications/resources/updated"))
                .findFirst()
                .orElseThrow(() -> new UncheckedIOException(new IOException("the stream ended")));
    }

    private static Call mcp(RunningApi api) {
        return signed(api, Call.of("POST", "/mcp"))
                .with("Accept", "application/json, text/event-stream")
                .with("MCP-Protocol-Version", "2025-06-18");
    }

    private static Call signed(RunningApi api, Call call) {
        return call.with("Authorization", "Bearer " + api.tokens().of(USER));
    }
}
