package dev.toolbridge.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/// Streams without sessions: a subscription, and a client that leaves.
class StatelessStreamTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void whoListensHearsOfChangesOfWhatWasAskedFor() {
        try (var server = TestServer.start()) {
            String uid = call(server, "create_note", "{\"title\":\"a\"}")
                    .result()
                    .at("/structuredContent/uid")
                    .asText();
            String uri = "toolbridge://notes/" + uid;
            var listen = StatelessWire.request(server.address("/mcp"), TestServer.token("ann"), "subscriptions/listen");
            listen.parameters()
                    .putObject("notifications")
                    .put("toolsListChanged", true)
                    .putArray("resourceSubscriptions")
                    .add(uri);
            try (var events = EventReader.open(listen.built())) {
                JsonNode first = events.message();
                assertThat(first.path("method").asText()).isEqualTo("notifications/subscriptions/acknowledged");
                assertThat(first.at("/params/notifications").toString())
                        .isEqualTo("{\"resourceSubscriptions\":[\"" + uri + "\"]}");

                var update = CompletableFuture.supplyAsync(events::message);
                String change = "{\"uid\":\"%s\",\"updates\":{\"title\":\"b\"}}".formatted(uid);
                await(() -> {
                    call(server, "patch_note", change).send();
                    return update.isDone();
                });
                assertThat(update.join().path("method").asText()).isEqualTo("notifications/resources/updated");
                assertThat(update.join().at("/params/uri").asText()).isEqualTo(uri);
                assertThat(update.join()
                                .path("params")
                                .path("_meta")
                                .path(StatelessWire.OWN + "subscriptionId")
                                .asInt())
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void aClientThatLeavesTakesItsCallBack() {
        var release = new CountDownLatch(1);
        try (var server = TestServer.start(Map.of("TOOLBRIDGE_METRICS_ADDR", "127.0.0.1:0"))) {
            server.api.behave(_ -> {
                awaitLatch(release);
                return Optional.empty();
            });
            await(() -> {
                EventReader.open(call(server, "list_notes", "{}").built()).close();
                return hasCancelled(server, "list_notes");
            });
        } finally {
            release.countDown();
        }
    }

    private static boolean hasCancelled(TestServer server, String tool) {
        return Wire.send(HttpRequest.newBuilder(server.metricsAddress()).build())
                .body()
                .lines()
                .anyMatch(line -> line.startsWith("toolbridge_mcp_tool_calls_seconds_count")
                        && line.contains("cancelled")
                        && line.contains(tool));
    }

    private static StatelessWire call(TestServer server, String tool, String arguments) {
        return StatelessWire.call(server.address("/mcp"), TestServer.token("ann"), tool, object(arguments));
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) Json.parse(json.getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }

    /// Repeats a condition until it is true: each asks the server, which takes some time.
    private static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("it never came").isBefore(end);
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
