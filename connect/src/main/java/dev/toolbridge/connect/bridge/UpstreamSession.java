package dev.toolbridge.connect.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.toolbridge.connect.terminal.CommandFailure;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// The session with the server. One that a restart ended is begun again, with the same revision and with what the
/// client had asked for in it; the client does not notice.
final class UpstreamSession {
    private static final int OK = 200;
    private static final String PARAMETERS = "params";
    private static final String VERSION = "protocolVersion";

    private final Upstream upstream;
    private final ClientWishes wishes;
    private final AtomicInteger ids = new AtomicInteger();
    private Optional<Opened> opened = Optional.empty();
    private ObjectNode introduction = Json.object();
    private volatile boolean isAway;
    private volatile Optional<String> refusal = Optional.empty();

    UpstreamSession(Upstream upstream, ClientWishes wishes) {
        this.upstream = upstream;
        this.wishes = wishes;
    }

    /// A session of the server.
    ///
    /// @param id its id; empty at a server without sessions
    /// @param revision the agreed revision
    record Opened(Optional<String> id, String revision) {}

    synchronized Optional<Opened> current() {
        return opened;
    }

    /// Records the session that the client began.
    synchronized void begun(ClientMessage initialize, HttpResponse<?> response, JsonNode answer) {
        JsonNode revision = answer.path("result").path(VERSION);
        if (revision.isTextual()) {
            introduction = initialize.json().deepCopy();
            opened = Optional.of(new Opened(Upstream.sessionOf(response), revision.asText()));
        }
    }

    /// Tells if the client has a session that the server does not know yet.
    boolean isAway() {
        return isAway;
    }

    /// Records a session that begins at the server as soon as that answers.
    synchronized void promise(ClientMessage initialize, String revision) {
        introduction = initialize.json().deepCopy();
        opened = Optional.of(new Opened(Optional.empty(), revision));
        isAway = true;
    }

    /// The reason why a session that was promised never begins.
    Optional<String> refusal() {
        return refusal;
    }

    /// Gives up the session that was promised.
    void refuse(String why) {
        refusal = Optional.of(why);
    }

    /// Begins the session that was promised.
    ///
    /// @throws CommandFailure if the server does not offer its revision
    void meet() throws IOException, InterruptedException {
        Optional<Opened> promised = current();
        if (isAway && promised.isPresent()) {
            renew(promised.get(), new Patience());
        }
    }

    /// Begins a session in place of a lost one, unless another thread has done so already.
    ///
    /// @throws CommandFailure if the server does not offer the same revision any more
    synchronized void renew(Opened lost, Patience patience) throws IOException, InterruptedException {
        if (!opened.equals(Optional.of(lost))) {
            return;
        }
        ObjectNode initialize = introduction.deepCopy();
        initialize.set("id", nextId());
        ((ObjectNode) initialize.path(PARAMETERS)).put(VERSION, lost.revision());
        HttpResponse<InputStream> response = upstream.post(upstream.prepare(patience.left()), Json.bytes(initialize));
        try (var answers = new Answers(response)) {
            JsonNode answer = response.statusCode() == OK
                    ? answers.to(initialize.path("id"))
                            .map(Answers.Answer::json)
                            .orElseGet(Json::object)
                    : Json.object();
            String revision = answer.path("result").path(VERSION).asText("");
            if (revision.isEmpty()) {
                throw new IOException("the server began no session (status " + response.statusCode() + ")");
            }
            if (!revision.equals(lost.revision())) {
                throw new CommandFailure("the server speaks revision " + revision + " now, and no longer "
                        + lost.revision() + ": start this client again");
            }
            opened = Optional.of(new Opened(Upstream.sessionOf(response), revision));
        }
        restore(opened.get(), patience);
        isAway = false;
    }

    private void restore(Opened session, Patience patience) throws IOException, InterruptedException {
        send(session, patience, Json.object().put("method", ClientMessage.INITIALIZED));
        for (ObjectNode wish : wishes.requests()) {
            wish.set("id", nextId());
            send(session, patience, wish);
        }
    }

    private void send(Opened session, Patience patience, ObjectNode message) throws IOException, InterruptedException {
        message.put("jsonrpc", "2.0");
        var response = upstream.post(upstream.prepare(patience.left()).within(session), Json.bytes(message));
        try (InputStream body = response.body()) {
            body.transferTo(OutputStream.nullOutputStream());
        }
    }

    /// No client makes ids like these.
    private TextNode nextId() {
        return TextNode.valueOf("toolbridge-bridge-" + ids.incrementAndGet());
    }
}
