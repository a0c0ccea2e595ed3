package dev.toolbridge.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.service.json.Json;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// A client that cancels a request.
class CancellationTest {

    /// Holds the API's answers back until it is closed.
    private static final class Hold implements AutoCloseable {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        Hold(FakeApi api) {
            api.behave(_ -> {
                reached.countDown();
                await(released);
                return Optional.empty();
            });
        }

        void awaitRequest() {
            await(reached);
        }

        void release() {
            released.countDown();
        }

        @Override
        public void close() {
            release();
        }

        private static void await(CountDownLatch latch) {
            try {
                assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void theCallEndsAtOnceWithoutAnAnswer() throws Exception {
        try (var server = TestServer.start();
                var hold = new Hold(server.api)) {
            var wire = Wire.connected(server.address("/mcp"), TestServer.token("ann"));
            var call = wire.call("list_notes", "{}");
            CompletableFuture<HttpResponse<String>> answer = wire.postAsync(call);
            hold.awaitRequest();
            var cancelled = Json.object().put("jsonrpc", "2.0").put("method", "notifications/cancelled");
            cancelled.putObject("params").set("requestId", call.path("id"));
            assertThat(wire.post(cancelled).statusCode()).isEqualTo(202);
            HttpResponse<String> response = answer.get(2, TimeUnit.SECONDS);
            assertThat(response.headers().firstValue("content-type")).contains("text/event-stream");
            assertThat(response.body()).doesNotContain("data:");
        }
    }

    @Test
    void anIdOfAnotherTypeIsAnotherRequest() throws Exception {
        try (var server = TestServer.start();
                var hold = new Hold(server.api)) {
            var wire = Wire.connected(server.address("/mcp"), TestServer.token("ann"));
            var call = wire.call("list_notes", "{}");
            CompletableFuture<HttpResponse<String>> answer = wire.postAsync(call);
            hold.awaitRequest();
            var cancelled = Json.object().put("jsonrpc", "2.0").put("method", "notifications/cancelled");
            cancelled.putObject("params").put("requestId", call.path("id").asText());
            wire.post(cancelled);
            hold.release();
            assertThat(Wire.json(answer.get(5, TimeUnit.SECONDS)).has("result")).isTrue();
        }
    }

    @Test
    void endingTheSessionEndsItsCalls() throws Exception {
        try (var server = TestServer.start();
                var hold = new Hold(server.api)) {
            var wire = Wire.connected(server.address("/mcp"), TestServer.token("ann"));
            CompletableFuture<HttpResponse<String>> answer = wire.postAsync(wire.call("list_notes", "{}"));
            hold.awaitRequest();
            assertThat(Wire.send(wire.builder().DELETE().build()).statusCode()).isEqualTo(204);
            assertThat(answer.get(2, TimeUnit.SECONDS).body()).doesNotContain("data:");
        }
    }
}
