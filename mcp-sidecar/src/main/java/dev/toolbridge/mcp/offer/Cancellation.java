package dev.toolbridge.mcp.offer;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Tells the work for a request that the client no longer waits for it.
public final class Cancellation {
    private final CompletableFuture<Void> signal = new CompletableFuture<>();

    public void cancel() {
        signal.complete(null);
    }

    public boolean requested() {
        return signal.isDone();
    }

    /// Completes when the client cancels the request.
    public CompletionStage<Void> signal() {
        return signal.minimalCompletionStage();
    }
}
