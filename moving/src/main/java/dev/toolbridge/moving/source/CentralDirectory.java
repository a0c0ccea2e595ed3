package dev.toolbridge.moving.source;

import dev.toolbridge.moving.source.ReadRefusal.Reason;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.Optional;

/// The directory of a zip (APPNOTE 6.3.10, sections 4.3.12 to 4.3.16), read before the archive is opened: the JDK
/// holds it in memory whole, takes its length and not the number that it claims, and shows neither links nor that a
/// password is needed.
///
/// @param count the number of members
/// @param links the members that are symbolic links, by their place in the directory
public record CentralDirectory(int count, BitSet links) {
    private static final int END_LENGTH = 22;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int COMMENT_MAX = 0xFFFF;
    private static final int LOCATOR_LENGTH = 20;
    private static final int LOCATOR_SIGNATURE = 0x07064b50;
    private static final int END_64_LENGTH = 56;
    private static final int END_64_SIGNATURE = 0x06064b50;
    private static final long COUNT_IN_64 = 0xFFFF;
    private static final long SIZE_IN_64 = 0xFFFF_FFFFL;
    private static final int ENTRY_LENGTH = 46;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int MODE_SHIFT = 16;
    private static final int FILE_KIND = 0xF000;
    private static final int LINK = 0xA000;
    private static final int BUFFER_BYTES = 65_536;

    /// Gives the reason for which the JDK must not open a file as a zip, if there is one.
    public static Optional<ReadRefusal> complaint(Path file, String name) throws IOException {
        try {
            var _ = read(file, name, new Archives());
            return Optional.empty();
        } catch (ReadRefusal refusal) {
            return Optional.of(refusal);
        }
    }

    static CentralDirectory read(Path file, String name, Archives archives) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Place place = place(channel, name);
            if (place.size() < 0 || place.endAt() < 0) {
                throw broken(name);
            }
            archives.addDirectory(place.size(), name);
            if (place.endAt() < place.size()) {
                throw broken(name);
            }
            channel.position(place.endAt() - place.size());
            try (var bytes = new BufferedInputStream(Channels.newInputStream(channel), BUFFER_BYTES)) {
                return entries(bytes, place, name, archives);
            } catch (EOFException cut) {
                throw broken(name);
            }
        }
    }

    /// The place of the directory, and the number of entries that the zip claims.
    private record Place(long count, long size, long endAt) {}

    /// Two ends of one zip that say different things have two readers see different zips.
    private static Place place(FileChannel channel, String name) throws IOException {
        ByteBuffer end = end(channel, name);
        long endAt = channel.size() - end.limit();
        var place = new Place(Short.toUnsignedLong(end.getShort(10)), Integer.toUnsignedLong(end.getInt(12)), endAt);
        ByteBuffer locator = bytes(channel, endAt - LOCATOR_LENGTH, LOCATOR_LENGTH);
        if (locator.limit() < LOCATOR_LENGTH || locator.getInt(0) != LOCATOR_SIGNATURE) {
            return place;
        }
        long end64At = locator.getLong(8);
        ByteBuffer end64 = bytes(channel, end64At, END_64_LENGTH);
        if (end64.limit() < END_64_LENGTH || end64.getInt(0) != END_64_SIGNATURE) {
            throw broken(name);
        }
        var place64 = new Place(end64.getLong(32), end64.getLong(40), end64At);
        boolean isSame = (place.count() == COUNT_IN_64 || place.count() == place64.count())
                && (place.size() == SIZE_IN_64 || place.size() == place64.size());
        if (!isSame) {
            throw broken(name);
        }
        return place64;
    }

    /// The end of a zip with its comment, behind which nothing may follow: a comment could hold another end.
    private static ByteBuffer end(FileChannel channel, String name) throws IOException {
        int length = (int) Math.min(channel.size(), END_LENGTH + COMMENT_MAX);
        ByteBuffer tail = bytes(channel, channel.size() - length, length);
        for (int at = length - END_LENGTH; at >= 0; at--) {
            if (tail.getInt(at) == END_SIGNATURE) {
                int comment = length - at - END_LENGTH;
                if (Short.toUnsignedInt(tail.getShort(at + END_LENGTH - 2)) != comment) {
                    throw broken(name);
                }
                return tail.slice(at, length - at).order(ByteOrder.LITTLE_ENDIAN);
            }
        }
        throw broken(name);
    }

    private static CentralDirectory entries(InputStream directory, Place place, String name, Archives archives)
            throws IOException {
        var links = new BitSet();
        byte[] entry = new byte[ENTRY_LENGTH];
        var fields = ByteBuffer.wrap(entry).order(ByteOrder.LITTLE_ENDIAN);
        int count = 0;
        for (long at = 0; at < place.size(); count++) {
            archives.addMembers(1, name);
            if (directory.readNBytes(entry, 0, ENTRY_LENGTH) < ENTRY_LENGTH || fields.getInt(0) != ENTRY_SIGNATURE) {
                throw broken(name);
            }
            if ((fields.getShort(8) & 1) != 0) {
                throw new ReadRefusal(Reason.PASSWORD, name + " is locked by a password.");
            }
            links.set(count, (fields.getInt(38) >>> MODE_SHIFT & FILE_KIND) == LINK);
            int more = Short.toUnsignedInt(fields.getShort(28))
                    + Short.toUnsignedInt(fields.getShort(30))
                    + Short.toUnsignedInt(fields.getShort(32));
            directory.skipNBytes(more);
            at += ENTRY_LENGTH + more;
        }
        if ((count - place.count()) % (COUNT_IN_64 + 1) != 0) {
            throw broken(name);
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
