package dev.toolbridge.api.stream.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.api.RunningServer;
import dev.toolbridge.api.stream.StreamServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Sockets: subscriptions, tokens, and everything that a client can get wrong.
@Timeout(60)
class ChangeSocketTest {
    @RegisterExtension
    static final StreamServer SERVER = new StreamServer();

    private final RunningServer server = SERVER.server();
    private final String user = "reader-" + UUID.randomUUID();
    private final String token = RunningServer.ownersToken(user);

    @Test
    void aSubscriptionGetsEveryChangeAfterReady() {
        try (var socket = SocketClient.authorized(server.port(), token)) {
            socket.send(Map.of("t", "subscribe", "id", "a", "types", "note", "include", "payload"));
            assertThat(socket.require("ready").get("id").textValue()).isEqualTo("a");
            assertThat(socket.require("caught_up").get("cursor").textValue()).isNotEmpty();
            server.post("/v1/tasks", token, Map.of("title", "other"));
            String uid = create("mine");
            JsonNode change = socket.require("change");
            assertThat(change.get("id").textValue()).isEqualTo("a");
            assertThat(change.at("/change/uid").textValue()).isEqualTo(uid);
            assertThat(change.at("/change/payload/title").textValue()).isEqualTo("mine");
            var page = server.get(
                    "/v1/changes?types=note&cursor=" + change.get("cursor").textValue(), token);
            assertThat(RunningServer.json(page).get("changes")).isEmpty();
        }
    }

    @Test
    void aPageShowsItsTokenInTheFirstFrame() {
        try (var socket = SocketClient.open(server.port(), "Origin", StreamServer.PAGE)) {
            socket.send(Map.of("t", "auth", "token", token, "tenant", RunningServer.DEFAULT_TENANT));
            assertThat(socket.require("auth").get("expiresAt").textValue()).isNotEmpty();
            socket.send(Map.of("t", "subscribe", "id", "a"));
            socket.require("ready");
            socket.require("caught_up");
            socket.send(Map.of("t", "ping"));
            socket.require("pong");
            socket.send(Map.of("t", "unsubscribe", "id", "a"));
            socket.require("unsubscribed");
            create("unseen");
            socket.send(Map.of("t", "unsubscribe", "id", "a"));
            assertThat(socket.require("error").get("code").textValue()).isEqualTo("not_found");
        }
    }

    @Test
    void whatCannotBeReadClosesTheSocket() {
        assertThat(closedAfter("no json")).isEqualTo(4400);
        assertThat(closedAfter("[]")).isEqualTo(4400);
        assertThat(closedAfter("{\"t\":\"shout\"}")).isEqualTo(4400);
        assertThat(closedAfter("{\"t\":\"ping\",\"t\":\"ping\"}")).isEqualTo(4400);
        assertThat(closedAfter("{\"t\":\"subscribe\"}")).isEqualTo(4400);
        assertThat(closedAfter("{\"t\":\"subscribe\",\"id\":\"a b\"}")).isEqualTo(4400);
        assertThat(closedAfter("{\"t\":\"subscribe\",\"id\":1}")).isEqualTo(4400);
        assertThat(closedAfter("{\"t\":\"subscribe\",\"id\":\"a\",\"since\":\"1\"}"))
                .isEqualTo(4400);
        assertThat(closedAfter("{\"t\":\"ping\",\"x\":\"" + "x".repeat(65 * 1024) + "\"}"))
                .isEqualTo(4400);
        assertThat(closedAfter("x".repeat(200_000))).isEqualTo(4400);
        try (var socket = SocketClient.authorized(server.port(), token)) {
            socket.sendBinary(new byte[] {1, 2});
            assertThat(socket.closeCode()).isEqualTo(4400);
        }
    }

    @Test
    void aSplitFrameIsOneMessageWithinTheSameLimit() {
        try (var socket = SocketClient.authorized(server.port(), token)) {
            socket.sendParts("{\"t\":\"sub", "scribe\",\"id\"", ":\"a\"}");
            socket.require("ready");
        }
        try (var socket = SocketClient.authorized(server.port(), token)) {
            socket.sendParts("x".repeat(40_000), "x".repeat(40_000));
            assertThat(socket.closeCode()).isEqualTo(4400);
        }
    }

    @Test
    void badQuestionsAreAnsweredAndLoseNothing() {
        try (var socket = SocketClient.authorized(server.port(), token)) {
            socket.send(Map.of("t", "subscribe", "id", "a"));
            socket.require("ready");
            socket.require("caught_up");
            assertThat(error(socket, Map.of("id", "b", "types", "none"))
                            .get("field")
                            .textValue())
                    .isEqualTo("types");
            assertThat(error(socket, Map.of("id", "b", "cursor", "x"))
                            .get("code")
                            .textValue())
                    .isEqualTo("invalid_cursor");
            assertThat(error(socket, Map.of("id", "a")).get("code").textValue()).isEqualTo("exists");
            assertThat(error(socket, Map.of("id", "b", "run", "\u0000"))
                            .get("field")
                            .textValue())
                    .isEqualTo("run");
            create("still");
            socket.require("change");
        }
    }

    @Test
    void theSeventeenthSubscriptionAndTooManyFramesCloseTheSocket() {
        try (var socket = SocketClient.authorized(server.port(), token)) {
            IntStream.rangeClosed(0, SocketFeeds.FEEDS_MAX)
                    .forEach(n -> socket.send(Map.of("t", "subscribe", "id", "s" + n)));
            assertThat(socket.closeCode()).isEqualTo(4429);
        }
        try (var socket = SocketClient.authorized(server.port(), token)) {
            IntStream.rangeClosed(0, FramePace.FRAMES_MAX).forEach(_ -> socket.send(Map.of("t", "ping")));
            assertThat(socket.closeCode()).isEqualTo(4429);
        }
    }

    @Test
    void aWipeResetsTheSubscriptionOnly() {
        create("a");
        try (var socket = SocketClient.authorized(server.port(), token)) {
            socket.send(Map.of("t", "subscribe", "id", "a"));
            String cursor = socket.require("ready").get("cursor").textValue();
            socket.require("caught_up");
            String session = RunningServer.json(server.post("/v1/sync/sessions", token, Map.of()))
                    .get("id")
                    .textValue();
            server.post("/v1/sync/wipe", token, Map.of("confirm", "WIPE"), "X-Sync-Session", session);
            assertThat(socket.require("reset").get("code").textValue()).isEqualTo("epoch_mismatch");
            socket.send(Map.of("t", "subscribe", "id", "a"));
            socket.require("ready");
            socket.require("caught_up");
            socket.send(Map.of("t", "subscribe", "id", "b", "cursor", cursor));
            socket.require("ready");
            assertThat(socket.require("reset").get("id").textValue()).isEqualTo("b");
        }
    }

    @Test
    void socketsCutAtAnyPlaceLoseNothing() {
        var random = new Random(7);
        int writes = 200;
        var writer = CompletableFuture.runAsync(() -> IntStream.range(0, writes).forEach(n -> create("n" + n)));
        var arrived = new ArrayList<Long>();
        String cursor = RunningServer.json(server.get("/v1/changes?latest=true", token))
                .get("nextCursor")
                .textValue();
        while (arrived.isEmpty() || arrived.getLast() < writes) {
            var socket = SocketClient.authorized(server.port(), token);
            socket.send(Map.of("t", "subscribe", "id", "a", "cursor", cursor));
            int count = 1 + random.nextInt(8);
            for (int n = 0; n < count && (arrived.isEmpty() || arrived.getLast() < writes); n++) {
                JsonNode frame = socket.next();
                cursor = frame.get("cursor").textValue();
                if (frame.get("t").textValue().equals("change")) {
                    arrived.add(frame.at("/change/seq").longValue());
                }
            }
            socket.abort();
        }
        writer.join();
        assertThat(arrived)
                .isEqualTo(IntStream.rangeClosed(arrived.getFirst().intValue(), writes)
                        .mapToObj(n -> (long) n)
                        .toList());
    }

    @Test
    void aClosingServerSaysSo() throws InterruptedException {
        var closing = SERVER.another();
        try (var socket = SocketClient.authorized(closing.port(), token)) {
            socket.send(Map.of("t", "subscribe", "id", "a"));
            socket.require("ready");
            Instant before = Instant.now();
            closing.close();
            assertThat(socket.closeCode()).isEqualTo(1012);
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(15));
        }
    }

    @Test
    void otherRequestsToTheAddressAreToldWhatItIsFor() {
        var plain = server.get("/v1/ws", token);
        assertThat(plain.statusCode()).isEqualTo(426);
        assertThat(plain.headers().firstValue("Sec-WebSocket-Version")).contains("13");
        assertThat(server.get("/v1/ws?token=x", token).statusCode()).isEqualTo(400);
        assertThat(server.get("/v1/notes", token, "Sec-WebSocket-Version", "13").statusCode())
                .isEqualTo(200);
    }

    private static JsonNode error(SocketClient socket, Map<String, String> question) {
        var frame = new java.util.HashMap<>(question);
        frame.put("t", "subscribe");
        socket.send(frame);
        return socket.require("error");
    }

    private int closedAfter(String text) {
        try (var socket = SocketClient.authorized(server.port(), token)) {
            socket.sendText(text);
            return socket.closeCode();
        }
    }

    private String create(String title) {
        return StreamServer.create(server, token, title);
    }
}
