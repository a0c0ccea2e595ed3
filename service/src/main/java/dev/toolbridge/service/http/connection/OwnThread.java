package dev.toolbridge.service.http.connection;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/// Runs work on a thread of its own and waits for the result. A virtual thread keeps room for the deepest stack that
/// it has waited with, and what its work has remembered for it: of a thread that lives long, that is too much.
final class OwnThread {

    private OwnThread() {}

    /// The result of work. Who interrupts the caller interrupts the work; the caller waits for its end all the same.
    static <T> T call(Supplier<T> work) {
        var task = new FutureTask<>(work::get);
        Thread worker = Thread.ofVirtual()
                .name(Thread.currentThread().getName())
                .inheritInheritableThreadLocals(false)
                .start(task);
        boolean isInterrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException stopped) {
                    isInterrupted = true;
                    worker.interrupt();
                }
            }
        } catch (ExecutionException failed) {
            throw known(failed.getCause());
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Does work that has no result.
    static void run(Runnable work) {
        call(() -> {
            work.run();
            return true;
        });
    }

    private static RuntimeException known(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return (RuntimeException) failure;
    }
}
