package dev.toolbridge.mcp.transport;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.mcp.protocol.Messages;
import dev.toolbridge.mcp.protocol.ProtocolError;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One HTTP request and the ways to answer it. For the thread of the request.
final class Exchange {
    static final String JSON = Answer.JSON;
    static final String EVENTS = "text/event-stream";

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    private final Request request;
    private final ServerResponse response;
    private boolean begun;

    Exchange(Request request, ServerResponse response) {
        this.request = request;
        this.response = response;
    }

    Request request() {
        return request;
    }

    /// Whether the client takes answers of that type; without `Accept` it takes any.
    boolean accepts(String mediaType) {
        List<String> accepted = request.headerValues().apply("Accept");
        String wholeKind = mediaType.replaceFirst("/.*", "/*");
        return accepted.isEmpty()
                || accepted.stream()
                        .flatMap(line -> Arrays.stream(line.split(",", -1)))
                        .map(range -> range.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                        .anyMatch(List.of(mediaType, wholeKind, "*/*")::contains);
    }

    Exchange header(String name, String value) {
        response.header(name, value);
        return this;
    }

    void send(int status, JsonNode message) {
        begun = true;
        response.status(status).header("Content-Type", JSON);
        response.send(Json.bytes(message));
    }

    void send(int status) {
        begun = true;
        response.status(status).send();
    }

    /// Begins a stream of events as the answer.
    EventWriter events() {
        begun = true;
        return EventWriter.begin(response);
    }

    /// Answers a request that failed before or beside the protocol; nothing of an exception is shown. When the answer
    /// has begun its client is gone, and all that is left is to close the connection.
    void fail(RuntimeException failure) {
        if (begun) {
            LOG.atDebug().setCause(failure).log("the client is gone");
            throw new CloseConnectionException("the client is gone", failure);
        }
        switch (failure) {
            case ProtocolError error -> send(error.status(), Messages.error(Optional.empty(), error));
            case Refusal refusal -> {
                refusal.headers().forEach(response::header);
                fail(ProtocolError.refused(refusal.code().status(), refusal.getMessage()));
            }
            default -> {
                LOG.error("request failed", failure);
                fail(ProtocolError.internal(request.correlationId()));
            }
        }
    }
}
