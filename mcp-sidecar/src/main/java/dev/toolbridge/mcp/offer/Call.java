package dev.toolbridge.mcp.offer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.mcp.access.Principal;
import dev.toolbridge.mcp.protocol.LogLevel;
import dev.toolbridge.mcp.protocol.Messages;
import dev.toolbridge.mcp.protocol.ProtocolError;
import dev.toolbridge.service.json.Json;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/// One request while it runs: its sender, and the way to its client.
///
/// @param arrival its sender, and the way back
/// @param client the claims of the client about itself
/// @param run the run that it belongs to, if it has one
/// @param delivery equal for all deliveries of one request, different for others, if it can be told
/// @param cancellation tells that the client no longer waits
/// @param progressToken names the request in messages about progress, if the client wants them
/// @param logLevel the least important level of log messages that the client wants, if it wants them
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

    /// A call that belongs to no run, and whose client receives only the answer.
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

    /// Refuses the call unless the token has all these scopes.
    ///
    /// @throws ProtocolError naming the scopes to come back with
    public void require(Collection<String> scopes) {
        if (!scopes.stream().allMatch(principal()::allows)) {
            throw ProtocolError.insufficientScope(
                    principal().grant(), scopes.stream().flatMap(Call::askedFor).toList());
        }
    }

    /// The scopes that a client asks for when it needs one of several. Nothing stands for all scopes of changes.
    private static Stream<String> askedFor(String scope) {
        return switch (scope) {
            case Scope.ANY_READ -> Stream.of(Scope.ALL_READ);
            case Scope.ANY_CHANGE, Scope.ANY_PROPOSAL ->
                Scope.changing().stream().sorted();
            default -> Stream.of(scope);
        };
    }

    /// The same call, with a way to ask its client.
    public Call asking(Questions way) {
        return new Call(arrival, client, run, delivery, cancellation, progressToken, logLevel, way);
    }

    /// Sends the client a log message, if it wants messages of that level.
    public void log(LogLevel level, String text) {
        if (logLevel.filter(least -> level.compareTo(least) >= 0).isPresent()) {
            var parameters = Json.object()
                    .put("level", level.wireName())
                    .put("logger", "toolbridge")
                    .put("data", text);
            arrival.outlet().send(Messages.notification("notifications/message", parameters));
        }
    }

    /// Tells the client the progress of the work, if it asked for it.
    public void progress(double done, double total, String text) {
        progressToken.ifPresent(token -> {
            var parameters = Json.object();
            parameters.set("progressToken", token);
            parameters.put("progress", done).put("total", total).put("message", text);
            arrival.outlet().send(Messages.notification("notifications/progress", parameters));
        });
    }
}
