package dev.toolbridge.mcp.offer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.mcp.access.Principal;
import dev.toolbridge.mcp.protocol.LogLevel;
import dev.toolbridge.mcp.protocol.Messages;
import dev.toolbridge.mcp.protocol.ProtocolError;
import dev.toolbridge.service.json.Json;
import java.util.Collection;
import java.util.Optional;

/// One request while it is worked on: for whom, and how to reach the client meanwhile.
///
/// @param arrival its sender, and the way back
/// @param client the claims of the client about itself
/// @param run the run that it belongs to, if there is one
/// @param delivery the same for every delivery of the same request, different for any other, if that can be told
/// @param cancellation tells when nobody waits for it any more
/// @param progressToken names the request in messages about progress, if the client wants any
/// @param logLevel the least important log messages that the client wants, if it wants any
/// @param questions the way to ask the client
public record Call(
        Arrival arrival,
        Client client,
        Optional<String> run,
        Optional<String> delivery,
        Cancellation cancellation,
        Optional<JsonNode> progressToken,
        Optional<LogLevel> logLevel,
        Questions questions) {

    /// A call that belongs to no run, and whose client hears nothing but the answer.
    public static Call single(Principal principal, String correlationId) {
        return new Call(
                new Arrival(principal, correlationId, _ -> {}),
                Client.unknown(),
                Optional.empty(),
                Optional.empty(),
                new Cancellation(),
                Optional.empty(),
                Optional.empty(),
                Questions.NONE);
    }

    public Principal principal() {
        return arrival.principal();
    }

    public String correlationId() {
        return arrival.correlationId();
    }

    /// Goes on only if the token has all these scopes.
    ///
    /// @throws ProtocolError saying with which to come back
    public void require(Collection<String> scopes) {
        if (!scopes.stream().allMatch(principal()::allows)) {
            throw ProtocolError.insufficientScope(principal().grant(), scopes);
        }
    }

    /// The same call, with a way to ask its client.
    public Call asking(Questions way) {
        return new Call(arrival, client, run, delivery, cancellation, progressToken, logLevel, way);
    }

    /// Tells the client what happens, if it wants to hear things of that weight.
    public void log(LogLevel level, String text) {
        if (logLevel.filter(least -> level.compareTo(least) >= 0).isPresent()) {
            var parameters = Json.object()
                    .put("level", level.wireName())
                    .put("logger", "toolbridge")
                    .put("data", text);
            arrival.outlet().send(Messages.notification("notifications/message", parameters));
        }
    }

    /// Tells the client how far the work is, if it asked to be told.
    public void progress(double done, double total, String text) {
        progressToken.ifPresent(token -> {
            var parameters = Json.object();
            parameters.set("progressToken", token);
            parameters.put("progress", done).put("total", total).put("message", text);
            arrival.outlet().send(Messages.notification("notifications/progress", parameters));
        });
    }
}
