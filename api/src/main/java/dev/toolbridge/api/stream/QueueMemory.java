package dev.toolbridge.api.stream;

import dev.toolbridge.service.memory.HeapShare;
import java.util.concurrent.atomic.AtomicLong;

/// The bytes that wait in the queues of all streams of a process. Streams share most of them, but each counts.
final class QueueMemory {
    private final long bytesMax;
    private final AtomicLong bytes = new AtomicLong();

    QueueMemory(HeapShare share) {
        this.bytesMax = share.bytes();
    }

    boolean tryTake(int more) {
        if (bytes.addAndGet(more) <= bytesMax) {
            return true;
        }
        bytes.addAndGet(-more);
        return false;
    }

    void giveBack(long less) {
        bytes.addAndGet(-less);
    }

    long bytes() {
        return bytes.get();
    }
}
