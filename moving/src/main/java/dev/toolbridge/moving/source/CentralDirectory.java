package dev.toolbridge.moving.source;

import dev.toolbridge.moving.source.ReadRefusal.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;

/// The directory of a zip (APPNOTE 6.3.10, sections 4.3.12 to 4.3.16), read before the archive is opened: the JDK
/// holds it in memory whole, and shows neither links nor that a password is needed.
///
/// @param count the number of members
/// @param links the members that are symbolic links, by their place in the directory
record CentralDirectory(int count, BitSet links) {
    private static final int END_LENGTH = 22;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int COMMENT_MAX = 0xFFFF;
    private static final int LOCATOR_LENGTH = 20;
    private static final int LOCATOR_SIGNATURE = 0x07064b50;
    private static final int END_64_LENGTH = 56;
    private static final int ENTRY_LENGTH = 46;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int MODE_SHIFT = 16;
    private static final int FILE_KIND = 0xF000;
    private static final int LINK = 0xA000;

    static CentralDirectory read(Path file, String name, Archives archives) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return read(channel, name, archives);
        }
    }

    private static CentralDirectory read(FileChannel channel, String name, Archives archives) throws IOException {
        ByteBuffer end = end(channel, name);
        long count = Short.toUnsignedLong(end.getShort(10));
        long size = Integer.toUnsignedLong(end.getInt(12));
        long endAt = channel.size() - end.limit();
        ByteBuffer end64 = end64(channel, endAt);
        if (end64.hasRemaining()) {
            count = end64.getLong(32);
            size = end64.getLong(40);
            endAt -= LOCATOR_LENGTH + END_64_LENGTH;
        }
        if (count < 0 || size < 0 || size > Archives.DIRECTORY_BYTES_MAX) {
            count = Long.MAX_VALUE;
        }
        archives.addMembers(count, name);
        return entries(bytes(channel, endAt - size, (int) size), (int) count, name);
    }

    private static ByteBuffer end(FileChannel channel, String name) throws IOException {
        int length = (int) Math.min(channel.size(), END_LENGTH + COMMENT_MAX);
        ByteBuffer tail = bytes(channel, channel.size() - length, length);
        for (int at = length - END_LENGTH; at >= 0; at--) {
            if (tail.getInt(at) == END_SIGNATURE) {
                return tail.slice(at, length - at).order(ByteOrder.LITTLE_ENDIAN);
            }
        }
        throw broken(name);
    }

    private static ByteBuffer end64(FileChannel channel, long endAt) throws IOException {
        if (endAt < LOCATOR_LENGTH) {
            return ByteBuffer.allocate(0);
        }
        ByteBuffer locator = bytes(channel, endAt - LOCATOR_LENGTH, LOCATOR_LENGTH);
        return locator.getInt(0) == LOCATOR_SIGNATURE
                ? bytes(channel, locator.getLong(8), END_64_LENGTH)
                : ByteBuffer.allocate(0);
    }

    private static CentralDirectory entries(ByteBuffer directory, int count, String name) {
        var links = new BitSet();
        int at = 0;
        for (int index = 0; index < count; index++) {
            if (at + ENTRY_LENGTH > directory.limit() || directory.getInt(at) != ENTRY_SIGNATURE) {
                throw broken(name);
            }
            if ((directory.getShort(at + 8) & 1) != 0) {
                throw new ReadRefusal(Reason.PASSWORD, name + " is locked by a password.");
            }
            links.set(index, (directory.getInt(at + 38) >>> MODE_SHIFT & FILE_KIND) == LINK);
            at += ENTRY_LENGTH
                    + Short.toUnsignedInt(directory.getShort(at + 28))
                    + Short.toUnsignedInt(directory.getShort(at + 30))
                    + Short.toUnsignedInt(directory.getShort(at + 32));
        }
        return new CentralDirectory(count, links);
    }

    private static ByteBuffer bytes(FileChannel channel, long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (at >= 0 && bytes.hasRemaining()) {
            if (channel.read(bytes, at + bytes.position()) < 0) {
                break;
            }
        }
        return bytes.flip();
    }

    static ReadRefusal broken(String name) {
        return new ReadRefusal(Reason.NOT_A_ZIP, name + " is not a whole zip file.");
    }
}
