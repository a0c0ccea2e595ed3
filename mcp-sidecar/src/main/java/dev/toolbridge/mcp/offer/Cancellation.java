package dev.toolbridge.mcp.offer;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Tells a running call that its client no longer waits.
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
