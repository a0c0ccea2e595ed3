package dev.toolbridge.connect.bridge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.connect.bridge.MessageDelivery.Connection;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// A bridge between a client on standard input and output, and an MCP server. It passes messages of every revision on
/// as they are, each on a thread of its own.
public final class StdioBridge {
    private static final Duration ANSWERS_MAX = Duration.ofMillis(1_200);
    private static final Duration FAREWELL_MAX = Duration.ofMillis(400);

    private final Connection connection;
    private final LocalTools tools;
    private final Map<JsonNode, Underway> underway = new ConcurrentHashMap<>();
    private final CountDownLatch introduced = new CountDownLatch(1);
    private final AtomicBoolean isFollowing = new AtomicBoolean();
    private volatile boolean isIntroducing;

    /// A bridge that passes all calls on.
    public StdioBridge(BridgeConfig config, InputStream in, OutputStream out) {
        this(config, LocalTools.NONE, in, out);
    }

    /// @param tools the tools that it answers itself
    public StdioBridge(BridgeConfig config, LocalTools tools, InputStream in, OutputStream out) {
        this.tools = tools;
        var upstream = new Upstream(config);
        var wishes = new ClientWishes();
        this.connection =
                new Connection(upstream, new UpstreamSession(upstream, wishes), wishes, new ClientWire(in, out));
    }

    private record Underway(MessageDelivery delivery, Thread thread) {}

    /// Carries messages over until the client closes its end.
    public void run() throws IOException, InterruptedException {
        Optional<ClientWire.Line> line = connection.wire().read();
        while (line.isPresent()) {
            switch (line.get()) {
                case ClientWire.Line.TooLong _ ->
                    connection
                            .wire()
                            .fail(
                                    Optional.empty(),
                                    ClientWire.INVALID,
                                    "a message has at most " + ClientWire.LINE_BYTES_MAX + " bytes");
                case ClientWire.Line.Text text -> take(text.bytes());
            }
            line = connection.wire().read();
        }
        finish();
    }

    private void take(byte[] line) throws IOException {
        if (new String(line, StandardCharsets.UTF_8).isBlank()) {
            return;
        }
        try {
            start(ClientMessage.parse(line));
        } catch (JsonProcessingException malformed) {
            connection.wire().fail(Optional.empty(), ClientWire.PARSE, "the line is not one JSON value");
        }
    }

    private void start(ClientMessage message) {
        if (message.has(ClientMessage.INITIALIZE)) {
            isIntroducing = true;
        }
        if (message.has(ClientMessage.CANCELLED) && stopsHere(message)) {
            return;
        }
        var delivery = new MessageDelivery(message, connection, tools);
        Thread thread = Thread.ofVirtual().unstarted(() -> deliver(message, delivery));
        message.ids().forEach(id -> underway.put(id, new Underway(delivery, thread)));
        thread.start();
    }

    /// A request that stands alone, or waits for the workspace, is cancelled by closing its connection.
    private boolean stopsHere(ClientMessage cancelled) {
        Underway found = underway.get(cancelled.json().path("params").path("requestId"));
        if (found == null) {
            return true;
        }
        boolean endsHere = found.delivery().endsWithItsConnection();
        found.delivery().cancel();
        if (endsHere) {
            found.thread().interrupt();
        }
        return endsHere;
    }

    private void deliver(ClientMessage message, MessageDelivery delivery) {
        try {
            awaitIntroduction(message);
            if (!isAnsweredHere(message)) {
                delivery.run();
            }
            if (connection.session().isAway()) {
                meetLater(message);
            } else if (message.has(ClientMessage.INITIALIZED)) {
                follow();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException clientIsGone) {
            System.exit(0);
        } finally {
            message.ids().forEach(underway::remove);
            if (message.has(ClientMessage.INITIALIZE)) {
                introduced.countDown();
            }
        }
    }

    private boolean isAnsweredHere(ClientMessage message) throws IOException {
        List<JsonNode> ids = message.ids();
        if (!message.has(ClientMessage.CALL) || ids.size() != 1) {
            return false;
        }
        JsonNode parameters = message.json().path("params");
        Optional<ObjectNode> result = tools.call(parameters.path("name").asText(), parameters.path("arguments"));
        if (result.isPresent()) {
            message.ownRevision().ifPresent(_ -> result.get().put("resultType", "complete"));
            ObjectNode answer = Json.object().put("jsonrpc", "2.0");
            answer.set("id", ids.getFirst());
            answer.set("result", result.get());
            connection.wire().write(Json.text(answer));
        }
        return result.isPresent();
    }

    /// Messages that were written behind the introduction wait for its answer.
    private void awaitIntroduction(ClientMessage message) throws InterruptedException {
        boolean waits = isIntroducing
                && !message.has(ClientMessage.INITIALIZE)
                && message.ownRevision().isEmpty();
        if (waits && !introduced.await(Patience.WHOLE.toSeconds(), TimeUnit.SECONDS)) {
            System.err.println("toolbridge: the introduction of the client is not answered yet");
        }
    }

    /// A client that was introduced to this machine only meets the server when that answers.
    private void meetLater(ClientMessage message) {
        if (message.has(ClientMessage.INITIALIZE)) {
            var meeting = new Meeting(connection, this::follow);
            Thread.ofVirtual().name("meeting").start(meeting::await);
        }
    }

    /// Begins to follow the server's messages, once.
    private void follow() {
        if (isFollowing.compareAndSet(false, true)) {
            Thread.ofVirtual().start(this::followStream);
        }
    }

    private void followStream() {
        try {
            new UnaskedMessages(connection).follow();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits a moment for open answers, and ends the session.
    private void finish() throws InterruptedException {
        long endNanos = System.nanoTime() + ANSWERS_MAX.toNanos();
        while (!underway.isEmpty() && System.nanoTime() < endNanos) {
            Thread.sleep(Duration.ofMillis(10));
        }
        Optional<UpstreamSession.Opened> session = connection.session().current();
        if (session.flatMap(UpstreamSession.Opened::id).isPresent()) {
            try {
                Upstream upstream = connection.upstream();
                upstream.delete(upstream.prepare(Duration.ZERO).within(session.get()), FAREWELL_MAX);
            } catch (IOException | RuntimeException away) {
                System.err.println("toolbridge: the session could not be ended; the server ends it later");
            }
        }
    }
}
