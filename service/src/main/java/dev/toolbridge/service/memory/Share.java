package dev.toolbridge.service.memory;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import java.time.Duration;
import java.util.function.Supplier;

/// One request's part of a [MemoryBudget]. Code that reads or makes large data for a request counts it
/// here first, and takes the request's share from [#current].
public final class Share implements AutoCloseable {
    private static final ScopedValue<Share> CURRENT = ScopedValue.newInstance();

    /// Work that no request waits for is bounded where it is done.
    private static final MemoryBudget BOUNDLESS = new MemoryBudget(Long.MAX_VALUE / 4, Duration.ZERO);

    private final MemoryBudget budget;
    private final String client;

    /// Guarded by the budget, as is the next.
    private long bytes;

    private boolean closed;

    Share(MemoryBudget budget, String client) {
        this.budget = budget;
        this.client = client;
    }

    /// That of the request which this thread works on; outside of requests one without bounds.
    public static Share current() {
        return CURRENT.orElse(new Share(BOUNDLESS, ""));
    }

    /// Runs work for the request that this share belongs to.
    public void run(Runnable work) {
        ScopedValue.where(CURRENT, this).run(work);
    }

    /// Runs work that goes on after its request, and gives back what is held then.
    public void use(Runnable work) {
        try (this) {
            run(work);
        }
    }

    /// A share that holds what this one held, for work that goes on after its request.
    public Share handedOver() {
        var next = new Share(budget, client);
        synchronized (budget) {
            next.set(bytes);
            set(0);
        }
        return next;
    }

    /// Holds more, when that is free.
    ///
    /// @throws Refusal `unavailable` if it is not in time, `too_large` if it never can be
    public void grow(long more) {
        if (more <= 0) {
            return;
        }
        if (bytes() + more > budget.largestBytes()) {
            throw Refusal.of(ErrorCode.TOO_LARGE, "this is more than the server's memory is made for");
        }
        budget.take(this, more);
    }

    /// Holds more, or all that one request can hold if that is less.
    public void growTowards(long more) {
        grow(Math.min(more, budget.largestBytes() - bytes()));
    }

    /// Holds more if that is free at once, and the request has not ended.
    public boolean tryGrow(long more) {
        synchronized (budget) {
            return !closed && budget.tryTake(this, more);
        }
    }

    /// Sets the held bytes to the size of existing data, even beyond the free budget.
    public void set(long total) {
        synchronized (budget) {
            budget.put(this, total - bytes);
        }
    }

    /// Holds so much less.
    public void shrink(long less) {
        budget.put(this, -less);
    }

    /// Does work whose memory is free again when it is done.
    public <T> T lend(Supplier<T> work) {
        long before = bytes();
        try {
            return work.get();
        } finally {
            set(before);
        }
    }

    /// The bytes that it holds.
    public long bytes() {
        synchronized (budget) {
            return bytes;
        }
    }

    @Override
    public void close() {
        synchronized (budget) {
            closed = true;
            set(0);
        }
    }

    String client() {
        return client;
    }

    void count(long more) {
        bytes += more;
    }
}
