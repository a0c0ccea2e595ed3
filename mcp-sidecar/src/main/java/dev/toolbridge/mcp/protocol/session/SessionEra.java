package dev.toolbridge.mcp.protocol.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.mcp.offer.Arrival;
import dev.toolbridge.mcp.offer.Call;
import dev.toolbridge.mcp.offer.Cancellation;
import dev.toolbridge.mcp.offer.Client;
import dev.toolbridge.mcp.offer.Features;
import dev.toolbridge.mcp.protocol.LogLevel;
import dev.toolbridge.mcp.protocol.Message;
import dev.toolbridge.mcp.protocol.Messages;
import dev.toolbridge.mcp.protocol.MethodParameters;
import dev.toolbridge.mcp.protocol.ProtocolError;
import dev.toolbridge.mcp.protocol.RequestId;
import dev.toolbridge.mcp.protocol.Revision;
import dev.toolbridge.service.json.Json;
import io.modelcontextprotocol.spec.McpSchema.InitializeResult;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The revisions up to 2025-11-25: a client introduces itself once, then speaks within a session.
public final class SessionEra {
    private static final Logger LOG = LoggerFactory.getLogger(SessionEra.class);

    /// The method that begins a session.
    public static final String INITIALIZE = "initialize";

    private SessionEra() {}

    /// The answer to a request as a message; empty when the client cancelled the request.
    ///
    /// @throws ProtocolError if the token must be widened first: the transport writes that answer
    public static Optional<ObjectNode> answer(McpSession session, Message.Request request, Arrival arrival) {
        Cancellation cancellation = session.begin(request.id());
        try {
            ObjectNode result = result(session, request, call(session, request, arrival, cancellation));
            return cancellation.requested() ? Optional.empty() : Optional.of(Messages.result(request.id(), result));
        } catch (ProtocolError error) {
            if (error.stepUp().isPresent()) {
                throw error;
            }
            return Optional.of(Messages.error(Optional.of(request.id()), error.inSessions()));
        } catch (CancellationException _) {
            return Optional.empty();
        } catch (RuntimeException fault) {
            LOG.error("request failed", fault);
            var error = ProtocolError.internal(arrival.correlationId());
            return Optional.of(Messages.error(Optional.of(request.id()), error));
        } finally {
            session.finish(request.id());
        }
    }

    /// Takes a message without an answer. Unknown notifications are ignored (JSON-RPC 2.0, section 4.1).
    public static void take(McpSession session, Message.Notification notification) {
        if (notification.method().equals("notifications/cancelled")) {
            RequestId.of(notification.parameters().path("requestId")).ifPresent(session::cancel);
        }
    }

    /// Takes the answer to a question of ours; an answer to no open question is dropped.
    public static void take(McpSession session, Message.Reply reply) {
        session.answered(reply);
    }

    private static ObjectNode result(McpSession session, Message.Request request, Call call) {
        return switch (request.method()) {
            case INITIALIZE -> initialize(session, request.parameters(), call);
            case "ping" -> Json.object();
            default -> {
                if (session.handshake().isEmpty()) {
                    throw ProtocolError.invalidRequest("the first request must be initialize");
                }
                yield initialized(session, request, call);
            }
        };
    }

    private static ObjectNode initialized(McpSession session, Message.Request request, Call call) {
        switch (request.method()) {
            case "logging/setLevel" ->
                session.logFrom(LogLevel.find(MethodParameters.text(request.parameters(), "level"))
                        .orElseThrow(() -> ProtocolError.invalidParameters("params.level is unknown")));
            case "resources/subscribe" ->
                session.watched()
                        .add(
                                MethodParameters.text(request.parameters(), "uri"),
                                call.principal(),
                                session.features().of(call.principal()).shown());
            case "resources/unsubscribe" ->
                session.watched().remove(MethodParameters.text(request.parameters(), "uri"));
            default -> {
                return session.features().of(call.principal()).answer(request, call);
            }
        }
        return Json.object();
    }

    /// Accepts the client's revision, if it is one of ours, else offers our newest.
    private static ObjectNode initialize(McpSession session, ObjectNode parameters, Call call) {
        if (session.handshake().isPresent()) {
            throw ProtocolError.invalidRequest("this session is initialized already");
        }
        var revision = Revision.find(MethodParameters.text(parameters, "protocolVersion"))
                .orElse(Revision.NEWEST);
        var client = Client.of(parameters, "clientInfo", "capabilities");
        if (client.implementation().isEmpty()) {
            throw ProtocolError.invalidParameters("params.clientInfo is missing");
        }
        Features features = session.features().of(call.principal());
        session.agreeOn(new McpSession.Handshake(revision, client));
        return Features.json(
                InitializeResult.builder(revision.wireName(), features.capabilities(), features.implementation())
                        .instructions(features.instructions())
                        .build());
    }

    private static Call call(McpSession session, Message.Request request, Arrival arrival, Cancellation cancellation) {
        return new Call(
                arrival,
                session.handshake().map(McpSession.Handshake::client).orElseGet(Client::unknown),
                Optional.of(session.run()),
                Optional.of(session.id() + " " + request.id()),
                cancellation,
                request.progressToken(),
                session.logLevel(),
                new SessionQuestions(session, arrival.outlet(), cancellation));
    }
}
