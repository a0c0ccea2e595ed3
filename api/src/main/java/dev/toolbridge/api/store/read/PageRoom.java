package dev.toolbridge.api.store.read;

import dev.toolbridge.service.memory.MemoryBudget;
import dev.toolbridge.service.memory.Share;

/// The memory that a request has for a page: the rows, and the answer that is made of them. Where that is not free a
/// page ends earlier, and the rest follows on the next.
///
/// @param share the request's
/// @param heldBytes what the request held before
/// @param textBytesMax how much text the page may hold; one item always comes
public record PageRoom(Share share, long heldBytes, int textBytesMax) {
    static final int TEXT_BYTES_MAX = 4 * 1_048_576;

    /// As rows, and in the answer.
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

    /// Counts what a read came to, in place of what it might have come to. A single item may be more than that.
    void settle(long textBytes) {
        share.grow(heldBytes + COPIES * textBytes - share.bytes());
        share.set(heldBytes + COPIES * textBytes);
    }

    /// The same for something that was read without knowing how large it is.
    public static void count(long textBytes) {
        Share.current().grow(COPIES * textBytes);
    }
}
