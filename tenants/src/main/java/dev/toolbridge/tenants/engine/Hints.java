package dev.toolbridge.tenants.engine;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Hints that an operation has changed, within this process. They save waiting, and nothing depends on them.
final class Hints {
    private final ConcurrentHashMap<UUID, CompletableFuture<Boolean>> waiting = new ConcurrentHashMap<>();

    /// To be taken before the look at the operation, so that no change falls in between.
    CompletableFuture<Boolean> next(UUID operation) {
        return waiting.computeIfAbsent(operation, _ -> new CompletableFuture<>());
    }

    void changed(UUID operation) {
        CompletableFuture<Boolean> hint = waiting.remove(operation);
        if (hint != null) {
            hint.complete(true);
        }
    }

    /// Waits for the hint, and not longer than the time given.
    void await(UUID operation, CompletableFuture<Boolean> hint, Duration time) throws InterruptedException {
        try {
            hint.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException none) {
            waiting.remove(operation, hint);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
