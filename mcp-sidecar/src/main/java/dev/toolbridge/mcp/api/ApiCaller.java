package dev.toolbridge.mcp.api;

import dev.toolbridge.service.config.Secret;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// The caller for whom a request is made, and the facts about it for the journal.
public interface ApiCaller {

    /// The caller's own token.
    Secret token();

    /// Tells if the API gets a token made from the caller's own; else the caller's own is forwarded unchanged.
    boolean isExchanged();

    /// The tenant that the caller selected; the API authorises it.
    Optional<String> tenant();

    /// The space that the requests are about; the API authorises it. Empty for the caller's own.
    Optional<String> space();

    /// The time zone of its days, if it named one.
    Optional<String> zone();

    /// The id that follows the request from the client to the journal.
    String correlationId();

    /// The name that the MCP client gives itself.
    Optional<String> client();

    /// The tool that was called.
    String tool();

    /// The id of the tool call; empty for requests that no tool makes.
    Optional<String> toolCall();

    /// The run that the call belongs to.
    Optional<String> run();

    /// Completes when the caller no longer waits for the answer.
    CompletionStage<Void> cancelled();
}
