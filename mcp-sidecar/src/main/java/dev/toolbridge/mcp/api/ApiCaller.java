package dev.toolbridge.mcp.api;

import dev.toolbridge.service.config.Secret;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// The caller for whom a request is made, and what the journal will know of it.
public interface ApiCaller {

    /// The caller's own token.
    Secret token();

    /// Whether the API is shown a token that is made of the caller's own; else that is forwarded unchanged.
    boolean isExchanged();

    /// The tenant that the caller selected; the API decides whether it may.
    Optional<String> tenant();

    /// The id that follows the request from the client to the journal.
    String correlationId();

    /// The name that the MCP client gives itself.
    Optional<String> client();

    /// The tool that was called.
    String tool();

    /// The run that the call belongs to.
    Optional<String> run();

    /// Completes when nobody waits for the answer any more.
    CompletionStage<Void> cancelled();
}
