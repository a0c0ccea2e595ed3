package dev.toolbridge.service.audit;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// Refusals that are not in an audit log yet, summed by their kind, so that refused requests cannot fill the log.
///
/// @param <K> the kind: who was refused what, and where
public final class RefusalSums<K> {
    private static final int KINDS_MAX = 1_000;

    private final Writer<K> writer;

    /// Held by the thread that writes.
    private final Lock writing = new ReentrantLock();

    /// Guarded by itself.
    private final Map<K, Sum> sums = new HashMap<>();

    public RefusalSums(Writer<K> writer) {
        this.writer = writer;
    }

    /// Writes a sum to the log.
    ///
    /// @param <K> the kind
    @FunctionalInterface
    public interface Writer<K> {

        /// Writes a sum; false if the log cannot be written now.
        boolean write(K kind, Sum sum);
    }

    /// A number of refusals.
    ///
    /// @param request the correlation id of the last one
    public record Sum(long count, String request) {

        /// The part that is left without another one; null when that is nothing.
        private Sum without(Sum part) {
            return count == part.count() ? null : new Sum(count - part.count(), request);
        }
    }

    /// Adds refusals. Of too many kinds the new ones are left out.
    public void add(K kind, Sum more) {
        synchronized (sums) {
            if (sums.size() < KINDS_MAX || sums.containsKey(kind)) {
                sums.merge(kind, more, (before, after) -> new Sum(before.count() + after.count(), after.request()));
            }
        }
    }

    /// The number of refusals that are not written yet.
    public long unwritten() {
        synchronized (sums) {
            return sums.values().stream().mapToLong(Sum::count).sum();
        }
    }

    /// Writes the sums. What the log does not take waits for the next time.
    public void write() {
        writing.lock();
        try {
            Map<K, Sum> due;
            synchronized (sums) {
                due = Map.copyOf(sums);
            }
            var each = due.entrySet().iterator();
            while (each.hasNext() && write(each.next())) {}
        } finally {
            writing.unlock();
        }
    }

    private boolean write(Map.Entry<K, Sum> due) {
        boolean isWritten = writer.write(due.getKey(), due.getValue());
        if (isWritten) {
            synchronized (sums) {
                sums.computeIfPresent(due.getKey(), (_, now) -> now.without(due.getValue()));
            }
        }
        return isWritten;
    }
}
