package dev.toolbridge.connect.bridge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.connect.terminal.CommandFailure;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The way of one message to the server, and of the answers to it back to the client. While the workspace is away the
/// message waits; a request that may have been carried out is not sent again if that could change an item twice.
final class MessageDelivery {
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int NO_CONTENT = 204;
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;
    private static final int BAD_GATEWAY = 502;
    private static final int UNAVAILABLE = 503;
    private static final int GATEWAY_TIMEOUT = 504;
    private static final int RENEWALS_MAX = 2;

    private final ClientMessage message;
    private final Connection connection;
    private final LocalTools tools;
    private final List<JsonNode> open;
    private Patience patience = new Patience();
    private int renewals;
    private boolean wasLost;
    private volatile boolean isCancelled;
    private volatile boolean isSent;

    /// @param tools the tools that the client sees beside those of the server
    MessageDelivery(ClientMessage message, Connection connection, LocalTools tools) {
        this.tools = tools;
        this.message = message;
        this.connection = connection;
        this.open = new ArrayList<>(message.ids());
    }

    /// The parts that all deliveries share.
    record Connection(Upstream upstream, UpstreamSession session, ClientWishes wishes, ClientWire wire) {}

    /// The result of one attempt.
    private sealed interface Attempt {
        /// Nothing remains to be done.
        record Done() implements Attempt {}

        /// Nothing was carried out.
        record Again(String why, Optional<Duration> pause) implements Attempt {}

        /// The server may have carried it out.
        record Lost(String why) implements Attempt {}

        record Failed(String why) implements Attempt {}

        /// The server was never there, and this machine answers.
        record Away() implements Attempt {}
    }

    /// Stops the delivery without an answer.
    void cancel() {
        isCancelled = true;
    }

    /// Tells if the server notices the end of the connection, or has not got the message yet. In a session it does
    /// not, and wants to be told.
    boolean endsWithItsConnection() {
        return message.ownRevision().isPresent() || !isSent;
    }

    /// Carries the message over, and returns when all is answered.
    void run() throws IOException, InterruptedException {
        boolean goesOn = true;
        while (goesOn && !isCancelled) {
            goesOn = switch (attempt()) {
                case Attempt.Done _ -> false;
                case Attempt.Again again -> waits(again) || fail(again.why());
                case Attempt.Lost lost -> repeats() || fail(lost.why());
                case Attempt.Failed failed -> fail(failed.why());
                case Attempt.Away _ -> standIn();
            };
        }
    }

    private boolean waits(Attempt.Again again) throws InterruptedException {
        isSent = false;
        return again.pause().isPresent() ? patience.pause(again.pause().get()) : patience.pause();
    }

    /// A workspace that ran at first is awaited from the moment of its loss.
    private boolean repeats() throws InterruptedException {
        if (!connection.wishes().mayRepeat(message)) {
            return false;
        }
        if (!wasLost) {
            wasLost = true;
            patience = new Patience();
        }
        return patience.pause();
    }

    private Attempt attempt() throws InterruptedException {
        if (connection.session().isAway() && message.ownRevision().isEmpty()) {
            Optional<String> refusal = connection.session().refusal();
            return refusal.isPresent() ? new Attempt.Failed(refusal.get()) : new Attempt.Away();
        }
        try {
            Upstream upstream = connection.upstream();
            Upstream.Prepared prepared = upstream.prepare(patience.left());
            Optional<UpstreamSession.Opened> session = session();
            session.ifPresent(prepared::within);
            message.ownRevision().ifPresent(revision -> prepared.alone(message, revision));
            isSent = true;
            HttpResponse<InputStream> response = upstream.post(prepared, message.written());
            return judge(response, prepared.token(), session);
        } catch (ConnectException | HttpConnectTimeoutException away) {
            return isAlone()
                    ? new Attempt.Away()
                    : new Attempt.Again(
                            "the workspace does not answer: "
                                    + connection.upstream().target().remedy(),
                            Optional.empty());
        } catch (CommandFailure failure) {
            return new Attempt.Failed(failure.getMessage());
        } catch (IOException broken) {
            return new Attempt.Lost("the connection to the workspace broke. It may have carried this out or not: read"
                    + " the items before you call again");
        }
    }

    /// Introductions and messages that stand alone belong to no session.
    private Optional<UpstreamSession.Opened> session() {
        boolean apart =
                message.has(ClientMessage.INITIALIZE) || message.ownRevision().isPresent();
        return apart ? Optional.empty() : connection.session().current();
    }

    private Attempt judge(HttpResponse<InputStream> response, String token, Optional<UpstreamSession.Opened> session)
            throws IOException, InterruptedException {
        int status = response.statusCode();
        try (var answers = new Answers(response)) {
            return switch (status) {
                case OK -> pass(response, answers);
                case ACCEPTED, NO_CONTENT -> new Attempt.Done();
                case UNAUTHORIZED -> renewed(token);
                case NOT_FOUND -> session.isPresent() ? begunAgain(session.get()) : refused(status, answers);
                case TOO_MANY -> new Attempt.Again(busy(status), pauseOf(response));
                case UNAVAILABLE -> isAlone() ? new Attempt.Away() : new Attempt.Again(busy(status), pauseOf(response));
                case BAD_GATEWAY, GATEWAY_TIMEOUT ->
                    isAlone() && !message.has(ClientMessage.CALL) ? new Attempt.Away() : new Attempt.Lost(busy(status));
                default -> refused(status, answers);
            };
        }
    }

    /// Tells if this machine has tools of its own for a client whose server was never there.
    private boolean isAlone() {
        return !connection.upstream().isMet() && !tools.whileAway().isEmpty();
    }

    /// Answers in the place of the server; a message that wants no answer is for nobody.
    ///
    /// @return false, as nothing remains to be done
    private boolean standIn() throws IOException {
        var answers = new AwayAnswers(tools, connection.upstream().target().remedy());
        if (message.has(ClientMessage.INITIALIZE)) {
            connection.session().promise(message, AwayAnswers.revision(message));
        }
        for (JsonNode id : isCancelled ? List.<JsonNode>of() : open) {
            Optional<String> answer = answers.to(message, id);
            if (answer.isPresent()) {
                connection.wire().write(answer.get());
            } else {
                connection.wire().fail(Optional.of(id), ClientWire.REFUSED, answers.sentence());
            }
        }
        return false;
    }

    private static String busy(int status) {
        return "the workspace is not available (status " + status + "): try again later";
    }

    private static Optional<Duration> pauseOf(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("[0-9]{1,5}"))
                .map(seconds -> Duration.ofSeconds(Math.max(1, Long.parseLong(seconds))));
    }

    private Attempt renewed(String token) {
        BridgeCredential credential = connection.upstream().credential();
        boolean isRenewed = renewals++ < RENEWALS_MAX && credential.renew(token);
        return isRenewed
                ? new Attempt.Again("the token is refused", Optional.of(Duration.ZERO))
                : new Attempt.Failed("the workspace refuses the token, which may have expired: " + credential.remedy());
    }

    /// An answer to a question of the lost session has nobody to read it any more.
    private Attempt begunAgain(UpstreamSession.Opened lost) throws IOException, InterruptedException {
        connection.session().renew(lost, patience);
        return message.isReply() || message.has(ClientMessage.CANCELLED)
                ? new Attempt.Done()
                : new Attempt.Again("the session is lost", Optional.of(Duration.ZERO));
    }

    /// Passes the messages of the server on, until all is answered.
    private Attempt pass(HttpResponse<InputStream> response, Answers answers) throws IOException {
        Optional<Answers.Answer> next = answers.next();
        while (next.isPresent() && !isCancelled) {
            pass(response, next.get());
            if (open.isEmpty()) {
                return new Attempt.Done();
            }
            next = answers.next();
        }
        return open.isEmpty() || isCancelled
                ? new Attempt.Done()
                : new Attempt.Lost("the answer of the workspace ended early");
    }

    private void pass(HttpResponse<InputStream> response, Answers.Answer answer) throws IOException {
        if (answer.json().isArray()) {
            open.clear();
        } else if (open.removeIf(answer::answers)) {
            if (message.has(ClientMessage.INITIALIZE)) {
                connection.session().begun(message, response, answer.json());
            }
            connection.wishes().learn(message, answer.json());
        }
        boolean isLonger = message.has(ClientMessage.LIST) && !tools.added().isEmpty();
        connection.wire().write(isLonger ? withLocal(answer.json()) : answer.line());
    }

    /// The last page of the server's tools has the local ones too, in the place of those with the same names.
    private String withLocal(JsonNode answer) {
        ObjectNode all = answer.deepCopy();
        if (all.path("result").path("tools") instanceof ArrayNode list) {
            list.removeIf(tool ->
                    tools.added().stream().anyMatch(local -> local.path("name").equals(tool.path("name"))));
            if (!all.path("result").has("nextCursor")) {
                list.addAll(tools.added());
            }
        }
        return Json.text(all);
    }

    /// Passes on the reason of the server if it is an answer to this message.
    private Attempt refused(int status, Answers answers) throws IOException {
        try {
            Optional<Answers.Answer> answer = answers.next();
            if (answer.isPresent() && open.stream().anyMatch(answer.get()::answers)) {
                open.clear();
                connection.wire().write(answer.get().line());
                return new Attempt.Done();
            }
            String why = answer.map(found -> found.json().path("error"))
                    .map(error -> error.isTextual()
                            ? error.asText()
                            : error.path("message").asText(""))
                    .filter(text -> !text.isEmpty())
                    .map(text -> ": " + text)
                    .orElse("");
            return new Attempt.Failed("the server refused this with status " + status + why);
        } catch (JsonProcessingException foreign) {
            return new Attempt.Failed("the server refused this with status " + status + ": is that its address?");
        }
    }

    /// Answers all open requests with an error; a message that wants no answer leaves a line for people.
    ///
    /// @return false, as nothing remains to be done
    private boolean fail(String why) throws IOException {
        if (isCancelled) {
            return false;
        }
        if (open.isEmpty()) {
            System.err.println("toolbridge: " + why);
        }
        for (JsonNode id : open) {
            connection.wire().fail(Optional.of(id), ClientWire.REFUSED, why);
        }
        return false;
    }
}
