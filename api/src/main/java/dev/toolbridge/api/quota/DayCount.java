package dev.toolbridge.api.quota;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// The use of a quota on a day, as one server counts it: from a block that it has taken, and beyond that what needs no
/// permission. Neither waits for the database.
final class DayCount {
    /// The largest block: a killed server counts that many too many.
    static final long BLOCK_MAX = 256;

    /// The blocks that the rest of a limit is divided into, so that servers beside each other reach it together.
    private static final long BLOCKS = 32;

    /// The time in which a used up quota is not asked for again.
    private static final Duration CERTAIN = Duration.ofSeconds(1);

    private final DayUse.Day day;
    private final DayUse use;
    private final AtomicLong left = new AtomicLong();
    private final AtomicLong beyond = new AtomicLong();
    private final Lock taking = new ReentrantLock();
    private volatile long known;
    private volatile boolean isTouched = true;
    private volatile UsedUp usedUp = new UsedUp(-1, Instant.MIN);

    DayCount(DayUse.Day day, DayUse use) {
        this.day = day;
        this.use = use;
    }

    /// The limit that was reached, and the time until which that is certain.
    private record UsedUp(long limit, Instant until) {}

    DayUse.Day day() {
        return day;
    }

    /// The same, which from now on is kept for a while.
    DayCount touched() {
        isTouched = true;
        return this;
    }

    /// Counts one from the block; false if nothing is left of it.
    boolean takeLeft() {
        return left.getAndUpdate(number -> Math.max(0, number - 1)) > 0;
    }

    /// Counts so many without permission; a negative number takes that back.
    void countBeyond(int number) {
        beyond.addAndGet(number);
    }

    /// Counts one, from a new block if it must; false if the limit is reached.
    boolean take(long limit, Instant now) {
        if (takeLeft()) {
            return true;
        }
        taking.lock();
        try {
            if (takeLeft()) {
                return true;
            }
            if (usedUp.limit() == limit && now.isBefore(usedUp.until())) {
                return false;
            }
            exchange(block(limit), limit);
            if (takeLeft()) {
                return true;
            }
            usedUp = new UsedUp(limit, now.plus(CERTAIN));
            return false;
        } finally {
            taking.unlock();
        }
    }

    /// Settles with the database. A count that was not used since the last time gives its block back.
    ///
    /// @return false if nothing is left to settle, and the count may be forgotten
    boolean settle(long limit) {
        taking.lock();
        try {
            boolean isInUse = isTouched;
            isTouched = false;
            if (isInUse) {
                long size = block(limit);
                if (left.get() < (size + 1) / 2 || beyond.get() != 0) {
                    exchange(Math.max(0, size - left.get()), limit);
                }
            } else {
                giveBack();
            }
            return isInUse || isTouched;
        } finally {
            taking.unlock();
        }
    }

    /// Gives back what is left of the block.
    void giveBack() {
        beyond.addAndGet(-left.getAndSet(0));
        if (beyond.get() != 0) {
            exchange(0, Long.MAX_VALUE);
        }
    }

    /// Tells if it may be forgotten: nothing is counted that the database does not know.
    boolean isIdle() {
        return !isTouched && left.get() == 0 && beyond.get() == 0;
    }

    /// The use by all servers as far as this one knows: blocks of others count as used.
    long used() {
        return Math.max(0, known - left.get() + beyond.get());
    }

    private long block(long limit) {
        return Math.clamp((limit - known) / BLOCKS, 1, BLOCK_MAX);
    }

    private void exchange(long wanted, long limit) {
        long settled = beyond.getAndSet(0);
        try {
            DayUse.Taken taken = use.take(day, settled, wanted, limit);
            known = taken.used();
            left.addAndGet(taken.granted());
        } catch (RuntimeException failed) {
            beyond.addAndGet(settled);
            throw failed;
        }
    }
}
