package dev.toolbridge.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A server is killed when some events are sent and not noted, and others are in the journal only: the next one
/// skips none, and repeats under the same ids.
class WebhookRestartTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final JsonMapper JSON = new JsonMapper();
    private static final int AT_ONCE = 4;
    private static final int NOTES = 30;

    private final ConcurrentLinkedQueue<JsonNode> received = new ConcurrentLinkedQueue<>();
    private final CountDownLatch killed = new CountDownLatch(1);

    @Test
    void aKilledServerSkipsNoEventAndRepeatsUnderTheSameId() throws Exception {
        HttpServer receiver = receiver();
        try (var first = RunningApi.start()) {
            String project = subscribed(first, receiver.getAddress().getPort());
            IntStream.range(0, NOTES).forEach(number -> note(first, project, number));
            Await.until(LIMIT, () -> received.size() >= AT_ONCE, () -> "nothing is sent");
            note(first, project, NOTES);

            first.program().kill();
            killed.countDown();

            try (var second = first.startAgain()) {
                Await.until(LIMIT, () -> bySeq().size() > NOTES, () -> "received " + bySeq().keySet());
                note(second, project, NOTES + 1);
                Await.until(LIMIT, () -> bySeq().size() > NOTES + 1, () -> "the next event is not sent");
            }
        } finally {
            killed.countDown();
            receiver.stop(0);
        }
        assertChained();
        assertThat(received).as("events that were sent before and after").hasSizeGreaterThan(NOTES + 2);
    }

    /// Each event names the one before, and has one id only.
    private void assertChained() {
        long before = 0;
        for (List<JsonNode> same : bySeq().values()) {
            assertThat(same.stream().map(body -> body.path("id").asText()).distinct())
                    .hasSize(1);
            assertThat(same.getFirst().path("prev_seq").asLong()).isEqualTo(before);
            before = same.getFirst().path("seq").asLong();
        }
    }

    private Map<Long, List<JsonNode>> bySeq() {
        var bySeq = new TreeMap<Long, List<JsonNode>>();
        received.forEach(body ->
                bySeq.merge(body.path("seq").asLong(), List.of(body), (some, more) -> java.util.stream.Stream.concat(
                                some.stream(), more.stream())
                        .toList()));
        return bySeq;
    }

    /// Takes requests, and answers none until the server is killed.
    private HttpServer receiver() throws IOException {
        var receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        receiver.createContext("/", this::take);
        receiver.start();
        return receiver;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            received.add(JSON.readTree(exchange.getRequestBody().readAllBytes()));
            boolean isOver = killed.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
            exchange.sendResponseHeaders(isOver ? 204 : 500, -1);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static String subscribed(RunningApi api, int port) {
        String project =
                made(api, "/v1/projects", "{\"name\":\"killed\"}").at("/id").asText();
        String order = "{\"callbackUrl\":\"http://127.0.0.1:" + port + "/\",\"events\":[\"note.*\"]}";
        made(api, "/v1/projects/" + project + "/webhooks", order);
        return project;
    }

    private static void note(RunningApi api, String project, int number) {
        made(api, "/v1/spaces/" + project + "/notes", "{\"title\":\"note " + number + "\"}");
    }

    private static Reply made(RunningApi api, String path, String json) {
        String bearer = "Bearer " + api.tokens().of("webhooks");
        Reply reply = api.server()
                .send(Call.of("POST", path).with("Authorization", bearer).json(json));
        assertThat(reply.status()).as(reply::toString).isEqualTo(201);
        return reply;
    }
}
