package dev.toolbridge.api.store;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;

/// Lets one transaction of a space run at a time, and puts together what waits meanwhile.
///
/// It stands before the connection pool: however many requests want to write to one space, they hold one connection.
/// The first of those that wait leads the next transaction and takes along those behind it, as far as they fit.
///
/// @param <K> what the works contend for
/// @param <W> a piece of work
/// @param <R> what becomes of it
final class Gate<K, W, R> {
    private final Limits limits;
    private final ToIntFunction<W> weight;
    private final BiFunction<K, List<W>, List<R>> transaction;

    /// Who waits for each key that is in use; guarded by this.
    private final Map<K, Deque<Ticket<W, R>>> lanes = new HashMap<>();

    /// @param weightMax how much fits into one transaction; what is heavier goes alone
    /// @param waitingMax how many may wait in one lane
    /// @param patience how long they wait before they are refused
    record Limits(int weightMax, int waitingMax, Duration patience) {}

    /// @param weight how much of a transaction a piece of work takes
    /// @param transaction carries out works together, or the first of them; gives results in their order
    Gate(Limits limits, ToIntFunction<W> weight, BiFunction<K, List<W>, List<R>> transaction) {
        this.limits = limits;
        this.weight = weight;
        this.transaction = transaction;
    }

    /// Carries out a piece of work when its turn has come.
    ///
    /// @throws Refusal `unavailable` when too much waits already, or when its turn does not come in time
    R pass(K key, W work) {
        var ticket = new Ticket<W, R>(work);
        enter(key, ticket);
        if (!ticket.isCalledWithin(limits.patience())) {
            withdraw(key, ticket);
        }
        if (ticket.leads()) {
            lead(key, ticket);
        }
        return ticket.result();
    }

    /// How many wait for a key.
    synchronized int waiting(K key) {
        return lanes.getOrDefault(key, new ArrayDeque<>()).size();
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

    /// A ticket that left its lane just now is called already, or will be.
    private synchronized void withdraw(K key, Ticket<W, R> ticket) {
        if (lanes.getOrDefault(key, new ArrayDeque<>()).remove(ticket)) {
            throw busy();
        }
    }

    private void lead(K key, Ticket<W, R> leader) {
        List<Ticket<W, R>> together = take(key, leader);
        try {
            List<R> results =
                    transaction.apply(key, together.stream().map(Ticket::work).toList());
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

    private synchronized List<Ticket<W, R>> take(K key, Ticket<W, R> leader) {
        Deque<Ticket<W, R>> lane = lanes.get(key);
        var together = new ArrayList<>(List.of(leader));
        int free = limits.weightMax() - weight.applyAsInt(leader.work());
        while (!lane.isEmpty() && weight.applyAsInt(lane.getFirst().work()) <= free) {
            free -= weight.applyAsInt(lane.getFirst().work());
            together.add(lane.removeFirst());
        }
        return together;
    }

    /// What was left over goes with the next transaction, ahead of those who came later.
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
