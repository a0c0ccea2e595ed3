package dev.toolbridge.api.transfer;

import dev.toolbridge.api.item.Author;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.decision.Outcome;
import dev.toolbridge.api.write.Batch;
import dev.toolbridge.api.write.Result;
import dev.toolbridge.api.write.Stored;
import dev.toolbridge.api.write.Transactions;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.memory.MemoryBudget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/// Writes items from another store into a space, part by part, each part in one transaction. Every part is a batch of
/// the one write path; the epoch makes sure that none is stored after a wipe.
public final class SpaceTransfer {
    private static final int ITEMS_MAX = 500;
    private static final long BYTES_MAX = 2 * 1_048_576;
    private static final int ATTEMPTS_MAX = 60;
    private static final String CLIENT = "import";
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);

    private final Transactions transactions;
    private final Space space;
    private final int epoch;
    private final Author author;
    private final List<Waiting> waiting = new ArrayList<>();
    private long bytes;

    /// @param epoch the epoch of the space when the import began
    public SpaceTransfer(Transactions transactions, Space space, int epoch, Author author) {
        this.transactions = transactions;
        this.space = space;
        this.epoch = epoch;
        this.author = author;
    }

    Space space() {
        return space;
    }

    /// An item that is not stored yet, with the place where its outcome counts.
    private record Waiting(IncomingItem arrival, Tally tally) {}

    /// Stores an item with the part that it completes.
    ///
    /// @throws Refusal if the space was wiped since, or takes nothing now
    void add(IncomingItem arrival, Tally tally) {
        if (!waiting.isEmpty() && bytes + arrival.bytes() > BYTES_MAX) {
            flush();
        }
        waiting.add(new Waiting(arrival, tally));
        bytes += arrival.bytes();
        if (waiting.size() == ITEMS_MAX) {
            flush();
        }
    }

    /// Stores what waits.
    public void flush() {
        if (waiting.isEmpty()) {
            return;
        }
        var batch = new Batch(
                waiting.stream().map(one -> one.arrival().write()).toList(),
                OptionalInt.of(epoch),
                author,
                Optional.empty());
        List<Outcome> outcomes = stored(batch).outcomes();
        for (int index = 0; index < outcomes.size(); index++) {
            IncomingItem arrival = waiting.get(index).arrival();
            waiting.get(index).tally().count(arrival.type().name(), arrival.uid(), outcomes.get(index));
        }
        waiting.clear();
        bytes = 0;
    }

    /// Tries again while the space is busy; a part that was stored after all is found present.
    private Stored stored(Batch batch) {
        for (int attempt = 1; ; attempt++) {
            try {
                return done(counted(batch));
            } catch (Refusal refusal) {
                if (refusal.code() != ErrorCode.UNAVAILABLE || attempt == ATTEMPTS_MAX) {
                    throw refusal;
                }
                LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
            }
        }
    }

    /// Stores a part within the memory that requests share: an item whose tree does not fit is refused by name.
    private Result<Stored> counted(Batch batch) {
        var result = new AtomicReference<Result<Stored>>();
        MemoryBudget.ofProcess().open(CLIENT).use(() -> result.set(transactions.store(space, batch)));
        return result.get();
    }

    private static Stored done(Result<Stored> result) {
        return switch (result) {
            case Result.Done<Stored>(Stored stored) -> stored;
            case Result.Refused<Stored>(Refusal refusal) -> throw refusal;
            case Result.Replayed<Stored> _, Result.Answered<Stored> _ ->
                throw new IllegalStateException("an import has no idempotency key");
        };
    }
}
