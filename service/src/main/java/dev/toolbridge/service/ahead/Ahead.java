package dev.toolbridge.service.ahead;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Values from a source, each made by a thread of its own while the one before it is used: no more than one waits.
public final class Ahead<T> implements AutoCloseable {
    private final Source<T> source;
    private CompletableFuture<Optional<T>> coming;

    /// A source of values, which one thread at a time asks.
    @FunctionalInterface
    public interface Source<T> {
        /// The next value; empty behind the last.
        Optional<T> next() throws IOException;
    }

    /// Begins with the first value.
    public Ahead(Source<T> source) {
        this.source = source;
        this.coming = begun();
    }

    /// The next value, as the source gave it; empty behind the last.
    ///
    /// @throws IOException the failure of the source
    public Optional<T> next() throws IOException {
        Optional<T> value = awaited();
        if (value.isPresent()) {
            coming = begun();
        }
        return value;
    }

    private CompletableFuture<Optional<T>> begun() {
        var value = new CompletableFuture<Optional<T>>();
        Thread.ofPlatform().daemon().name("ahead").start(() -> make(value));
        return value;
    }

    private void make(CompletableFuture<Optional<T>> value) {
        try {
            value.complete(source.next());
        } catch (IOException | RuntimeException | Error failure) {
            value.completeExceptionally(failure);
        }
    }

    private Optional<T> awaited() throws IOException {
        try {
            return coming.join();
        } catch (CompletionException failed) {
            switch (failed.getCause()) {
                case IOException failure -> throw failure;
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                default -> throw failed;
            }
        }
    }

    /// Waits until nobody asks the source any more, so that it can be closed.
    @Override
    public void close() {
        var _ = coming.handle((_, _) -> true).join();
    }
}
