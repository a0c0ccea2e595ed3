package dev.toolbridge.mcp.api;

import dev.toolbridge.mcp.protocol.Call;
import dev.toolbridge.service.config.Secret;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// For whom a request is made, and what the journal shall know of it.
///
/// @param token the caller's own token
/// @param isExchanged whether the API is shown one that is made of it; else it is forwarded unchanged
/// @param tenant the tenant that the caller selected; the API decides whether it may
/// @param correlationId the id that follows the request from the client to the journal
/// @param client what the MCP client calls itself
/// @param tool the tool that was called
/// @param run the run that this call belongs to
/// @param cancelled completes when nobody waits for the answer any more
public record OnBehalf(
        Secret token,
        boolean isExchanged,
        Optional<String> tenant,
        String correlationId,
        Optional<String> client,
        String tool,
        Optional<String> run,
        CompletionStage<Void> cancelled) {

    /// For the sender of a call.
    public static OnBehalf of(Call call, String tool) {
        return new OnBehalf(
                call.principal().shown().token(),
                call.principal().shown().isExchanged(),
                call.principal().selectedTenant(),
                call.correlationId(),
                call.client().claim(),
                tool,
                call.run(),
                call.cancellation().signal());
    }
}
