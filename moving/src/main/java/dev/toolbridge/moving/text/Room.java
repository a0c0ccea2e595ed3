package dev.toolbridge.moving.text;

/// The room for one value of a source: what is in memory at once is bounded by the heap too, since a server with a
/// small heap reads the files of anybody.
public final class Room {
    private static final int PART_OF_HEAP = 8;
    private static final int COPIES = 4;

    private Room() {}

    /// The bytes for a value of which there is one copy.
    public static int forOne(int wanted) {
        return (int) Math.min(wanted, Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
    }

    /// The characters of a text of which copies are made while it is read.
    public static int forText(int wanted) {
        return Math.min(wanted, forOne(Integer.MAX_VALUE) / COPIES);
    }
}
