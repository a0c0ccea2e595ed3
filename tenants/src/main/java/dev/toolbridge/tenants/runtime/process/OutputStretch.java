package dev.toolbridge.tenants.runtime.process;

import dev.toolbridge.tenants.runtime.OutputCursor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A stretch of output, read over the borders of files, from which whole lines are taken.
final class OutputStretch {

    /// The longest line; a longer one comes in parts.
    static final int LINE_BYTES_MAX = 16 * 1024;

    private static final int CONTINUATION_BITS = 0xC0;
    private static final int CONTINUATION = 0x80;

    private final List<RotatedFile> files;
    private final int first;
    private final long offset;
    private final List<Integer> lengths = new ArrayList<>();
    private final byte[] bytes;
    private int taken;

    /// Reads from a position on.
    ///
    /// @param files the oldest first
    OutputStretch(List<RotatedFile> files, int first, long offset, int most) throws IOException {
        this.files = files;
        this.first = first;
        this.offset = offset;
        var all = new ByteArrayOutputStream();
        for (int index = first; index < files.size(); index++) {
            byte[] piece = files.get(index).read(index == first ? offset : 0, most - all.size());
            lengths.add(piece.length);
            all.writeBytes(piece);
        }
        bytes = all.toByteArray();
    }

    /// Takes the lines that are whole.
    ///
    /// @param isOver true if no more output follows, so that the last line needs no end
    /// @param most the most lines that are taken
    List<String> lines(boolean isOver, int most) {
        List<String> lines = new ArrayList<>();
        int end = lineEnd(isOver);
        while (end >= 0 && lines.size() < most) {
            lines.add(new String(bytes, taken, end - taken, StandardCharsets.UTF_8));
            taken = end < bytes.length && bytes[end] == '\n' ? end + 1 : end;
            end = lineEnd(isOver);
        }
        return lines;
    }

    /// The position behind the lines that were taken: at the end of a file rather than at the start of the next.
    OutputCursor cursor() throws IOException {
        int left = taken;
        int index = 0;
        while (index < lengths.size() - 1 && left > lengths.get(index)) {
            left -= lengths.get(index);
            index++;
        }
        long position = index == 0 ? offset + left : left;
        return position == 0 && index == 0 && first == 0
                ? OutputCursor.BEGINNING
                : OutputPosition.cursor(files.get(first + index), position);
    }

    private int lineEnd(boolean isOver) {
        int limit = Math.min(bytes.length, taken + LINE_BYTES_MAX);
        for (int index = taken; index < limit; index++) {
            if (bytes[index] == '\n') {
                return index;
            }
        }
        if (limit - taken == LINE_BYTES_MAX && limit < bytes.length) {
            return border(limit);
        }
        return isOver && limit > taken ? limit : -1;
    }

    /// The last white space in the second half of a part, so that no word is cut; otherwise between two signs.
    private int border(int limit) {
        for (int index = limit; index > limit - LINE_BYTES_MAX / 2; index--) {
            if (bytes[index - 1] == ' ') {
                return index;
            }
        }
        int index = limit;
        while (index > taken + 1 && (bytes[index] & CONTINUATION_BITS) == CONTINUATION) {
            index--;
        }
        return index;
    }
}
