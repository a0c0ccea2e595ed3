package dev.toolbridge.api.store.write;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/// Runs one transaction of a space at a time, and combines the work that waits meanwhile.
///
/// It stands before the connection pool: any number of requests that write to one space hold one connection.
/// The first ticket that waits leads the next transaction, and takes along those behind it as far as they fit.
///
/// @param <K> the key that the works contend for
/// @param <W> a piece of work
/// @param <R> the result of a work
final class WriteQueue<K, W, R> {
    private final Limits limits;
    private final ToIntFunction<W> weight;
    private final BiFunction<K, List<W>, List<R>> transaction;

    /// The tickets that wait for each key in use; guarded by this.
    private final Map<K, Deque<Ticket<W, R>>> lanes = new HashMap<>();

    /// @param weightMax the weight that fits into one transaction; heavier work runs alone
    /// @param waitingMax the number of tickets that may wait in one lane
    /// @param patience the time that they wait before they are refused
    record Limits(int weightMax, int waitingMax, Duration patience) {}

    /// @param weight the part of a transaction's weight that a piece of work takes, at least 1
    /// @param transaction carries out works together, or only the first of them; gives results in their order
    WriteQueue(Limits limits, ToIntFunction<W> weight, BiFunction<K, List<W>, List<R>> transaction) {
        this.limits = limits;
        this.weight = weight;
        this.transaction = transaction;
    }

    /// Carries out a piece of work when its turn has come.
    ///
    /// @throws Refusal `unavailable` when too many wait already, or when its turn does not come in time
    R pass(K key, W work) {
        var ticket = new Ticket<W, R>(Optional.of(work));
        await(key, ticket);
        if (ticket.leads()) {
            lead(key, ticket, work);
        }
        return ticket.result();
    }

    /// Runs an action alone, without any other work, when its turn has come.
    ///
    /// @throws Refusal as [#pass] does
    <T> T passAlone(K key, Supplier<T> action) {
        await(key, new Ticket<>(Optional.empty()));
        try {
            return action.get();
        } finally {
            leave(key);
        }
    }

    /// The number of tickets that wait for a key.
    synchronized int waiting(K key) {
        return lanes.getOrDefault(key, new ArrayDeque<>()).size();
    }

    private void await(K key, Ticket<W, R> ticket) {
        enter(key, ticket);
        if (!ticket.isCalledWithin(limits.patience())) {
            withdraw(key, ticket);
        }
    }

    private synchronized void enter(K key, Ticket<W, R> ticket) {
        Deque<Ticket<W, R>> lane = lanes.putIfAbsent(key, new ArrayDeque<>());
        if (lane == null) {
            ticket.appoint();
        } else if (lane.size() < limits.waitingMax()) {
            lane.add(ticket);
        } else {
            throw busy();
        }
    }

    /// Refuses a ticket that still waits; one that just left its lane is called already, or will be.
    private synchronized void withdraw(K key, Ticket<W, R> ticket) {
        if (lanes.getOrDefault(key, new ArrayDeque<>()).remove(ticket)) {
            throw busy();
        }
    }

    private void lead(K key, Ticket<W, R> leader, W first) {
        var together = new ArrayList<>(List.of(leader));
        var works = new ArrayList<>(List.of(first));
        takeAlong(key, together, works);
        try {
            List<R> results = transaction.apply(key, works);
            putBack(key, together.subList(results.size(), together.size()));
            for (int index = 0; index < results.size(); index++) {
                together.get(index).settle(results.get(index));
            }
        } catch (RuntimeException | Error failure) {
            together.forEach(ticket -> ticket.fail(failure));
        } finally {
            leave(key);
        }
    }

    /// Adds the tickets behind the leader, up to the first that does not fit or runs alone.
    private synchronized void takeAlong(K key, List<Ticket<W, R>> together, List<W> works) {
        Deque<Ticket<W, R>> lane = lanes.get(key);
        int free = limits.weightMax() - weight.applyAsInt(works.getFirst());
        Optional<W> next = next(lane, free);
        while (next.isPresent()) {
            free -= weight.applyAsInt(next.get());
            works.add(next.get());
            together.add(lane.removeFirst());
            next = next(lane, free);
        }
    }

    private Optional<W> next(Deque<Ticket<W, R>> lane, int free) {
        return Optional.ofNullable(lane.peekFirst())
                .flatMap(Ticket::work)
                .filter(work -> weight.applyAsInt(work) <= free);
    }

    /// Puts tickets that are left over into the next transaction, before those that came later.
    private synchronized void putBack(K key, List<Ticket<W, R>> leftOver) {
        leftOver.reversed().forEach(lanes.get(key)::addFirst);
    }

    private synchronized void leave(K key) {
        Deque<Ticket<W, R>> lane = lanes.get(key);
        if (lane.isEmpty()) {
            lanes.remove(key);
        } else {
            lane.removeFirst().appoint();
        }
    }

    private static Refusal busy() {
        return Refusal.of(ErrorCode.UNAVAILABLE, "too many writes to this space at a time")
                .header("Retry-After", "1");
    }
}
