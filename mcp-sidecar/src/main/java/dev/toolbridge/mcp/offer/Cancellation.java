package dev.toolbridge.mcp.offer;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Tells what runs for a request that nobody waits for it any more.
public final class Cancellation {
    private final CompletableFuture<Void> signal = new CompletableFuture<>();

    public void cancel() {
        signal.complete(null);
    }

    public boolean requested() {
        return signal.isDone();
    }

    /// Completes when the request is taken back.
    public CompletionStage<Void> signal() {
        return signal.minimalCompletionStage();
    }
}
