package dev.toolbridge.api.store.write;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A place in a [WriteQueue], until another ticket carries out its work or it becomes the leader.
///
/// It holds no work if its owner runs an action alone.
final class Ticket<W, R> {
    private final Optional<W> work;
    private final CompletableFuture<R> result = new CompletableFuture<>();

    /// True for a leader; completed when the ticket's turn comes.
    private final CompletableFuture<Boolean> turn = new CompletableFuture<>();

    Ticket(Optional<W> work) {
        this.work = work;
    }

    Optional<W> work() {
        return work;
    }

    void appoint() {
        turn.complete(true);
    }

    void settle(R value) {
        result.complete(value);
        turn.complete(false);
    }

    void fail(Throwable failure) {
        result.completeExceptionally(failure);
        turn.complete(false);
    }

    /// Waits for its turn; an interrupted wait counts as too long.
    boolean isCalledWithin(Duration patience) {
        try {
            turn.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        } catch (TimeoutException tooLong) {
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    boolean leads() {
        return turn.join();
    }

    /// The result of the work; its failure is thrown as it was.
    R result() {
        try {
            return result.join();
        } catch (CompletionException failed) {
            switch (failed.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error error -> throw error;
                default -> throw failed;
            }
        }
    }
}
