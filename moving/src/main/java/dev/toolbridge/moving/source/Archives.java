package dev.toolbridge.moving.source;

import dev.toolbridge.moving.source.ReadRefusal.Reason;
import java.util.concurrent.atomic.AtomicLong;

/// The limits on archives, counted over all archives of one source.
final class Archives {
    static final int MEMBERS_MAX = 200_000;
    private static final long DIRECTORY_BYTES_MAX = 64L << 20;

    /// Directories are in memory whole, and each of their files once more.
    private static final int DIRECTORY_PART_OF_HEAP = 8;

    private static final long UNPACKED_MAX = 4L << 30;
    private static final long RATIO_FREE_BYTES = 10L << 20;
    private static final long RATIO_MAX = 200;

    private final long unpackedMax;
    private final AtomicLong unpacked = new AtomicLong();
    private long directories;
    private int members;

    Archives() {
        this(UNPACKED_MAX);
    }

    /// Counts against another limit on the bytes that are unpacked.
    Archives(long unpackedMax) {
        this.unpackedMax = unpackedMax;
    }

    /// Counts the bytes of a directory.
    void addDirectory(long bytes, String archive) {
        long max = Math.min(DIRECTORY_BYTES_MAX, Runtime.getRuntime().maxMemory() / DIRECTORY_PART_OF_HEAP);
        if (bytes > max - directories) {
            throw new ReadRefusal(
                    Reason.TOO_MANY_MEMBERS, "The list of files in " + archive + " is larger than " + max + " bytes.");
        }
        directories += bytes;
    }

    void addMembers(long count, String archive) {
        if (count > MEMBERS_MAX - members) {
            throw new ReadRefusal(Reason.TOO_MANY_MEMBERS, archive + " has more than " + MEMBERS_MAX + " files.");
        }
        members += (int) count;
    }

    /// Counts bytes that were not unpacked before.
    void addUnpacked(long bytes, String path) {
        if (unpacked.addAndGet(bytes) > unpackedMax) {
            throw new ReadRefusal(
                    Reason.TOO_MANY_BYTES,
                    "The archive unpacks to more than " + unpackedMax + " bytes, at " + path + ".");
        }
    }

    static void checkRatio(long unpackedBytes, long packedBytes, String path) {
        if (unpackedBytes > RATIO_FREE_BYTES && unpackedBytes / RATIO_MAX > Math.max(packedBytes, 1)) {
            throw new ReadRefusal(Reason.RATIO, path + " unpacks to more than " + RATIO_MAX + " times its size.");
        }
    }
}
