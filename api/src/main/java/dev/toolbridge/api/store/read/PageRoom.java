package dev.toolbridge.api.store.read;

import dev.toolbridge.service.memory.MemoryBudget;
import dev.toolbridge.service.memory.Share;

/// The memory that a request has for a page: the rows, and the answer that is made of them. If that much is
/// not free, a page ends earlier, and the rest follows on the next.
///
/// @param share the request's share of the memory budget
/// @param heldBytes the bytes that the request held before
/// @param textBytesMax the bytes of text that the page may hold; one item always fits
public record PageRoom(Share share, long heldBytes, int textBytesMax) {
    static final int TEXT_BYTES_MAX = 4 * 1_048_576;

    /// Each text is in memory twice: in the rows and in the answer.
    private static final int COPIES = 2;

    private static final int SMALL_TEXT_BYTES = MemoryBudget.SMALL_BYTES / COPIES;

    static PageRoom ofRequest() {
        Share share = Share.current();
        long heldBytes = share.bytes();
        if (share.tryGrow(COPIES * (long) TEXT_BYTES_MAX)) {
            return new PageRoom(share, heldBytes, TEXT_BYTES_MAX);
        }
        share.grow(COPIES * (long) SMALL_TEXT_BYTES);
        return new PageRoom(share, heldBytes, SMALL_TEXT_BYTES);
    }

    /// Counts the real size of a read, in place of the reserved one. A single item may exceed the reservation.
    void settle(long textBytes) {
        share.grow(heldBytes + COPIES * textBytes - share.bytes());
        share.set(heldBytes + COPIES * textBytes);
    }

    /// Counts a read for which nothing was reserved.
    public static void count(long textBytes) {
        Share.current().grow(COPIES * textBytes);
    }
}
