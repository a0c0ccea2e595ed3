package dev.toolbridge.service.memory;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The bytes of memory that all requests of a process may hold at a time: bodies, what is made of them, and answers.
/// A request that does not fit waits, then is refused.
///
/// Small requests do not wait behind large ones: an eighth is theirs alone. The requests of one client hold half and
/// that eighth at most; one that is larger than half by itself goes when its client has hardly anything else.
public final class MemoryBudget {
    /// A request that holds no more than this is small.
    public static final int SMALL_BYTES = 256 * 1_024;

    private static final int PART_OF_HEAP = 3;
    private static final int PART_FOR_SMALL = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final MemoryBudget PROCESS =
            new MemoryBudget(Runtime.getRuntime().maxMemory() / PART_OF_HEAP, PATIENCE);

    private final long bytesMax;
    private final long reserveBytes;
    private final Duration patience;

    /// The bytes that each client holds; guarded by this, as all below.
    private final Map<String, Long> heldByClient = new HashMap<>();

    /// In the order in which they came.
    private final List<Waiter> waiting = new ArrayList<>();

    private long heldBytes;

    /// @param bytesMax the bytes that all requests may hold together
    /// @param patience the time that a request waits for the memory it needs
    public MemoryBudget(long bytesMax, Duration patience) {
        this.bytesMax = bytesMax;
        this.reserveBytes = bytesMax / PART_FOR_SMALL;
        this.patience = patience;
    }

    /// That of this process: a third of its heap.
    public static MemoryBudget ofProcess() {
        return PROCESS;
    }

    /// A share that holds nothing yet.
    ///
    /// @param client tells the requests of one client from those of others
    public Share open(String client) {
        return new Share(this, client);
    }

    /// The bytes that all shares hold together.
    public synchronized long heldBytes() {
        return heldBytes;
    }

    /// The most that one share can hold.
    long largestBytes() {
        return bytesMax - reserveBytes;
    }

    synchronized boolean tryTake(Share share, long bytes) {
        boolean free =
                fits(share, bytes) && (isSmall(share, bytes) || waiting.stream().noneMatch(this::hasTurn));
        if (free) {
            put(share, bytes);
        }
        return free;
    }

    /// Takes bytes for a share when they are free.
    ///
    /// @throws Refusal `unavailable` if they are not in time
    void take(Share share, long bytes) {
        var waiter = new Waiter(share, bytes);
        synchronized (this) {
            if (tryTake(share, bytes)) {
                return;
            }
            waiting.add(waiter);
        }
        if (!waiter.isServedWithin(patience)) {
            withdraw(waiter);
        }
    }

    /// Counts memory that is in use already, or that is given back when the number is negative.
    synchronized void put(Share share, long bytes) {
        share.count(bytes);
        heldBytes += bytes;
        heldByClient.merge(share.client(), bytes, (held, more) -> held + more == 0 ? null : held + more);
        if (bytes < 0) {
            serve();
        }
    }

    /// A waiter that is not among the waiting any more was served just now.
    private synchronized void withdraw(Waiter waiter) {
        if (waiting.remove(waiter)) {
            serve();
            throw Refusal.of(ErrorCode.UNAVAILABLE, "too much is being worked on at a time")
                    .header("Retry-After", "1");
        }
    }

    /// Serves the first waiter that fits; behind a large one that has to wait, only small ones are served.
    private void serve() {
        boolean held = false;
        for (Waiter waiter : List.copyOf(waiting)) {
            boolean mayPass = !held || isSmall(waiter.share(), waiter.bytes());
            if (mayPass && fits(waiter.share(), waiter.bytes())) {
                waiting.remove(waiter);
                put(waiter.share(), waiter.bytes());
                waiter.serve();
            } else {
                held = held || hasTurn(waiter);
            }
        }
    }

    /// Tells if a waiter waits for other clients, not for other requests of its own client.
    private boolean hasTurn(Waiter waiter) {
        return !isSmall(waiter.share(), waiter.bytes()) && isLeftToClient(waiter.share(), waiter.bytes());
    }

    private boolean fits(Share share, long bytes) {
        return isSmall(share, bytes)
                ? heldBytes + bytes <= bytesMax
                : heldBytes + bytes <= largestBytes() && isLeftToClient(share, bytes);
    }

    private static boolean isSmall(Share share, long bytes) {
        return share.bytes() + bytes <= SMALL_BYTES;
    }

    private boolean isLeftToClient(Share share, long bytes) {
        long others = heldByClient.getOrDefault(share.client(), 0L) - share.bytes();
        return others + Math.min(share.bytes() + bytes, bytesMax / 2) <= bytesMax / 2 + reserveBytes;
    }
}
