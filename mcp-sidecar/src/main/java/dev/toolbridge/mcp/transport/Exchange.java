package dev.toolbridge.mcp.transport;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.mcp.protocol.Messages;
import dev.toolbridge.mcp.protocol.ProtocolError;
import dev.toolbridge.mcp.protocol.RequestId;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.event.EventWriter;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.AnswerBytes;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerResponse;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One HTTP request and the ways to answer it. For the thread of the request.
final class Exchange {
    static final String JSON = Answer.JSON;
    static final String EVENTS = EventWriter.CONTENT_TYPE;

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    private final Request request;
    private final ServerResponse response;
    private final UnaryOperator<String> stepUp;
    private final Set<String> accepted;
    private boolean begun;
    private Optional<RequestId> asked = Optional.empty();

    /// @param stepUp makes the challenge for a token that lacks scopes, from the scopes to come back with
    Exchange(Request request, ServerResponse response, UnaryOperator<String> stepUp) {
        this.request = request;
        this.response = response;
        this.stepUp = stepUp;
        this.accepted = accepted(request);
    }

    Request request() {
        return request;
    }

    /// Records the request's body: every later error is answered under its id.
    void asks(Messages.Body body) {
        asked = body.id();
    }

    /// Tells if the client accepts answers of that type; without `Accept` it accepts any.
    boolean accepts(String mediaType) {
        String wholeKind = mediaType.substring(0, mediaType.indexOf('/')) + "/*";
        return accepted.isEmpty()
                || accepted.contains(mediaType)
                || accepted.contains(wholeKind)
                || accepted.contains("*/*");
    }

    private static Set<String> accepted(Request request) {
        return request.headerValues().apply("Accept").stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(range -> range.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    Exchange header(String name, String value) {
        response.header(name, value);
        return this;
    }

    void send(int status, JsonNode message) {
        begun = true;
        response.status(status).header("Content-Type", JSON);
        AnswerBytes.send(response, Json.bytes(message));
    }

    /// Sends an error under its own status, with a challenge when the token must be widened.
    void refuse(ProtocolError error, JsonNode message) {
        error.stepUp().ifPresent(scopes -> header("WWW-Authenticate", stepUp.apply(scopes)));
        send(error.status(), message);
    }

    void send(int status) {
        begun = true;
        response.status(status).send();
    }

    /// Answers a request for only the head of a stream of events, if it is one: the stream does not begin.
    boolean answeredByHead() {
        boolean head = request.method().equals("HEAD");
        if (head) {
            begun = true;
            EventWriter.head(response).send();
        }
        return head;
    }

    /// Begins a stream of events as the answer.
    EventWriter events() {
        begun = true;
        return EventWriter.begin(response);
    }

    /// Runs the work that answers this request. A failure outside the protocol is answered without the text of
    /// its exception; refusals of HTTP ahead of the body are answered in the one place for all of them.
    void answer(Runnable endpoint) {
        try {
            endpoint.run();
        } catch (Refusal refusal) {
            refuse(refusal);
        } catch (RuntimeException failure) {
            fail(failure);
        }
    }

    /// Answers a refusal of HTTP: under the id of the request, once that is read.
    private void refuse(Refusal refusal) {
        if (begun || asked.isEmpty()) {
            throw refusal;
        }
        refusal.headers().forEach(this::header);
        var error = ProtocolError.refused(refusal.status(), refusal.getMessage());
        refuse(error, Messages.error(asked, error));
    }

    /// Answers a failure. If the answer has begun, the client is gone, and the connection is closed.
    private void fail(RuntimeException failure) {
        if (begun) {
            LOG.atDebug().setCause(failure).log("the client is gone");
            throw new CloseConnectionException("the client is gone", failure);
        }
        if (failure instanceof ProtocolError error) {
            refuse(error, Messages.error(asked, error));
            return;
        }
        LOG.error("request failed", failure);
        ProtocolError internal = ProtocolError.internal(request.correlationId());
        send(internal.status(), Messages.error(asked, internal));
    }
}
