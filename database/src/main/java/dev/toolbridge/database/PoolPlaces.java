package dev.toolbridge.database;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

/// The places before a pool, one for each connection, given out in order of arrival: the pool alone gives a connection
/// back to the caller that has just returned it, and lets others wait for seconds.
///
/// Work for one space never has all places, so the reads of others do not wait behind its long ones: a waiting caller
/// whose space has its share is passed over until one of its places is free.
final class PoolPlaces {
    private final PoolLimits limits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Waiter> waiting = new ArrayDeque<>();
    private final Map<Object, Count> spaces = new HashMap<>();
    private final LongAdder refused = new LongAdder();
    private volatile Optional<Timer> waits = Optional.empty();
    private int free;

    PoolPlaces(PoolLimits limits) {
        this.limits = limits;
        this.free = limits.connections();
    }

    /// The places that work for a space has, and its callers that wait.
    private static final class Count {
        private int held;
        private int waiting;
    }

    /// A caller in the queue, which is let in by the one that leaves.
    private record Waiter(Optional<Object> space, CountDownLatch letIn) {}

    /// A place at a connection.
    final class Place implements AutoCloseable {
        private final Optional<Object> space;

        private Place(Optional<Object> space) {
            this.space = space;
        }

        @Override
        public void close() {
            leave(space);
        }
    }

    void bindTo(MeterRegistry registry) {
        Gauge.builder("toolbridge.database.waiting", this, PoolPlaces::waiting)
                .description("requests and other work that wait for a connection")
                .register(registry);
        FunctionCounter.builder("toolbridge.database.refused", refused, LongAdder::sum)
                .description("waits for a connection that were refused")
                .register(registry);
        waits = Optional.of(Timer.builder("toolbridge.database.wait")
                .description("waits for a connection, of those that had to wait")
                .register(registry));
    }

    /// Waits for a place.
    ///
    /// @throws SQLTransientConnectionException if too many wait already, or none is free in time
    Place take() throws SQLTransientConnectionException {
        Optional<Object> space = PoolShare.current();
        Optional<Waiter> waiter = enter(space);
        if (waiter.isPresent()) {
            await(waiter.get());
        }
        return new Place(space);
    }

    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /// Takes a place, or queues. A caller that waits while a place is free waits for its space's share: others do not
    /// overtake it.
    private Optional<Waiter> enter(Optional<Object> space) throws SQLTransientConnectionException {
        lock.lock();
        try {
            if (free > 0 && mayHold(space)) {
                hold(space);
                return Optional.empty();
            }
            requireRoom(space);
            var waiter = new Waiter(space, new CountDownLatch(1));
            waiting.addLast(waiter);
            space.ifPresent(named -> count(named).waiting++);
            return Optional.of(waiter);
        } finally {
            lock.unlock();
        }
    }

    private void requireRoom(Optional<Object> space) throws SQLTransientConnectionException {
        boolean isFull = space.isPresent()
                && (waiting.size() >= limits.waitersMax() || count(space.get()).waiting >= limits.waitersOfOne());
        if (isFull) {
            space.ifPresent(this::forgetUnused);
            refused.increment();
            throw new SQLTransientConnectionException("too many requests wait for a connection");
        }
    }

    private void await(Waiter waiter) throws SQLTransientConnectionException {
        long beginNs = System.nanoTime();
        try {
            if (!waiter.letIn().await(limits.waitMax().toNanos(), TimeUnit.NANOSECONDS) && withdraw(waiter)) {
                refused.increment();
                throw new SQLTransientConnectionException("no connection was free in time");
            }
        } catch (InterruptedException stopped) {
            if (!withdraw(waiter)) {
                leave(waiter.space());
            }
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("the wait for a connection was interrupted", stopped);
        }
        waits.ifPresent(timer -> timer.record(System.nanoTime() - beginNs, TimeUnit.NANOSECONDS));
    }

    /// False if the waiter has been let in meanwhile.
    private boolean withdraw(Waiter waiter) {
        lock.lock();
        try {
            boolean waited = waiting.remove(waiter);
            if (waited) {
                waiter.space().ifPresent(this::waitsNoLonger);
            }
            return waited;
        } finally {
            lock.unlock();
        }
    }

    private void leave(Optional<Object> space) {
        lock.lock();
        try {
            free++;
            space.ifPresent(named -> {
                count(named).held--;
                forgetUnused(named);
            });
            letNextIn();
        } finally {
            lock.unlock();
        }
    }

    /// The first who may: each that leaves makes room for one.
    private void letNextIn() {
        for (var waiters = waiting.iterator(); waiters.hasNext(); ) {
            Waiter waiter = waiters.next();
            if (mayHold(waiter.space())) {
                waiters.remove();
                hold(waiter.space());
                waiter.space().ifPresent(this::waitsNoLonger);
                waiter.letIn().countDown();
                return;
            }
        }
    }

    private boolean mayHold(Optional<Object> space) {
        return space.map(spaces::get)
                .map(count -> count.held < limits.shareOfOne())
                .orElse(true);
    }

    private void hold(Optional<Object> space) {
        free--;
        space.ifPresent(named -> count(named).held++);
    }

    private void waitsNoLonger(Object space) {
        count(space).waiting--;
        forgetUnused(space);
    }

    private Count count(Object space) {
        return spaces.computeIfAbsent(space, _ -> new Count());
    }

    private void forgetUnused(Object space) {
        Count count = count(space);
        if (count.held == 0 && count.waiting == 0) {
            spaces.remove(space);
        }
    }
}
