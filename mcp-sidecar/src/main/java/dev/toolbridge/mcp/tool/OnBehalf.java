package dev.toolbridge.mcp.tool;

import dev.toolbridge.mcp.api.ApiCaller;
import dev.toolbridge.mcp.offer.Call;
import dev.toolbridge.service.config.Secret;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/// The sender of a call, for whom a tool makes requests to the API.
///
/// @param toolCall the id by which the API counts the call once, however many requests it makes; never the client's
///     word
public record OnBehalf(Call call, String tool, Optional<String> toolCall) implements ApiCaller {

    /// The sender of one call of a tool.
    public OnBehalf(Call call, String tool) {
        this(call, tool, Optional.of(UUID.randomUUID().toString()));
    }

    /// The sender of a request that is no call of a tool.
    public static OnBehalf withoutTool(Call call, String reader) {
        return new OnBehalf(call, reader, Optional.empty());
    }

    @Override
    public Secret token() {
        return call.principal().shown().token();
    }

    @Override
    public boolean isExchanged() {
        return call.principal().shown().isExchanged();
    }

    @Override
    public Optional<String> tenant() {
        return call.principal().selectedTenant();
    }

    @Override
    public Optional<String> space() {
        return call.principal().project();
    }

    @Override
    public Optional<String> zone() {
        return call.principal().shown().zone();
    }

    @Override
    public String correlationId() {
        return call.correlationId();
    }

    @Override
    public Optional<String> client() {
        return call.client().claim();
    }

    @Override
    public Optional<String> run() {
        return call.run();
    }

    @Override
    public CompletionStage<Void> cancelled() {
        return call.cancellation().signal();
    }
}
