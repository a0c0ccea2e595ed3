package dev.toolbridge.proof.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Actors that act at the same time.
public final class Crowd {
    private final List<Runnable> actors = new ArrayList<>();

    /// Adds actors of a kind, numbered from 0.
    public Crowd with(int size, IntConsumer actor) {
        IntStream.range(0, size)
                .<Runnable>mapToObj(number -> () -> actor.accept(number))
                .forEach(actors::add);
        return this;
    }

    /// Lets them act until all have ended. If one fails, tells the others and throws its failure at the end.
    public void act(Runnable whenOneFails) {
        of(actors.size(), number -> {
            try {
                actors.get(number).run();
                return number;
            } catch (RuntimeException | Error failure) {
                whenOneFails.run();
                throw failure;
            }
        });
    }

    /// The results of the actors; throws the first failure after all have ended.
    public static <T> List<T> of(int size, IntFunction<T> actor) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = IntStream.range(0, size)
                    .mapToObj(number -> threads.submit(() -> actor.apply(number)))
                    .toList();
            var results = new ArrayList<T>();
            for (Future<T> one : running) {
                results.add(one.get());
            }
            return results;
        } catch (ExecutionException failed) {
            throw new AssertionError("an actor failed: " + failed.getCause(), failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
