package dev.toolbridge.mcp.tool;

import dev.toolbridge.mcp.api.ApiCaller;
import dev.toolbridge.mcp.offer.Call;
import dev.toolbridge.service.config.Secret;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// The sender of a call, for whom a tool makes requests to the API.
public record OnBehalf(Call call, String tool) implements ApiCaller {

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
