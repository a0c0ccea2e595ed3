package dev.toolbridge.tenants.engine;

import dev.toolbridge.tenants.operation.Operation;
import dev.toolbridge.tenants.operation.OperationEvent;
import dev.toolbridge.tenants.store.OperationStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Waits for changes of operations: of this server by hints, of others by looking twice a second.
public final class OperationWatch {
    private static final Duration LOOK = Duration.ofMillis(500);

    private final OperationStore operations;
    private final Hints hints;

    OperationWatch(OperationStore operations, Hints hints) {
        this.operations = operations;
        this.hints = hints;
    }

    /// The operation when it has ended, or as it is when the time is over; empty if there is none.
    public Optional<Operation> ended(UUID id, Duration time) throws InterruptedException {
        Predicate<Optional<Operation>> isOver =
                found -> found.map(operation -> operation.status().isEnd()).orElse(true);
        return watched(id, time, () -> operations.find(id), isOver);
    }

    /// The events after one that the reader has, as soon as there are any; none if the time is over.
    public List<OperationEvent> events(UUID id, long after, int countMax, Duration time) throws InterruptedException {
        return watched(id, time, () -> operations.events(id, after, countMax), events -> !events.isEmpty());
    }

    private <T> T watched(UUID id, Duration time, Supplier<T> look, Predicate<T> isEnough) throws InterruptedException {
        Instant end = Instant.now().plus(time);
        while (true) {
            CompletableFuture<Boolean> hint = hints.next(id);
            T found = look.get();
            Duration rest = Duration.between(Instant.now(), end);
            if (isEnough.test(found) || !rest.isPositive()) {
                return found;
            }
            hints.await(id, hint, rest.compareTo(LOOK) < 0 ? rest : LOOK);
        }
    }
}
